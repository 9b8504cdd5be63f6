/** The clocks of a brief by example, told as stories of ledger lines: over a weekend, answered, superseded, taken back. */
import { describe, expect, test } from 'vitest'
import { stateCouncilCalendar } from '#core/calendar.ts'
import type { EventName, LedgerLine } from '#core/event.ts'
import { basisOf, checkClocks } from '#features/deadlines/rules/definitions.ts'
import { stateOf } from '#features/deadlines/rules/light.ts'
import { foldClocks } from '#features/deadlines/rules/story.ts'
import { clocks } from './clocks.ts'
import { events } from './model.ts'

const limits: Readonly<Record<string, number>> = { 'brief.respondWithinDays': 1, 'brief.judgeWithinDays': 3 }
const basis = basisOf(clocks, () => (key) => limits[key] ?? Number.NaN, stateCouncilCalendar)

type Told = readonly [at: string, event: EventName, payload?: Readonly<Record<string, unknown>>]
const common = {
  blockId: '定海',
  intentBlockId: null,
  cityLevel: false,
  unitId: '驻上海组',
  judge: 'block',
  audience: ['b:定海'],
}
const lines = (story: readonly Told[]): LedgerLine[] =>
  story.map(([at, event, payload], i) => ({
    id: `line-${i}`,
    event,
    subjects: ['brief:甲'],
    occurredOn: at.slice(0, 10),
    recordedAt: `2022-11-${at}:00.000000Z`,
    payload: { ...common, ...payload },
    actorId: '某',
    verb: 'briefs.x',
  }))

/** states at a moment, by clock, with the last day of each */
const told = (now: string, ...story: Told[]) =>
  foldClocks(basis, lines(story)).map(
    (clock) =>
      `${clock.key.slice(7)}${clock.instance ? ` ${clock.instance}` : ''} ${stateOf(clock, `2022-11-${now}:00.000000Z`).state} ${clock.dueAt.slice(5, 10)}`,
  )

const sent: Told = ['03T01:00', 'brief.sent']
const assigned = (at: string, rulingId: string): Told => [
  at,
  'brief.ruled',
  { rulingId, conclusion: 'assign', leadUnitId: '盐仓', dueOn: '2022-11-10', inForce: true },
]

describe('a brief of Thursday, 3 November 2022', () => {
  test.each<[string, string, Told[], string[]]>([
    [
      'waits for a response until Friday, for a judgement until Tuesday',
      '03T02:00',
      [sent],
      ['respond green 11-04', 'judge green 11-08'],
    ],
    ['on Saturday nobody has responded', '05T02:00', [sent], ['respond red 11-04', 'judge green 11-08']],
    ['on Tuesday the judgement is due today', '08T02:00', [sent], ['respond red 11-04', 'judge amber 11-08']],
    [
      'a ruling on Friday is in time',
      '08T02:00',
      [sent, ['04T08:00', 'brief.ruled', { rulingId: '一', conclusion: 'follow', inForce: true }]],
      ['respond met 11-04', 'judge amber 11-08'],
    ],
    [
      'a reply of a colleague is no response',
      '03T03:00',
      [sent, ['03T02:00', 'brief.replied', { responds: false }]],
      ['respond green 11-04', 'judge green 11-08'],
    ],
    [
      'a reply of a leader is',
      '03T03:00',
      [sent, ['03T02:00', 'brief.replied', { responds: true }]],
      ['respond met 11-04', 'judge green 11-08'],
    ],
    [
      'judged on Wednesday is late, and answers nobody earlier than that',
      '09T03:00',
      [sent, ['09T02:00', 'brief.judged']],
      ['respond missed 11-04', 'judge missed 11-08'],
    ],
    [
      'withdrawn, nothing is owed',
      '09T03:00',
      [sent, ['03T02:00', 'brief.withdrawn']],
      ['respond cancelled 11-04', 'judge cancelled 11-08'],
    ],
    [
      '交办 until the 10th',
      '10T03:00',
      [sent, assigned('03T02:00', '一')],
      ['respond met 11-04', 'judge red 11-08', 'answer 一 amber 11-10'],
    ],
    [
      'another unit’s word answers nothing',
      '03T04:00',
      [sent, assigned('03T02:00', '一'), ['03T03:00', 'brief.replied', { answersRulingId: null }]],
      ['respond met 11-04', 'judge green 11-08', 'answer 一 green 11-10'],
    ],
    [
      'the unit’s answer on the last day is in time',
      '11T01:00',
      [sent, assigned('03T02:00', '一'), ['10T15:59', 'brief.replied', { answersRulingId: '一' }]],
      ['respond met 11-04', 'judge red 11-08', 'answer 一 met 11-10'],
    ],
    [
      'superseded, the first is not owed',
      '04T01:00',
      [
        sent,
        assigned('03T02:00', '一'),
        assigned('03T03:00', '二'),
        ['03T03:00', 'brief.ruling-superseded', { rulingId: '一' }],
      ],
      ['respond met 11-04', 'judge green 11-08', 'answer 一 cancelled 11-10', 'answer 二 green 11-10'],
    ],
    [
      'a junior’s 交办 under a senior’s ruling starts none',
      '04T01:00',
      [sent, ['03T02:00', 'brief.ruled', { rulingId: '二', conclusion: 'assign', inForce: false }]],
      ['respond met 11-04', 'judge green 11-08'],
    ],
    [
      'undone, it is as if it had not been',
      '04T01:00',
      [sent, assigned('03T02:00', '一'), ['03T02:00', 'brief.ruling-undone', { corrects: 'line-1', at: null }]],
      ['respond green 11-04', 'judge green 11-08'],
    ],
  ])('%s', (_, now, story, states) => {
    expect(told(now, ...story)).toEqual(states)
  })
})

test.each<[string, Record<string, unknown>, string[][]]>([
  ['the block’s leaders and 核实岗', {}, [['l:定海'], ['v:定海']]],
  ['of 市本级: the city’s leaders and 认定岗', { cityLevel: true, judge: 'city' }, [['L'], ['R']]],
  [
    'of 市本级 for a block: that block’s leaders too',
    { cityLevel: true, judge: 'city', intentBlockId: '普陀', audience: ['L', 'b:普陀'] },
    [['L', 'l:普陀'], ['R']],
  ],
  [
    'of 市本级 for a block that may not see it: not that block’s leaders',
    { cityLevel: true, judge: 'city', intentBlockId: '普陀', audience: ['L', 'R'] },
    [['L'], ['R']],
  ],
  ['of the city’s judging body: a 联审单位, or a 市领导', { cityLevel: true, judge: 'joint' }, [['L'], ['J', 'L']]],
])('who must answer: %s', (_, payload, answerers) => {
  expect(foldClocks(basis, lines([['03T01:00', 'brief.sent', payload]])).map((clock) => clock.answerers)).toEqual(
    answerers,
  )
})

test('every event that a clock waits for is written by briefs', () => {
  expect(() => checkClocks(clocks, events)).not.toThrow()
})
