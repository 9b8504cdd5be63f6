/** Whole messages in the style of the group, and what each yields with its words. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { announcements } from './examples/announcements.ts'
import { chatLines } from './examples/chat-lines.ts'
import type { Example } from './examples/example.ts'
import { groupBriefs } from './examples/group-briefs.ts'
import { secondReading } from './examples/second-reading.ts'
import { spokenBriefs } from './examples/spoken-briefs.ts'
import { type Reading, readBrief, readingOnWire, readingSchema } from './reading.ts'

const wan = (value: bigint): number => Number(value) / 1_000_000
const mu = (value: number): number => Math.round((value / (2000 / 3)) * 100) / 100

/** the reading in the words of the example, so that a difference reads like one */
function asExample(reading: Reading): Omit<Example, 'text' | 'postedOn' | 'intention' | 'nextStep' | 'channel'> {
  const { totalInvestmentFen: total, registeredCapitalFen: registered, landM2: land, floorAreaM2: floor } = reading
  return {
    companies: reading.companies.map((company) => company.value),
    ...(total ? { investmentWan: total.upTo === null ? wan(total.value) : [wan(total.value), wan(total.upTo)] } : {}),
    ...(total?.qualifier ? { qualifier: total.qualifier } : {}),
    ...(total && total.currency !== 'CNY' ? { currency: total.currency } : {}),
    ...(registered ? { registeredWan: wan(registered.value) } : {}),
    ...(land ? { landMu: land.upTo === null ? mu(land.value) : [mu(land.value), mu(land.upTo)] } : {}),
    ...(floor ? { floorM2: floor.value } : {}),
    ...(reading.contactOn ? { contactOn: reading.contactOn.value } : {}),
    ...(reading.reportingUnit ? { unit: reading.reportingUnit.value } : {}),
    places: [...new Set(reading.places.map((place) => place.value))],
    zones: [...new Set(reading.zones.map((zone) => zone.value))],
    people: reading.people.map((person) => person.value),
  }
}

const all = [...groupBriefs, ...chatLines, ...announcements, ...secondReading, ...spokenBriefs]

describe.each(all.map((example) => [example.text.slice(0, 60), example] as const))('%s', (_, example) => {
  const reading = readBrief(example.text, example.postedOn ? { postedOn: example.postedOn } : {})
  const { text, postedOn, intention, nextStep, channel, ...said } = example

  it('yields what a careful reader enters and nothing else', () => {
    expect(asExample(reading)).toEqual({ companies: [], places: [], zones: [], people: [], ...said })
  })

  it('answers the open questions from the text', () => {
    if (intention) expect(reading.intention?.value).toContain(intention)
    if (nextStep) expect(reading.nextStep?.value).toContain(nextStep)
    if (channel) expect(reading.channel?.value).toBe(channel)
    expect(reading.intention?.value.length ?? 0).toBeLessThanOrEqual(500)
  })

  it('gives each value the place in the text where it stands', () => {
    const spans = [
      ...reading.companies,
      ...reading.amounts,
      ...reading.dates,
      ...reading.places,
      ...reading.zones,
      ...reading.people,
      ...[reading.landM2, reading.floorAreaM2, reading.contactOn, reading.reportingUnit, reading.nextStep],
      ...[reading.intention, reading.channel],
    ].filter((span) => span !== null)
    for (const span of spans) expect(text.slice(span.start, span.end)).toBe(span.text)
    expect(spans.every((span) => span.end > span.start)).toBe(true)
  })

  it('travels', () => {
    const wire = JSON.parse(JSON.stringify(readingOnWire(reading)))
    expect(readingSchema.parse(wire)).toEqual(wire)
  })
})

describe('any text at all', () => {
  it('is read without an error, and what is read travels', () => {
    const piece = fc.constantFrom(
      ...'投资总亿万元亩平方约超近-~至到年月日号周今昨有限公司集团股份()（），。；：\n 0123456789一二三十百千点半个多余董事长王总【】★',
      '舟山',
      '杭州',
      '😀',
      '\u0000',
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }),
        fc.option(fc.constantFrom('2022-11-03', '2024-02-29', '2023-01-01', 'nonsense'), { nil: undefined }),
        (pieces, postedOn) => {
          const text = pieces.join('')
          const reading = readBrief(text, postedOn ? { postedOn } : {})
          const wire = JSON.parse(JSON.stringify(readingOnWire(reading)))
          expect(readingSchema.parse(wire)).toEqual(wire)
          for (const span of [
            ...reading.companies,
            ...reading.amounts,
            ...reading.dates,
            ...reading.places,
            ...reading.zones,
            ...reading.people,
          ]) {
            expect(text.slice(span.start, span.end)).toBe(span.text)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })
})
