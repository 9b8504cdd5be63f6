/** Tells the demo year to an empty city: every brief, judgement, ruling and issue goes through the same corridor as a person's, at its own moment. */
import pg from 'pg'
import type { DatabaseUrls } from '#app/database-urls.ts'
import { addDays } from '#core/calendar.ts'
import type { InputOf } from '#core/endpoint.ts'
import { addSeconds } from '#core/instant.ts'
import { feature as briefs } from '#features/briefs/feature.ts'
import { feature as settings } from '#features/settings/feature.ts'
import { change, openDatabase } from '#platform/database.ts'
import type { Keys } from '#platform/keys.ts'
import { armLedger } from '#platform/ledger.ts'
import { sequence } from '#platform/ledger-order.ts'
import type { Told } from './article.ts'
import { chatUntil, demoWords } from './chat.ts'
import { blocks, type CityPerson, holderOf, idOf, tenant } from './city.ts'
import { signEverybodyOut } from './found.ts'
import { publishYear } from './publish.ts'
import { type Eye, type Teller, tellerIn } from './teller.ts'
import { latelyIn, repeatedLately, yearOf } from './year.ts'

/** Can be cut off and told again: what was told before is answered from its idempotency key. */
export async function tellYear(
  urls: DatabaseUrls,
  keys: Keys,
  today: string,
  say: (line: string) => void,
): Promise<void> {
  armLedger(keys)
  const db = openDatabase(urls.app, 6)
  const login = openDatabase(urls.login, 1, 'login')
  const looking = new pg.Pool({ connectionString: urls.migrator, max: 2 })
  const eye: Eye = async (statement, values) => (await looking.query(statement, values)).rows[0]
  try {
    const tell = tellerIn(db, login)
    await rankAsIn2022(tell)
    await tellBriefs(tell, eye, say)
    for (const brief of repeatedLately('定海区', today)) await send(tell, brief)
    for (const brief of latelyIn('定海区', today))
      await follow(tell, eye, '定海区', brief, await send(tell, brief), false)
    await pasteChat(tell, today)
    await publishYear(tell, eye, say)
    while ((await change(db, keys.jobToken(tenant.id, 'sequencer'), sequence)) > 0);
    await signEverybodyOut(looking)
  } finally {
    await Promise.all([db.end(), login.end(), looking.end()])
  }
}

/** Each block in order of sending, so that numbers rise with time; what follows a brief is told while the next ones are sent. */
async function tellBriefs(tell: Teller, eye: Eye, say: (line: string) => void): Promise<void> {
  const total = blocks.reduce((sum, block) => sum + yearOf(block.name).length, 0)
  let told = 0
  await Promise.all(
    lanes(blocks.map((block) => block.name)).map(async (lane) => {
      let behind: Promise<void>[] = []
      for (const block of lane) {
        for (const brief of yearOf(block)) {
          const id = await send(tell, brief)
          behind.push(follow(tell, eye, block, brief, id, true))
          if (behind.length >= 2) {
            await Promise.all(behind)
            behind = []
          }
          told += 1
          // an empty city's plans look a row up through any index that begins with the tenant; a full one's must not
          if (told === 50 || told === 500) await eye('analyze', [])
          if (told % 400 === 0) say(`示例数据 ${told} / ${total} 条简报`)
        }
      }
      await Promise.all(behind)
    }),
  )
}

/** 定海 alone is a lane as long as all the others. */
function lanes(names: readonly string[]): string[][] {
  return [['定海区'], names.filter((name) => name !== '定海区')]
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

/** A chat that waits to be worked off, and the words of the place. */
async function pasteChat(tell: Teller, today: string): Promise<void> {
  const at = `${addDays(today, -1)}T03:00:00.000000Z`
  const keeper = holderOf('business-admin', { block: '市本级' })
  for (const input of demoWords)
    await tell(keeper, '2022-01-04T01:00:00.000000Z', `word-${input.word}`, briefs.contract.addWord, { input })
  const input = { text: chatUntil(today) }
  await tell(holderOf('reporter', { unit: '盐仓街道' }), at, `chat-${today}`, briefs.contract.transcribe, { input })
}

function send(tell: Teller, brief: Told): Promise<string> {
  return tell(holderOf('reporter', { unit: brief.unit }), brief.at, brief.key, briefs.contract.send, {
    input: inputOf(brief),
  })
}

/** What became of it: a ruling and its answer, the judgement, 转在谈. `finished` leaves nothing waiting. */
async function follow(
  tell: Teller,
  eye: Eye,
  block: string,
  brief: Told,
  id: string,
  finished: boolean,
): Promise<void> {
  const params = { id }
  const morning = (days: number) => morningAfter(brief, days)
  const version = async () =>
    (await eye<{ version: number }>('select version from briefs where tenant_id = $1 and id = $2', [tenant.id, id]))
      .version
  if (brief.ruling) await ruleOn(tell, eye, block, brief, id, finished)
  if (!finished) return
  const thin = brief.verdict === 'valid' && !brief.complete
  const verdict = brief.verdict === 'valid' && !thin ? 'valid' : 'invalid'
  await tell(judgeOf(brief.unit, block), morning(1), `${brief.key}-judged`, briefs.contract.judge, {
    params,
    version: await version(),
    input: { verdict, reason: thin ? lacking : reasons[brief.verdict], duplicateOf: null },
  })
  // nobody vouches for what their own unit wrote
  const own = leaderOf(block).posts.some((post) => post.unit === brief.unit)
  if (brief.negotiates && verdict === 'valid' && !own) {
    await tell(leaderOf(block), morning(4), `${brief.key}-talks`, briefs.contract.negotiate, {
      params,
      version: await version(),
      input: { onDay: addDays(brief.at.slice(0, 10), 3), note: null },
    })
  }
}

/** 10:15 in Shanghai */
function morningAfter(brief: Told, days: number): string {
  return `${addDays(brief.at.slice(0, 10), days)}T02:15:00.000000Z`
}

/** what `inputOf` leaves out of a brief that is not complete */
const lacking = '缺企业联系人，补上后可申请复核'
const reasons = { valid: null, invalid: '没有具体投资意向', duplicate: '与其他单位已报情况相同' } as const

function leaderOf(block: string): CityPerson {
  return holderOf(block === '市本级' ? 'city-leader' : 'block-leader', { block })
}

/** The block's verifier; the other level where the judging body itself wrote. */
function judgeOf(unit: string, block: string): CityPerson {
  const level = block === '市本级' ? (unit === '市投促中心' ? 'joint-reviewer' : 'recogniser') : 'verifier'
  const judge = holderOf(level, { block })
  return judge.posts.some((post) => post.unit === unit) ? holderOf('recogniser', { block: '市本级' }) : judge
}

async function ruleOn(
  tell: Teller,
  eye: Eye,
  block: string,
  brief: Told,
  id: string,
  answered: boolean,
): Promise<void> {
  const short = blocks.find((b) => b.name === block)?.short
  const helper = block === '市本级' ? '市发展和改革委员会' : `${block === '定海区' ? block : short}发展和改革局`
  const assign = brief.ruling === 'assign'
  await tell(leaderOf(block), addSeconds(brief.at, 3600), `${brief.key}-ruled`, briefs.contract.rule, {
    params: { id },
    input: {
      conclusion: brief.ruling ?? 'follow',
      leadUnitId: assign ? idOf(`unit:${helper}`) : null,
      coUnitIds: assign && brief.unit !== helper ? [idOf(`unit:${brief.unit}`)] : [],
      dueOn: assign ? addDays(brief.at.slice(0, 10), 6) : null,
      body: assign ? '请抓紧对接，一周内回复进展。' : brief.ruling === 'follow' ? '请持续跟进。' : null,
      leaderId: null,
    },
  })
  if (!assign || !answered) return
  const statement = 'select id from rulings where tenant_id = $1 and brief_id = $2'
  const ruling = await eye<{ id: string }>(statement, [tenant.id, id])
  await tell(
    holderOf('reporter', { unit: helper }),
    morningAfter(brief, 2),
    `${brief.key}-answered`,
    briefs.contract.reply,
    {
      params: { id },
      input: {
        body: '已与企业对接，正在核对用能和备案条件，下周组织一次现场踏勘。',
        unitId: idOf(`unit:${helper}`),
        calledUnitIds: [],
        calledPersonIds: [],
        answersRulingId: ruling.id,
      },
    },
  )
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
