/** How readings are scored, and that the reading of the developed texts never gets worse unnoticed. */
import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import * as z from 'zod'
import { extract } from './extraction.ts'
import { type Expected, f1Of, type Scored, scoreOf, singleFields } from './scoring.ts'

const read = extract('4月28日，盐仓街道接待宁波海川电子有限公司，拟投资3.5亿元，用地约50亩，年产5万套电机', {
  postedOn: '2024-05-06',
})

function scored(expect: Expected): Scored[] {
  return [{ id: 'one', expect, read }]
}

describe('a field', () => {
  it('is right when it is what a careful reader entered', () => {
    const score = scoreOf(scored({ date: '2024-04-28', investment_wan: 35000, land_mu: 50, capacity: '年产5万套' }))
    for (const field of ['date', 'investment_wan', 'land_mu', 'capacity'])
      expect(score.fields[field]).toMatchObject({ asked: 1, right: 1 })
  })

  it('is wrong, missed or invented otherwise', () => {
    const { fields, misses } = scoreOf(scored({ investment_wan: 3500, annual_tax_wan: 100, land_mu: null }))
    expect(fields.investment_wan).toMatchObject({ asked: 1, right: 0, wrong: 1 })
    expect(fields.annual_tax_wan).toMatchObject({ asked: 1, missed: 1 })
    expect(fields.land_mu).toMatchObject({ quiet: 1, invented: 1 })
    expect(misses).toContainEqual({ id: 'one', field: 'land_mu', expected: null, read: 50 })
  })

  it('is not scored where two careful readers would differ', () => {
    const { fields } = scoreOf(scored({ ambiguous: ['investment_wan'], investment_wan: 1 }))
    expect(fields.investment_wan).toMatchObject({ asked: 0, quiet: 0 })
  })
})

describe('names', () => {
  it('are counted without their order; what is optional is neither asked nor held against the reading', () => {
    const company = '宁波海川电子有限公司'
    expect(scoreOf(scored({ companies: [company] })).names.companies).toEqual({ right: 1, missed: 0, invented: 0 })
    expect(scoreOf(scored({ companies: [], companies_optional: [company] })).names.companies).toEqual({
      right: 0,
      missed: 0,
      invented: 0,
    })
    expect(scoreOf(scored({ companies: ['甲公司'] })).names.companies).toEqual({ right: 0, missed: 1, invented: 1 })
  })

  it('make an F1 of what is right, missed and invented', () => {
    expect(f1Of({ right: 3, missed: 1, invented: 1 })).toBe(0.75)
    expect(f1Of({ right: 0, missed: 0, invented: 0 })).toBeNull()
  })
})

const line = z.looseObject({
  id: z.string(),
  text: z.string(),
  posted_on: z.string().nullish(),
  expect: z.record(z.string(), z.unknown()),
})
const developed = readFileSync(new URL('examples/developed.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((written) => written !== '')
  .map((written) => line.parse(JSON.parse(written)))
  .map(({ id, text, posted_on, expect: answer }) => ({
    id,
    expect: answer,
    read: extract(text, posted_on ? { postedOn: posted_on } : {}),
  }))

/** reached so far, in texts: raise them when the reading gets better, never lower them */
const allowed: Partial<Record<(typeof singleFields)[number], { lost: number; invented: number }>> = {
  date: { lost: 0, invented: 0 },
  date_partial: { lost: 0, invented: 0 },
  investment_wan: { lost: 0, invented: 0 },
  investment_currency: { lost: 0, invented: 0 },
  investment_qualifier: { lost: 0, invented: 0 },
  investment_range_wan: { lost: 0, invented: 0 },
  registered_capital_wan: { lost: 0, invented: 0 },
  land_mu: { lost: 0, invented: 0 },
  floor_area_m2: { lost: 0, invented: 0 },
  annual_output_value_wan: { lost: 0, invented: 0 },
  annual_tax_wan: { lost: 0, invented: 0 },
  capacity: { lost: 0, invented: 0 },
  aggregate: { lost: 0, invented: 0 },
  projects: { lost: 1, invented: 0 },
}

describe('the developed texts are read as well as they were', () => {
  const score = scoreOf(developed)

  test.each(Object.entries(allowed))('%s', (field, most) => {
    const reached = score.fields[field]
    const misses = score.misses.filter((miss) => miss.field === field)
    expect((reached?.asked ?? 0) - (reached?.right ?? 0), JSON.stringify(misses)).toBeLessThanOrEqual(most.lost)
    expect(reached?.invented, JSON.stringify(misses)).toBeLessThanOrEqual(most.invented)
  })

  it('scores every field it names', () => {
    expect(Object.keys(score.fields)).toEqual([...singleFields])
    expect(score.texts).toBeGreaterThan(70)
  })
})
