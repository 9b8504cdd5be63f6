/** Who may have a text read, what comes back, and that nothing of it is kept. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type City, openCity } from '#test/harness.ts'
import * as contract from '../contract.ts'

let city: City
beforeAll(async () => {
  city = await openCity()
})
afterAll(() => city.close())

const text = '【盐仓街道简报】昨天下午赴杭州拜访海川电子（杭州）有限公司，拟投资2.5亿元，用地约30亩'

describe('having a text read', () => {
  test('answers each field with the words it stands on, and the unit of this city', async () => {
    const hu = await city.as('胡秀')
    const { body, status } = await hu.call(contract.extraction, { input: { text, postedOn: '2022-11-03' } })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      is_lead: true,
      date: '2022-11-02',
      reporting_unit: '盐仓街道',
      companies: ['海川电子（杭州）有限公司'],
      investment_wan: 25000,
      investment_currency: 'CNY',
      land_mu: 30,
      annual_tax_wan: null,
    })
    for (const spans of Object.values(body.spans))
      for (const span of spans) expect(text.slice(span.start, span.end)).toBe(span.text)
  })

  test('leaves nothing behind', async () => {
    const counted = `select (select count(*)::int from briefs) as briefs, (select count(*)::int from ledger) as lines`
    const before = await city.look(counted)
    const hu = await city.as('胡秀')
    await hu.call(contract.extraction, { input: { text } })
    expect(await city.look(counted)).toEqual(before)
  })

  test('is refused to whoever sends no briefs', async () => {
    const auditor = await city.as('审计员')
    const { problem } = await auditor.refused(contract.extraction, { input: { text } })
    expect(problem).toMatchObject({ code: 'forbidden', because: [{ say: '由可以发简报的人读取文字' }] })
  })

  test('is refused for a text that bears a mark of secrecy, without repeating it', async () => {
    const hu = await city.as('胡秀')
    const { problem } = await hu.refused(contract.extraction, { input: { text: `机密★ ${text}` } })
    expect(problem.code).toBe('secret')
    expect(JSON.stringify(problem)).not.toContain('海川')
  })

  test.each([
    ['empty', { text: '' }],
    ['longer than a hundred thousand characters', { text: '字'.repeat(100_001) }],
    ['with a day that is none', { text, postedOn: '2022-13-03' }],
  ])('is refused for a text %s', async (_, input) => {
    const hu = await city.as('胡秀')
    expect((await hu.refused(contract.extraction, { input })).problem.code).toBe('invalid')
  })
})
