/** Tells the demo year to an empty city: every brief, judgement, ruling and issue goes through the same corridor as a person's, at its own moment. */
import { createHash, randomUUID } from 'node:crypto'
import type { DatabaseUrls } from '#app/database-urls.ts'
import { cityRoutes } from '#app/routes.ts'
import { addDays } from '#core/calendar.ts'
import type { InputOf, OutputOf } from '#core/endpoint.ts'
import { addSeconds } from '#core/instant.ts'
import { feature as briefs } from '#features/briefs/feature.ts'
import { feature as settings } from '#features/settings/feature.ts'
import { atMoment, change, type Database, openDatabase } from '#platform/database.ts'
import { runWrite } from '#platform/http/corridor.ts'
import type { Keys } from '#platform/keys.ts'
import { armLedger } from '#platform/ledger.ts'
import { sequence } from '#platform/ledger-order.ts'
import type { Told } from './article.ts'
import { blocks, type CityPerson, holderOf, idOf, tenant } from './city.ts'
import { publishYear, type Teller } from './publish.ts'
import { latelyIn, yearOf } from './year.ts'

type Thread = OutputOf<typeof briefs.contract.send>

/** Can be cut off and told again: what was told before is answered from its idempotency key. */
export async function tellYear(
  urls: DatabaseUrls,
  keys: Keys,
  today: string,
  say: (line: string) => void,
): Promise<void> {
  armLedger(keys)
  const db = openDatabase(urls.app, 8)
  const login = openDatabase(urls.login, 1, 'login')
  try {
    const tell = tellerIn(db, login)
    await rankAsIn2022(tell)
    let told = 0
    const total = blocks.reduce((sum, block) => sum + yearOf(block.name).length, 0)
    // blocks side by side, each in order of sending: numbers then rise with time
    await Promise.all(
      lanes(blocks.map((block) => block.name)).map(async (lane) => {
        for (const block of lane) {
          for (const brief of yearOf(block)) {
            await tellBrief(tell, block, brief, true)
            told += 1
            if (told % 400 === 0) say(`示例数据 ${told} / ${total} 条简报`)
          }
        }
      }),
    )
    for (const brief of latelyIn('定海区', today)) await tellBrief(tell, '定海区', brief, false)
    await publishYear(tell, say)
    while ((await change(db, keys.jobToken(tenant.id, 'sequencer'), sequence)) > 0);
  } finally {
    await db.end()
    await login.end()
  }
}

/** 定海 alone is a lane as long as all the others; two more keep a second core busy. */
function lanes(names: readonly string[]): string[][] {
  const others = names.filter((name) => name !== '定海区')
  return [['定海区'], others.filter((_, i) => i % 2 === 0), others.filter((_, i) => i % 2 === 1)]
}

function tellerIn(db: Database, login: Database): Teller {
  const routes = new Map(cityRoutes().map((route) => [route.endpoint, route]))
  const tokens = new Map<string, Promise<string>>()
  const open = async (person: CityPerson) => {
    const token = randomUUID()
    await login.pool.query('select sec.open_session($1, $2, $3, $4, $5, false, $6, $6)', [
      person.account,
      randomUUID(),
      token,
      'demo',
      '示例数据载入',
      '1 hour',
    ])
    return token
  }
  return async (person, at, key, endpoint, said) => {
    const token = tokens.get(person.account) ?? open(person)
    tokens.set(person.account, token)
    const route = routes.get(endpoint)
    if (!route) throw new Error(`${endpoint.verb} has no route`)
    const call = {
      params: endpoint.params.parse(said.params ?? {}),
      query: {},
      input: endpoint.input.parse(said.input ?? {}),
      version: said.version ?? Number.NaN,
    }
    const name = createHash('sha256').update(`${person.account}|${key}`).digest('hex').slice(0, 40)
    const answer = await runWrite(atMoment(db, at), route, call, await token, name)
    return answer.body as OutputOf<typeof endpoint> // checked by this endpoint's own output schema
  }
}

/** The article's district counts briefs sent; a city that starts today ranks by valid ones. */
async function rankAsIn2022(tell: Teller): Promise<void> {
  await tell(
    holderOf('business-admin', { block: '市本级' }),
    '2022-01-01T01:00:00.000000Z',
    'rank-2022',
    settings.contract.set,
    {
      input: {
        key: 'board.rankBy',
        blockId: null,
        value: 'submitted',
        effectiveFrom: '2022-01-01',
        document: '示例：2022 年简报排名办法（按提交数）',
      },
    },
  )
}

async function tellBrief(tell: Teller, block: string, brief: Told, finished: boolean): Promise<void> {
  const author = holderOf('reporter', { unit: brief.unit })
  let thread: Thread = await tell(author, brief.at, brief.key, briefs.contract.send, { input: inputOf(brief) })
  const params = { id: thread.brief.id }
  const late = (hours: number) => addSeconds(brief.at, hours * 3600)
  if (!finished && brief.ruling === null) return
  if (brief.ruling) thread = await tellRuling(tell, block, brief, params, late)
  if (!finished) return
  const judge = judgeOf(thread.facts.judge, block)
  const verdict = brief.verdict === 'duplicate' ? 'invalid' : brief.verdict
  thread = await tell(judge, late(20), `${brief.key}-judged`, briefs.contract.judge, {
    params,
    version: thread.brief.version,
    input: {
      verdict,
      reason:
        verdict === 'valid' ? null : brief.verdict === 'duplicate' ? '与其他单位已报情况相同' : '没有具体投资意向',
      duplicateOf: null,
    },
  })
  // nobody vouches for what their own unit wrote
  const leaders = leaderOf(block).posts.some((post) => post.unit === brief.unit)
  if (brief.negotiates && verdict === 'valid' && !leaders) {
    await tell(leaderOf(block), late(90), `${brief.key}-talks`, briefs.contract.negotiate, {
      params,
      version: thread.brief.version,
      input: { onDay: addDays(brief.at.slice(0, 10), 3), note: null },
    })
  }
}

function leaderOf(block: string): CityPerson {
  return holderOf(block === '市本级' ? 'city-leader' : 'block-leader', { block })
}

function judgeOf(level: Thread['facts']['judge'], block: string): CityPerson {
  if (level === 'block') return holderOf('verifier', { block })
  return holderOf(level === 'city' ? 'recogniser' : 'joint-reviewer', { block: '市本级' })
}

async function tellRuling(
  tell: Teller,
  block: string,
  brief: Told,
  params: { id: string },
  late: (hours: number) => string,
): Promise<Thread> {
  const leader = leaderOf(block)
  const helper =
    block === '市本级'
      ? '市发展和改革委员会'
      : `${block === '定海区' ? '定海区' : blocks.find((b) => b.name === block)?.short}发展和改革局`
  const assign = brief.ruling === 'assign'
  const thread = await tell(leader, late(2), `${brief.key}-ruled`, briefs.contract.rule, {
    params,
    input: {
      conclusion: brief.ruling ?? 'follow',
      leadUnitId: assign ? idOf(`unit:${helper}`) : null,
      coUnitIds: assign && brief.unit !== helper ? [idOf(`unit:${brief.unit}`)] : [],
      dueOn: assign ? addDays(brief.at.slice(0, 10), 6) : null,
      body: assign ? '请抓紧对接，一周内回复进展。' : brief.ruling === 'follow' ? '请持续跟进。' : null,
      leaderId: null,
    },
  })
  if (!assign) return thread
  const ruling = thread.messages.find((message) => message.kind === 'ruling')
  return tell(holderOf('reporter', { unit: helper }), late(30), `${brief.key}-answered`, briefs.contract.reply, {
    params,
    input: {
      body: '已与企业对接，正在核对用能和备案条件，下周组织一次现场踏勘。',
      unitId: idOf(`unit:${helper}`),
      calledUnitIds: [],
      calledPersonIds: [],
      answersRulingId: ruling?.kind === 'ruling' ? ruling.id : null,
    },
  })
}

function inputOf(brief: Told): InputOf<typeof briefs.contract.send> {
  const { prospect } = brief
  return {
    unitId: idOf(`unit:${brief.unit}`),
    body: brief.body,
    contactOn: brief.contactOn,
    channel: brief.channel,
    place: brief.place,
    mentions: [
      {
        companyName: prospect.company,
        uscCode: null,
        companyRegion: prospect.region,
        intention: prospect.intention,
        industry: prospect.chain,
        investmentFen: prospect.investmentWan === null ? null : prospect.investmentWan * 1_000_000,
        investmentCurrency: 'CNY',
        investmentQualifier: prospect.investmentWan === null ? null : 'approx',
        landM2: prospect.landMu === null ? null : Math.round((prospect.landMu * 200_000) / 3) / 100,
        floorAreaM2: null,
      },
    ],
    contacts: [{ unitId: idOf(`unit:${brief.unit}`), personId: null, joint: false }],
    contactName: brief.complete ? prospect.leader : null,
    contactPhone: null,
    nextStep: brief.nextStep,
    nextOn: brief.nextOn,
    helpNeeded: null,
    visibility: 'block',
    unitIds: [],
    intentBlockId: null,
  }
}
