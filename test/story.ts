/** Five weeks of the fixture city in which every endpoint is used by somebody who may: own rows for whoever looks, and each answer measured. */
import { randomUUID } from 'node:crypto'
import { demoPassword, idOf } from '#app/demo/city.ts'
import type { InputOf, OutputOf } from '#core/endpoint.ts'
import * as briefs from '#features/briefs/contract.ts'
import * as cockpit from '#features/cockpit/contract.ts'
import * as documents from '#features/documents/contract.ts'
import * as leaderboards from '#features/leaderboards/contract.ts'
import * as people from '#features/people/contract.ts'
import * as settings from '#features/settings/contract.ts'
import { amrOf, jpegOf } from '#test/files/making.ts'
import { inspectSent, sendFile } from '#test/files/sending.ts'
import type { Ask, City } from '#test/harness.ts'

type Teller = { city: Pick<City, 'setNow' | 'asJob'>; ask: Ask }
type Sent = InputOf<typeof briefs.send>

export const unit = (name: string) => idOf(`unit:${name}`)
export const block = (name: string) => idOf(`block:${name}`)
export const person = (name: string) => idOf(`person:${name}`)
export const monthly = { board: 'monthly-briefs', month: '2022-11' } as const

export function briefOf(unitName: string, company: string, more: Partial<Sent> = {}): Sent {
  return {
    unitId: unit(unitName),
    body: `${unitName}拜访${company}，洽谈传感器项目，总投资约2亿元，用地30亩。联系人王经理13800000000。`,
    contactOn: '2022-11-02',
    channel: 'visit',
    place: '上海市',
    mentions: [
      {
        companyName: company,
        uscCode: null,
        companyRegion: '上海市',
        intention: '传感器生产',
        industry: '电子',
        investmentFen: 20_000_000_000,
        investmentCurrency: 'CNY',
        investmentQualifier: 'approx',
        landM2: 20_000,
        floorAreaM2: null,
      },
    ],
    contacts: [{ unitId: unit(unitName), personId: null, joint: false }],
    contactName: '王经理',
    contactPhone: '13911112222',
    nextStep: '请来看厂房',
    nextOn: '2022-11-20',
    helpNeeded: '请协调用地',
    visibility: 'block',
    unitIds: [],
    intentBlockId: null,
    ...more,
  }
}

const noMore = { uscCode: null, otherNames: [], intention: null, industry: null, investmentFen: null, landM2: null }
const islandCode = '91330100799655058B'
/** about the company that 普陀 has met, by its code */
export const likeIslands: InputOf<typeof briefs.resemblances> = {
  mentions: [{ ...noMore, companyName: '渔光', uscCode: islandCode }],
  exceptBriefId: null,
}
export const follow: InputOf<typeof briefs.rule> = {
  conclusion: 'follow',
  leadUnitId: null,
  coUnitIds: [],
  dueOn: null,
  body: '请跟进',
  leaderId: null,
}
export const says = (unitName: string, body: string): InputOf<typeof briefs.reply> => ({
  body,
  unitId: unit(unitName),
  calledUnitIds: [],
  calledPersonIds: [],
  answersRulingId: null,
})
const verdict = (word: 'valid' | 'invalid', reason: string | null = null) => ({
  verdict: word,
  reason,
  duplicateOf: null,
})
const at = (of: { brief: { id: string; version: number } }) => ({
  params: { id: of.brief.id },
  ifMatch: of.brief.version,
})

/** ends on 3 December: 定海's November is published, 普陀's is being checked */
export async function tell(teller: Teller): Promise<void> {
  await teller.city.setNow('2022-11-03T01:00:00Z')
  await organise(teller)
  await staff(teller)
  await oneself(teller)
  await writeInDinghai(teller)
  await writeElsewhere(teller)
  await transcribe(teller)
  await addWords(teller)
  await attach(teller)
  await keepViews(teller)
  await teller.city.setNow('2022-12-01T01:00:00Z')
  await countElsewhere(teller)
  await publish(teller)
}

async function organise({ ask }: Teller): Promise<void> {
  const set = (key: string, value: string, blockId: string | null = null) =>
    ask('沈知行', settings.set, {
      input: { key, blockId, value, effectiveFrom: '2022-11-01', document: '舟招办〔2022〕9号' },
    })
  await set('board.rankBy', 'submitted')
  await set('board.publicity', 'own', block('定海区'))
  await ask('胡秀', settings.list)
  const team = { name: '定海区驻成都招商组', short: '驻成都组', kind: 'posted', blockId: block('定海区') } as const
  const input = { ...team, fromDay: '2022-11-01', sendingUnitId: unit('定海区投促中心'), postCity: '成都市' }
  const { units } = await ask('钱系统', people.addUnit, { input })
  const added = units.find(({ name }) => name === team.name)
  if (!added) throw new Error('the unit was added')
  const [params, to] = [{ id: added.id }, { blockId: block('新城管委会'), fromDay: '2022-11-20', townshipCode: null }]
  await ask('钱系统', people.renameUnit, { params, ifMatch: 1, input: { name: '定海区驻成都组', short: '成都组' } })
  await ask('钱系统', people.moveUnit, { params, ifMatch: 2, input: to })
  await ask('胡秀', people.organisation)
}

async function staff({ ask }: Teller): Promise<void> {
  const account = { account: 'zhangxinlai', password: 'first-by-phone-1' }
  const newcomer = await ask('钱系统', people.addPerson, {
    input: { name: '章新来', phone: '13800138000', ...account },
  })
  const params = { id: newcomer.id }
  const appointment = {
    role: 'reporter',
    unitId: unit('定海海洋科学城'),
    acting: false,
    fromDay: '2022-11-03',
  } as const
  await ask('安全员', people.appoint, { params, input: { ...appointment, toDay: null, document: '定任〔2022〕3号' } })
  const seen = await ask('安全员', people.person, { params })
  const post = seen.posts[0]
  if (!post) throw new Error('was appointed')
  const input = { postId: post.id, toDay: '2022-11-03', successorId: null, reason: '调动' }
  const left = await ask('安全员', people.leave, { params, ifMatch: seen.version, input })
  const reset = await ask('钱系统', people.setAccount, { params, ifMatch: left.version, input: account })
  await ask('钱系统', people.suspend, { params, ifMatch: reset.version, input: { active: false, reason: '离职' } })
  await ask('胡秀', people.persons, { query: { q: '姚敏' } })
}

async function oneself({ ask }: Teller): Promise<void> {
  const account = { account: 'maoxue', password: demoPassword, remember: true, deviceName: '小雪的手机' }
  await ask('毛雪', people.signIn, { input: account })
  const { sessions } = await ask('毛雪', people.profile)
  const other = sessions.find(({ current }) => !current)
  if (!other) throw new Error('the phone has signed in')
  await ask('毛雪', people.revokeSession, { params: { id: other.id } })
  await ask('毛雪', people.changePassword, { input: { current: demoPassword, next: 'another-good-one-2022' } })
  const { delegates } = await ask('俞静', people.delegate, { input: { delegateId: person('秦秘书'), toDay: null } })
  await ask('俞静', people.endDelegation, { params: { id: delegates[0]?.id ?? '' } })
  await ask('胡秀', people.me)
  await ask('审计员', people.accesses)
}

async function writeInDinghai({ ask }: Teller): Promise<void> {
  const send = (who: string, input: Sent) => ask(who, briefs.send, { input })
  const sent = await send('孙海燕', briefOf('定海区驻上海招商组', '上海海川电子有限公司'))
  const { params } = at(sent)
  const quiet = await send('应勇', briefOf('盐仓街道', '宁波东方机械有限公司', { visibility: 'leaders' }))
  await ask('孙海燕', briefs.recall, at(await send('孙海燕', briefOf('定海区驻上海招商组', '发错了的公司'))))
  const gone = await send('毛雪', briefOf('定海区驻西安招商组', '西安不来了有限公司'))
  await ask('毛雪', briefs.withdraw, { ...at(gone), input: { reason: '企业要求' } })
  const poor = await send('胡秀', briefOf('白泉镇', '杭州空谈科技有限公司', { contactName: null }))
  await ask('唐国栋', briefs.list)
  await ask('胡秀', briefs.extraction, { input: { text: '昨天拜访杭州空谈科技有限公司，拟投资2亿元' } })
  const like = { ...noMore, companyName: '杭州空谈科技' }
  await ask('胡秀', briefs.resemblances, { input: { mentions: [like], exceptBriefId: null } })
  await ask('唐国栋', cockpit.home)
  await ask('姚敏', briefs.thread, { params })
  const input = { ...says('盐仓街道', '厂房已找好'), calledPersonIds: [person('丁一川'), person('应勇')] }
  await ask('应勇', briefs.reply, { params, input })
  const assign = { leadUnitId: unit('盐仓街道'), coUnitIds: [unit('定海工业园区')], dueOn: '2022-11-10' }
  await ask('唐国栋', briefs.rule, {
    params,
    input: { ...follow, conclusion: 'assign', ...assign, body: '请盐仓牵头' },
  })
  await ask('秦秘书', briefs.rule, { params, input: { ...follow, leaderId: person('唐国栋') } })
  const ruled = await ask('唐国栋', briefs.thread, { params })
  const rulings = ruled.messages.flatMap((message) => (message.kind === 'ruling' ? [message] : []))
  const entered = rulings.find(({ enteredBy }) => enteredBy !== null)
  await ask('唐国栋', briefs.confirmRuling, { params: { ...params, ruling: entered?.id ?? '' } })
  const hasty = await ask('俞静', briefs.rule, { params, input: { ...follow, conclusion: 'drop' } })
  const slip = hasty.messages.flatMap((message) =>
    message.kind === 'ruling' && message.conclusion === 'drop' ? [message] : [],
  )[0]
  await ask('俞静', briefs.undoRuling, { params: { ...params, ruling: slip?.id ?? '' } })
  const revised = await ask('孙海燕', briefs.revise, {
    ...at(hasty),
    input: briefOf('定海区驻上海招商组', '上海海川电子有限公司', { place: '上海市浦东新区' }),
  })
  const judged = await ask('姚敏', briefs.judge, { ...at(revised), input: verdict('valid') })
  await ask('姚敏', briefs.negotiate, { ...at(judged), input: { onDay: '2022-11-03', note: '已到定海看地' } })
  await ask('姚敏', briefs.unmask, { params, input: { reason: '核实' } })
  await ask('姚敏', briefs.judge, { ...at(quiet), input: verdict('valid') })
  const slipped = await ask('姚敏', briefs.judge, { ...at(poor), input: verdict('invalid', '点错了') })
  const hastily = slipped.messages.flatMap((message) => (message.kind === 'judgement' ? [message] : []))[0]
  const undone = await ask('姚敏', briefs.undoJudgement, {
    params: { id: poor.brief.id, judgement: hastily?.id ?? '' },
  })
  const refused = await ask('姚敏', briefs.judge, { ...at(undone), input: verdict('invalid', '没有联系人') })
  const twin = await send('胡秀', briefOf('白泉镇', '上海海川电子有限公司', { visibility: 'leaders' }))
  const repeats = { verdict: 'duplicate', reason: '同一企业', duplicateOf: params.id } as const
  await ask('姚敏', briefs.judge, { ...at(twin), input: repeats })
  await ask('贺小满', briefs.recheck, { ...at(refused), input: verdict('invalid', '仍没有联系人') })
}

async function writeElsewhere({ ask }: Teller): Promise<void> {
  const send = (who: string, input: Sent) => ask(who, briefs.send, { input })
  await send('许一帆', briefOf('市驻深圳招商组', '深圳芯海有限公司', { intentBlockId: block('定海区') }))
  await send('方远', briefOf('市驻杭州招商组', '杭州云栖有限公司', { visibility: 'leaders' }))
  const { mentions, ...rest } = briefOf('沈家门街道', '广州渔光有限公司')
  const island = await send('乐苗', { ...rest, mentions: mentions.map((one) => ({ ...one, uscCode: islandCode })) })
  await ask('乐苗', briefs.reply, { params: at(island).params, input: says('沈家门街道', '已约好下周来') })
  await ask('贺普陀', briefs.rule, { params: at(island).params, input: follow })
  await ask('邬晴', briefs.judge, { ...at(island), input: verdict('valid') })
  await send('柳衢', briefOf('衢山镇', '青岛远洋有限公司', { visibility: 'units', unitIds: [unit('岱山投促中心')] }))
  await send('贺普陀', briefOf('普陀招商领导小组', '上海密谈有限公司', { visibility: 'leaders' }))
}

const chat = `胡秀 2022/11/1 15:04
接待宁波冷链有限公司，计划投资5000万元建冷库，用地15亩，联系人周经理13700001111
海阔天空 2022/11/1 15:05
对接嘉兴渔机有限公司，洽谈渔业机械项目，投资3000万元
姚敏 2022/11/1 15:06
收到`

async function transcribe({ ask }: Teller): Promise<void> {
  const { rows } = await ask('乐苗', briefs.transcribe, { input: { text: chat } })
  const [first, second, last] = rows.map(({ id }) => id)
  await ask('乐苗', briefs.namePoster, { input: { poster: '海阔天空', personId: person('柳衢') } })
  await ask('乐苗', briefs.discardDrafts, { input: { ids: [second ?? '', last ?? ''] } })
  await ask('乐苗', briefs.restoreDrafts, { input: { ids: [second ?? ''] } })
  await ask('乐苗', briefs.draft, { params: { id: first ?? '' } })
  const input = briefOf('沈家门街道', '宁波冷链有限公司', { contactOn: '2022-11-01' })
  await ask('乐苗', briefs.send, { input: { ...input, draftId: first ?? '' } })
  await ask('乐苗', briefs.drafts)
  await ask('应勇', briefs.transcribe, { input: { text: chat } })
}

async function attach({ city, ask }: Teller): Promise<void> {
  const photo = { name: '现场.jpg', bytes: jpegOf(1600, 1200), family: 'photo' } as const
  const voice = { name: '语音.amr', bytes: amrOf(), family: 'voice', seconds: 12 } as const
  const [first, second] = [await sendFile(ask, '孙海燕', photo), await sendFile(ask, '应勇', voice)]
  await inspectSent(city)
  const input = { ...briefOf('定海区驻上海招商组', '上海附图有限公司'), documentIds: [first.id] }
  const sent = await ask('孙海燕', briefs.send, { input })
  const { brief } = await ask('姚敏', briefs.judge, { ...at(sent), input: verdict('valid') })
  const reply = { ...says('盐仓街道', '听录音'), documentIds: [second.id] }
  await ask('应勇', briefs.reply, { params: { id: brief.id }, input: reply })
  await sendFile(ask, '应勇', { ...photo, name: '未发.jpg' })
  await ask('唐国栋', documents.document, { params: { id: first.id } })
  const { url } = await ask('唐国栋', documents.link, { params: { id: first.id } })
  const { version, until, seal } = Object.fromEntries(new URL(url, 'http://127.0.0.1').searchParams)
  const query = { version: Number(version), until: Number(until), seal: seal ?? '' }
  await ask('唐国栋', documents.content, { params: { id: first.id }, query })
}

async function addWords({ ask }: Teller): Promise<void> {
  const input = { kind: 'company', word: '海川', aliasOf: '上海海川电子有限公司' } as const
  const [word] = (await ask('沈知行', briefs.addWord, { input })).words
  const params = { id: word?.id ?? '' }
  await ask('沈知行', briefs.withdrawWord, { params, ifMatch: word?.version ?? 1 })
  await ask('沈知行', briefs.restoreWord, { params, ifMatch: (word?.version ?? 1) + 1 })
  await ask('胡秀', briefs.words, { query: { q: '白泉' } })
}

async function keepViews({ ask }: Teller): Promise<void> {
  const input = { name: '待核', filters: { validity: 'pending' }, unitId: null, blockId: block('定海区') } as const
  const { views } = await ask('姚敏', briefs.saveView, { input })
  const params = { id: views[0]?.id ?? '' }
  await ask('姚敏', briefs.changeView, { params, ifMatch: 1, input: { ...input, name: '定海待核' } })
  await ask('姚敏', briefs.orderViews, { input: { viewIds: [params.id] } })
  const own = { name: '传感器', filters: { q: '传感器' }, unitId: unit('沈家门街道'), blockId: null } as const
  await ask('乐苗', briefs.saveView, { input: own })
  const more = await ask('乐苗', briefs.saveView, {
    input: { ...own, name: '我写的', filters: { mine: 'written' }, unitId: null },
  })
  await ask('乐苗', briefs.removeView, { params: { id: more.views.find(({ name }) => name === '我写的')?.id ?? '' } })
  await ask('应勇', briefs.saveView, { input: { ...own, unitId: null } })
  await ask('胡秀', briefs.views)
  await ask('胡秀', briefs.list, { query: { q: '传感器' } })
}

const closed = (page: OutputOf<typeof leaderboards.board>) => {
  if (!page.closure) throw new Error('the month is closed')
  return { params: { id: page.closure.id }, ifMatch: page.closure.version }
}

async function countElsewhere({ ask }: Teller): Promise<void> {
  const input = { ...monthly, block: block('普陀区') }
  const first = await ask('邬晴', leaderboards.close, { input })
  await ask('邬晴', leaderboards.reopen, { ...closed(first), input: { reason: '漏了一条' } })
  const second = await ask('邬晴', leaderboards.close, { input })
  const objection = { unitId: unit('沈家门街道'), agrees: false, word: '少了一条' }
  await ask('乐苗', leaderboards.check, { ...closed(second), input: objection })
}

async function publish({ city, ask }: Teller): Promise<void> {
  const here = { ...monthly, block: block('定海区') }
  const page = await ask('姚敏', leaderboards.close, { input: here })
  const objection = { unitId: unit('盐仓街道'), agrees: false, word: '应为两条' }
  const checked = await ask('陈盐', leaderboards.check, { ...closed(page), input: objection })
  const [objecting] = checked.closure?.checks ?? []
  const input = { checkId: objecting?.id ?? '', word: '已核对，一条' }
  await ask('姚敏', leaderboards.answer, { ...closed(checked), input })
  await city.setNow('2022-12-03T01:00:00Z')
  await ask('郑立', leaderboards.duties)
  const drafted = await ask('郑立', leaderboards.draft, closed(page))
  await ask('吴桐', leaderboards.publish, closed(drafted))
  await ask('陈盐', leaderboards.board, { query: here })
  const figure = { unit: unit('盐仓街道'), column: 'submitted' }
  await ask('陈盐', leaderboards.contents, { query: { ...here, ...figure } })
  const { rows } = await ask('应勇', leaderboards.issues, { query: { board: here.board, block: here.block } })
  const params = { id: rows[0]?.id ?? '' }
  await ask('应勇', leaderboards.issue, { params })
  await ask('应勇', leaderboards.issueContents, { params, query: figure })
  await ask(`nobody-${randomUUID()}`, people.signOut)
}
