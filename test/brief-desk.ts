/** Briefs as the fixture city's persons write, answer, rule on and judge them: what the corridor tests of briefs start from. */
import { idOf } from '#app/demo/city.ts'
import type { InputOf, OutputOf } from '#core/endpoint.ts'
import * as contract from '#features/briefs/contract.ts'
import type { City } from '#test/harness.ts'

/** 09:00 of a working day in the city */
export const thursday = '2022-11-03T01:00:00Z'
export const unit = (name: string) => idOf(`unit:${name}`)
export const block = (name: string) => idOf(`block:${name}`)
export const person = (name: string) => idOf(`person:${name}`)

export const shanghai = unit('定海区驻上海招商组')
export const yancang = unit('盐仓街道')
export const park = unit('定海工业园区')

export type Sent = InputOf<typeof contract.send>
export type Thread = OutputOf<typeof contract.thread>
export type Ruling = InputOf<typeof contract.rule>

export const text =
  '【定海区驻上海招商组】11月2日拜访上海海川电子有限公司，洽谈高性能传感器项目，总投资约2亿元，用地30亩。联系人王经理13800000000。'
export const mention = (companyName: string, intention: string | null = '高性能传感器生产'): Sent['mentions'][0] => ({
  companyName,
  uscCode: null,
  companyRegion: '上海市',
  intention,
  industry: null,
  investmentFen: 20_000_000_000,
  investmentCurrency: 'CNY',
  investmentQualifier: 'approx',
  landM2: 20_000,
  floorAreaM2: null,
})
export const input = (more: Partial<Sent> = {}): Sent => ({
  unitId: shanghai,
  body: text,
  contactOn: '2022-11-02',
  channel: 'visit',
  place: '上海市',
  mentions: [mention('上海海川电子有限公司')],
  contacts: [{ unitId: shanghai, personId: person('蒋涛'), joint: false }],
  contactName: '王经理',
  contactPhone: '139 1111 2222',
  nextStep: '请来定海看厂房',
  nextOn: '2022-11-20',
  helpNeeded: null,
  visibility: 'block',
  unitIds: [],
  intentBlockId: null,
  ...more,
})

export const says = (body: string, more: Partial<InputOf<typeof contract.reply>> = {}) => ({
  body,
  unitId: shanghai,
  calledUnitIds: [],
  calledPersonIds: [],
  answersRulingId: null,
  ...more,
})
export const follow: Ruling = {
  conclusion: 'follow',
  leadUnitId: null,
  coUnitIds: [],
  dueOn: null,
  body: null,
  leaderId: null,
}
export const assign = (more: Partial<Ruling> = {}): Ruling => ({
  ...follow,
  conclusion: 'assign',
  leadUnitId: yancang,
  coUnitIds: [park],
  dueOn: '2022-11-10',
  body: '请盐仓牵头对接厂房',
  ...more,
})
export const valid = { verdict: 'valid', reason: null, duplicateOf: null } as const

export const clocksOf = ({ clocks }: Thread) =>
  Object.fromEntries(clocks.map(({ key, state }) => [key.slice(7), state]))
export const rulingsOf = ({ messages }: Thread) =>
  messages.flatMap((message) => (message.kind === 'ruling' ? [message] : []))

/** The verbs in short; each fails the test when refused. */
export function deskIn(city: City) {
  const sent = async (by = '孙海燕', more: Partial<Sent> = {}): Promise<Thread> =>
    (await (await city.as(by)).call(contract.send, { input: input(more) })).body
  const seen = async (by: string, id: string): Promise<Thread> =>
    (await (await city.as(by)).call(contract.thread, { params: { id } })).body
  const rules = async (by: string, { brief }: Thread, ruling: Ruling): Promise<Thread> =>
    (await (await city.as(by)).call(contract.rule, { params: { id: brief.id }, input: ruling })).body
  const judges = async (by: string, { brief }: Thread, word: InputOf<typeof contract.judge> = valid): Promise<Thread> =>
    (await (await city.as(by)).call(contract.judge, { params: { id: brief.id }, ifMatch: brief.version, input: word }))
      .body
  const count = async (table: 'briefs' | 'ledger' | 'idempotency') =>
    Number((await city.look<{ n: string }>(`select count(*) n from ${table}`))[0]?.n)
  return { sent, seen, rules, judges, count }
}
