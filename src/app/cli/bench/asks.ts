/** What the bench asks: the pages of a working day, as somebody of a town and as somebody who sees the whole city. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { idOf } from '#app/demo/city.ts'
import type { Press } from '#platform/loopback-load.ts'
import type { Ground } from './ground.ts'
import { statementsIn } from './statements.ts'

export type Who = { key: 'member' | 'administrator'; title: string; personId: string; unitId: string; tokens: string[] }

/** 应勇 writes for a town; 沈知行 administers the business of the whole city. */
export const member = {
  key: 'member',
  title: 'member',
  personId: idOf('person:应勇'),
  unitId: idOf('unit:盐仓街道'),
} as const
export const administrator = {
  key: 'administrator',
  title: 'administrator',
  personId: idOf('person:沈知行'),
  unitId: idOf('unit:市投促中心'),
} as const

export type Ask = {
  key: string
  name: string
  /** each round is measured as one: what somebody does from pressing to seeing */
  rounds: (who: Who) => Press['rounds']
  /** what the bare server does of the same; null: it has no such page */
  bare: ((who: Who) => Press['rounds']) | null
  /** the least share of the bare server's requests a second that the city aims at */
  aim?: number
  /** ms p95 over http, alone */
  within?: number
  /** ms in the database, all statements of the page together */
  inside?: { p50?: number; p95?: number }
}

const block = idOf('block:定海区')
const months = Array.from({ length: 11 }, (_, i) => `2022-${String(i + 1).padStart(2, '0')}`)
const get = (path: string) => [{ method: 'GET' as const, path: `/api${path}` }]
const post = (path: string, body: unknown) => ({
  method: 'POST' as const,
  path: `/api${path}`,
  body: JSON.stringify(body),
})
const board = `/leaderboards?board=monthly-briefs&block=${block}&month=2022-12`

export type Drawn = { ids: readonly string[]; companies: readonly string[] }

export function asksFor({ ids, companies }: Drawn): Ask[] {
  const both = (rounds: Ask['rounds']) => ({ rounds, bare: rounds })
  const sends: Ask['rounds'] = (who) => companies.map((company) => [post('/briefs', briefOf(who, company))])
  return [
    { key: 'list', name: 'list, 20 newest', aim: 0.4, ...both(() => [get('/briefs?limit=20')]) },
    {
      key: 'filtered',
      name: 'list of a block, month, validity',
      aim: 0.4,
      ...both(() => months.map((month) => get(`/briefs?limit=20&block=${block}&month=${month}&validity=valid`))),
    },
    { key: 'thread', name: 'a brief and its thread', aim: 0.4, ...both(() => ids.map((id) => get(`/briefs/${id}`))) },
    { key: 'send', name: 'send', ...both(sends) },
    {
      key: 'sending',
      name: 'read 400 characters, look for duplicates, send',
      aim: 0.25,
      bare: sends,
      rounds: (who) =>
        companies.map((company) => [
          post('/briefs/extractions', { text: pasted(company), postedOn: '2022-12-31' }),
          post('/briefs/resemblances', askedOf(company)),
          post('/briefs', briefOf(who, company)),
        ]),
    },
    {
      key: 'duplicates',
      name: 'duplicates of a company',
      bare: null,
      rounds: () => companies.map((company) => [post('/briefs/resemblances', askedOf(company))]),
    },
    ...searches.map(
      ([key, word, about]): Ask => ({
        key,
        name: `search ${word} (${about})`,
        bare: null,
        within: 50,
        inside: { p50: 5 },
        rounds: () => [get(`/briefs?limit=20&q=${encodeURIComponent(word)}`)],
      }),
    ),
    { key: 'ranking', name: 'ranking of the running month', inside: { p95: 10 }, ...both(() => [get(board)]) },
    {
      key: 'extraction',
      name: 'read 2,000 characters',
      bare: null,
      within: 20,
      rounds: () => [
        [
          post('/briefs/extractions', {
            text: companies.map(pasted).join('\n').slice(0, 2000),
            postedOn: '2022-12-31',
          }),
        ],
      ],
    },
  ]
}

const searches = [
  ['rare', '聚泰', 'rare'],
  ['common', '公司', 'in nearly all'],
  ['common-2', '项目', 'in most'],
  ['four', '动力电池', 'four characters'],
  ['four-rare', '聚泰新材', 'four, rare'],
] as const

/** 400 characters, as they are pasted from a chat. */
const pasted = (company: string) =>
  `【盐仓街道简报】12月30日上午，街道主要负责人带队赴宁波拜访${company}，与企业负责人王总座谈。该公司成立于2008年，员工三百余人，主营特种助剂和高性能膜材料，去年产值约三亿元，是国家高新技术企业，拥有发明专利二十余项。企业因现有厂房租赁年底到期，计划在长三角布局第二个生产基地，拟新建高性能膜材料项目，总投资约5亿元，其中一期2亿元，需用地80亩，预计达产后年产值8亿元，年税收3000万元以上。企业对港口条件和区位比较满意，最关心土地价格、用能指标和环评要求，同时也在与南通、嘉兴洽谈。企业表示元旦后带技术团队来实地踏勘，希望先看岑港和白泉两处地块。街道已向企业介绍公平竞争审查的有关规定，说明不能承诺税收返还，企业表示理解。下一步，街道将会同区发改局、区自然资源分局准备地块资料和政策清单，1月5日前发给企业，并邀请企业1月中旬来考察，届时请区领导会见企业负责人，请投促中心统筹安排，并协调电力容量事宜。`

function briefOf({ unitId }: Who, company: string) {
  return {
    unitId,
    body: pasted(company),
    contactOn: '2022-12-30',
    channel: 'visit',
    place: '宁波',
    mentions: [
      {
        companyName: company,
        uscCode: null,
        companyRegion: '宁波',
        intention: '新建高性能膜材料项目',
        industry: '石化新材料',
        investmentFen: 50_000_000_000,
        investmentCurrency: 'CNY',
        investmentQualifier: 'approx',
        landM2: 53333.33,
        floorAreaM2: null,
      },
    ],
    contacts: [{ unitId, personId: null, joint: false }],
    contactName: '王总',
    contactPhone: null,
    nextStep: '准备地块资料和政策清单',
    nextOn: '2023-01-05',
    helpNeeded: null,
    visibility: 'block',
    unitIds: [],
    intentBlockId: null,
  }
}

function askedOf(companyName: string) {
  const mention = {
    companyName,
    uscCode: null,
    otherNames: [],
    intention: '新建高性能膜材料项目',
    industry: null,
    investmentFen: null,
    landM2: null,
  }
  return { mentions: [mention], exceptBriefId: null }
}

/** Sets the city's clock to 31 December 2022 and signs both in on many devices. */
export async function signIn({ adminUrl }: Ground): Promise<{ people: Who[]; drawn: Drawn }> {
  const statement = await statementsIn('sessions.sql')
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    for (const name of ['clock', 'clear', 'bare']) await client.query(statement(name))
    const people: Who[] = []
    for (const who of [member, administrator]) {
      const tokens = Array.from({ length: 300 }, () => randomUUID())
      await client.query(statement('open'), [who.personId, tokens])
      await client.query(statement('bare-open'), [who.personId, tokens])
      people.push({ ...who, tokens })
    }
    const briefs = await client.query<{ id: string }>(statement('ids'), [block])
    const known = await client.query<{ name: string }>(statement('companies'))
    const drawn = { ids: briefs.rows.map(({ id }) => id), companies: known.rows.map(({ name }) => name) }
    return { people, drawn }
  } finally {
    await client.end()
  }
}
