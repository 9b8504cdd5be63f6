/** A brief's whole way, tried as the city's own persons would: sent, read, answered, ruled on, judged; and every refusal on it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idOf } from '#app/demo/city.ts'
import type { InputOf } from '#core/endpoint.ts'
import { type City, openCity } from '#test/harness.ts'
import * as contract from './contract.ts'

let city: City
beforeAll(async () => {
  city = await openCity()
  await city.setNow('2022-11-03T01:00:00Z')
})
afterAll(() => city.close())

const unit = (name: string) => idOf(`unit:${name}`)
const block = (name: string) => idOf(`block:${name}`)
const person = (name: string) => idOf(`person:${name}`)

const shanghai = unit('定海区驻上海招商组')
const yancang = unit('盐仓街道')
const park = unit('定海工业园区')

type Sent = InputOf<typeof contract.send>
const text =
  '【定海区驻上海招商组】11月2日拜访上海海川电子有限公司，洽谈高性能传感器项目，总投资约2亿元，用地30亩。联系人王经理13800000000。'
const mention = (companyName: string): Sent['mentions'][0] => ({
  companyName,
  uscCode: null,
  companyRegion: '上海市',
  intention: '高性能传感器生产',
  industry: null,
  investmentFen: 20_000_000_000,
  investmentCurrency: 'CNY',
  investmentQualifier: 'approx',
  landM2: 20_000,
  floorAreaM2: null,
})
const input = (more: Partial<Sent> = {}): Sent => ({
  unitId: shanghai,
  body: text,
  contactOn: '2022-11-02',
  channel: 'visit',
  place: '上海市',
  mentions: [mention('上海海川电子有限公司')],
  contacts: [{ unitId: shanghai, personId: person('蒋涛'), joint: false }],
  contactName: '王经理',
  contactPhone: '138 0000 0000',
  nextStep: '请来定海看厂房',
  nextOn: '2022-11-20',
  helpNeeded: null,
  visibility: 'block',
  unitIds: [],
  intentBlockId: null,
  ...more,
})

async function sent(by = '孙海燕', more: Partial<Sent> = {}) {
  return (await (await city.as(by)).call(contract.send, { input: input(more) })).body
}

describe('sending', () => {
  test('gives the brief a number, the server’s time and a claim, and answers with its thread', async () => {
    const sun = await city.as('孙海燕')
    const { body, status, trips } = await sun.call(contract.send, { input: input() })
    expect(status).toBe(201)
    expect(trips).toBeLessThanOrEqual(4)
    expect(body.brief.number).toBe('简报 330902-202211-0001')
    expect(body.brief).toMatchObject({ state: 'sent', validity: 'pending', missing: [], recorder: { name: '孙海燕' } })
    expect(body.brief.firstCompleteAt).toBe(body.brief.sentAt)
    expect(body.clocks.map(({ key, state }) => [key, state])).toEqual([
      ['briefs.respond', 'green'],
      ['briefs.judge', 'green'],
    ])
  })
})
