/** The city's limits by example: a brief is answered, judged and its ruling carried out, over weekends, 国庆, pauses and slips. */
import { describe, expect, test } from 'vitest'
import { endOfDay, stateCouncilCalendar } from '#core/calendar.ts'
import type { EventName, LedgerLine } from '#core/event.ts'
import type { ClockDefinition } from '../model.ts'
import { basisOf } from './definitions.ts'
import { stateOf } from './light.ts'
import { foldClocks } from './story.ts'

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** 江门's clock for leads of 1亿元 and more: respond in 1 day, first judgement in 3 */
const briefClocks: ClockDefinition[] = [
  {
    key: 'briefs.respond',
    title: '领导批示',
    source: '参数 briefs.respondDays',
    subject: 'brief',
    starts: 'brief.sent',
    stops: 'brief.ruled',
    cancels: ['brief.recalled', 'brief.withdrawn'],
    within: (limits) => ({ days: limits('briefs.respondDays') }),
    amberAt: { daysBefore: 1 },
    answerers: (line) => [`l:${text(line.payload.groupId)}`],
    audience: (line) => [`u:${text(line.payload.unitId)}`, `l:${text(line.payload.groupId)}`],
  },
  {
    key: 'briefs.judge',
    title: '核实研判',
    source: '参数 briefs.judgeWorkingDays',
    subject: 'brief',
    starts: 'brief.sent',
    stops: 'brief.judged',
    cancels: ['brief.recalled', 'brief.withdrawn'],
    within: (limits) => ({ workingDays: limits('briefs.judgeWorkingDays') }),
    amberAt: { daysBefore: 1 },
    answerers: (line) => [`j:${text(line.payload.groupId)}`],
    audience: (line) => [`u:${text(line.payload.unitId)}`, `j:${text(line.payload.groupId)}`],
  },
  {
    key: 'briefs.answer',
    title: '落实批示',
    source: '批示载明的期限',
    subject: 'brief',
    starts: 'brief.ruled',
    stops: 'brief.answered',
    cancels: ['brief.superseded', 'brief.recalled', 'brief.withdrawn'],
    within: (_, line) => (line.payload.deadline === undefined ? null : { until: text(line.payload.deadline) }),
    amberAt: { fraction: 0.5 },
    answerers: (_, instance) => [`u:${instance.split('/')[1] ?? ''}`],
    audience: (line, instance) => [`u:${instance.split('/')[1] ?? ''}`, `l:${text(line.payload.groupId)}`],
    /** one for each unit that a ruling names; withdrawing the brief touches all */
    instance: (line) => {
      const { rulingId, unitIds } = line.payload
      if (rulingId === undefined) return null
      return Array.isArray(unitIds) ? unitIds.map((unitId) => `${text(rulingId)}/${text(unitId)}`) : []
    },
  },
]

const landing: ClockDefinition = {
  key: 'projects.secureSite',
  title: '注册到供地',
  source: '三慢清单（示例）',
  subject: 'project',
  starts: 'project.registered',
  stops: 'project.sited',
  pauses: 'project.held',
  resumes: 'project.resumed',
  within: () => ({ days: 270 }),
  amberAt: { daysAfter: 120 },
  answerers: () => [],
  audience: () => [],
}

const settings = (at: string) => (key: string) => {
  const found = { 'briefs.respondDays': 1, 'briefs.judgeWorkingDays': at < '2022-12-01' ? 3 : 5 }[key]
  if (found === undefined) throw new Error(`no setting ${key}`)
  return found
}
const basis = basisOf([...briefClocks, landing], settings, stateCouncilCalendar)

let count = 0
function line(event: EventName, local: string, payload: LedgerLine['payload'] = {}, kind = 'brief'): LedgerLine {
  count += 1
  const recordedAt = new Date(`${local}:00+08:00`).toISOString().replace('Z', '000Z')
  const given = { id: `n${String(count).padStart(4, '0')}`, event, occurredOn: local.slice(0, 10), recordedAt, payload }
  return { ...given, subjects: [`${kind}:1`, `${kind}:2`], actorId: 'p', verb: 'briefs.send' }
}
const sent = (local: string, payload = {}) => line('brief.sent', local, { unitId: 'uA', groupId: 'g1', ...payload })
const clock = (lines: LedgerLine[], key: string, instance = '') => {
  const found = foldClocks(basis, lines).filter((each) => each.key === key && each.instance === instance)
  expect(found).toHaveLength(1)
  return found[0]! // its length was just asserted
}
const lightOn = (lines: LedgerLine[], key: string, day: string, instance = '') =>
  stateOf(clock(lines, key, instance), endOfDay(day)).state

describe('a brief', () => {
  test('sent on the Friday before 国庆 2022 is judged in time until 10 October, 8 and 9 being worked', () => {
    const story = [sent('2022-09-30T17:30')]
    expect(clock(story, 'briefs.judge')).toMatchObject({
      startedAt: '2022-09-30T09:30:00.000000Z',
      amberAt: '2022-10-09T15:59:59.999999Z',
      dueAt: '2022-10-10T15:59:59.999999Z',
      known: true,
      answerers: ['j:g1'],
      audience: ['u:uA', 'j:g1'],
    })
    expect(lightOn(story, 'briefs.judge', '2022-10-09')).toBe('green')
    expect(lightOn(story, 'briefs.judge', '2022-10-10')).toBe('amber')
    expect(lightOn(story, 'briefs.judge', '2022-10-11')).toBe('red')
    expect(lightOn([...story, line('brief.judged', '2022-10-10T23:59')], 'briefs.judge', '2022-12-01')).toBe('met')
    expect(lightOn([...story, line('brief.judged', '2022-10-11T00:00')], 'briefs.judge', '2022-12-01')).toBe('missed')
  })

  test('sent a minute after midnight in the city counts from the new day, though UTC is a day behind', () => {
    expect(clock([sent('2022-11-03T00:01')], 'briefs.respond').dueAt).toBe('2022-11-04T15:59:59.999999Z')
  })

  test('only the brief a line is about is touched, not those it also names', () => {
    expect(foldClocks(basis, [sent('2022-11-03T10:00')]).map((each) => each.subject)).toEqual(['brief:1', 'brief:1'])
  })

  test('the setting of the day it was sent decides', () => {
    expect(clock([sent('2022-11-30T10:00')], 'briefs.judge').within).toEqual({ workingDays: 3 })
    expect(clock([sent('2022-12-02T10:00')], 'briefs.judge').within).toEqual({ workingDays: 5 })
  })

  test('recalled or withdrawn: nothing is owed any more, what was done stays done', () => {
    const story = [
      sent('2022-11-03T10:00'),
      line('brief.ruled', '2022-11-03T11:00'),
      line('brief.withdrawn', '2022-11-04T10:00'),
    ]
    expect(lightOn(story, 'briefs.respond', '2022-11-30')).toBe('met')
    expect(lightOn(story, 'briefs.judge', '2022-11-30')).toBe('cancelled')
  })

  test('each unit of each ruling has a clock of its own; a ruling without a deadline has none', () => {
    const ruling = (at: string, rulingId: string, unitIds: string[], deadline?: string) =>
      line('brief.ruled', at, { rulingId, unitIds, groupId: 'g1', ...(deadline ? { deadline } : {}) })
    const story = [
      sent('2022-11-03T10:00'),
      ruling('2022-11-03T11:00', 'r1', ['uB', 'uC'], '2022-11-09'),
      ruling('2022-11-03T12:00', 'r2', ['uB']),
      ruling('2022-11-03T13:00', 'r3', ['uB'], '2022-11-20'),
      line('brief.answered', '2022-11-09T18:00', { rulingId: 'r1', unitIds: ['uB'] }),
      line('brief.superseded', '2022-11-05T09:00', { rulingId: 'r3', unitIds: ['uB'] }),
    ]
    const answers = foldClocks(basis, story).filter((each) => each.key === 'briefs.answer')
    expect(
      answers.map((each) => [each.instance, each.answerers[0], stateOf(each, endOfDay('2022-11-10')).state]),
    ).toEqual([
      ['r1/uB', 'u:uB', 'met'],
      ['r1/uC', 'u:uC', 'red'],
      ['r3/uB', 'u:uB', 'cancelled'],
    ])
    expect(lightOn(story, 'briefs.answer', '2022-11-06', 'r1/uC')).toBe('green')
    expect(lightOn(story, 'briefs.answer', '2022-11-07', 'r1/uC')).toBe('amber')
    const withdrawn = [...story, line('brief.withdrawn', '2022-11-06T09:00')]
    expect(lightOn(withdrawn, 'briefs.answer', '2022-11-10', 'r1/uC')).toBe('cancelled')
  })

  test('a deadline with an hour ends at that moment', () => {
    const story = [
      line('brief.ruled', '2022-11-03T11:00', { rulingId: 'r', unitIds: ['u'], deadline: '2022-11-04T04:00:00Z' }),
    ]
    const answer = clock(story, 'briefs.answer', 'r/u')
    expect(stateOf(answer, '2022-11-04T04:00:00.000000Z').state).toBe('amber')
    expect(stateOf(answer, '2022-11-04T04:00:00.000001Z').state).toBe('red')
    expect(stateOf(answer, '2022-11-03T04:00:00.000000Z').because[0]?.say).toContain('截至2022年11月4日12:00；还有1天')
  })

  test('a start again while it runs changes nothing; after a judgement that was struck out it runs as before', () => {
    const judged = line('brief.judged', '2022-11-04T10:00')
    const story = [sent('2022-11-03T10:00'), sent('2022-11-05T10:00'), judged]
    expect(clock(story.slice(0, 2), 'briefs.judge').startedAt).toBe('2022-11-03T02:00:00.000000Z')
    const struck = line('brief.corrected', '2022-11-08T10:00', { corrects: judged.id, at: null })
    expect(lightOn([story[0]!, judged, struck], 'briefs.judge', '2022-11-09')).toBe('red') // the literal above has three
  })

  test('a back-dated correction changes the verdict, the last one recorded is in force', () => {
    const judged = line('brief.judged', '2022-11-09T10:00')
    const story = [sent('2022-11-03T10:00'), judged]
    const fix = (local: string, at: string) => line('brief.corrected', local, { corrects: judged.id, at })
    const first = fix('2022-11-10T10:00', '2022-11-08T15:59:59.000000Z')
    const second = fix('2022-11-11T10:00', '2022-11-08T16:00:00.000000Z')
    expect(lightOn(story, 'briefs.judge', '2022-12-01')).toBe('missed')
    expect(lightOn([...story, first], 'briefs.judge', '2022-12-01')).toBe('met')
    expect(lightOn([second, first, ...story], 'briefs.judge', '2022-12-01')).toBe('missed')
  })

  test('says why, in the officials’ words and with the source', () => {
    const red = stateOf(clock([sent('2022-11-03T10:00')], 'briefs.judge'), endOfDay('2022-11-10'))
    expect(red.because).toEqual([
      {
        say: '核实研判：2022年11月3日起算，3个工作日，截至2022年11月8日；已超期2天',
        rule: '参数 briefs.judgeWorkingDays',
      },
    ])
    const unknown = stateOf(clock([sent('2031-11-03T10:00')], 'briefs.judge'), endOfDay('2031-11-03'))
    expect(unknown.because[1]?.say).toContain('按周末推算')
  })

  test('a moment that is none, a limit that is none: loud, not silent', () => {
    expect(() => foldClocks(basis, [sent('2022-11-03T10:00', { at: '2022-11-03' })])).toThrow(
      'payload.at is no instant',
    )
    const ruled = line('brief.ruled', '2022-11-03T11:00', { rulingId: 'r', unitIds: ['u'], deadline: '月底前' })
    expect(() => foldClocks(basis, [ruled])).toThrow()
  })
})

describe('聚泰 (domain T9): registered 2022-10-31, 120 days green, 270 to red', () => {
  const registered = line('project.registered', '2022-10-31T10:00', {}, 'project')
  test.each([
    ['2023-01-04', 'green'],
    ['2023-02-28', 'green'],
    ['2023-03-01', 'amber'],
    ['2023-06-30', 'amber'],
    ['2023-07-28', 'amber'],
    ['2023-07-29', 'red'],
    ['2023-08-01', 'red'],
  ])('on %s: %s', (day, state) => {
    expect(lightOn([registered], 'projects.secureSite', day)).toBe(state)
  })

  test('a pause shifts amber and red by its days; one after the limit saves nobody', () => {
    const held = line('project.held', '2023-01-04T10:00', {}, 'project')
    const resumed = line('project.resumed', '2023-01-14T10:00', {}, 'project')
    expect(lightOn([registered, held], 'projects.secureSite', '2024-01-01')).toBe('paused')
    const shifted = clock([registered, held, resumed], 'projects.secureSite')
    expect(shifted).toMatchObject({ pausedDays: 10, amberAt: endOfDay('2023-03-10'), dueAt: endOfDay('2023-08-07') })
    const sited = line('project.sited', '2023-08-07T10:00', {}, 'project')
    const lastDay = line('project.held', '2023-07-28T10:00', {}, 'project')
    // done while it stood still: the days up to then do not count
    expect(clock([registered, lastDay, sited], 'projects.secureSite').pausedDays).toBe(10)
    expect(lightOn([registered, lastDay, sited], 'projects.secureSite', '2024-01-01')).toBe('met')
    const tooLate = line('project.held', '2023-07-29T10:00', {}, 'project')
    expect(lightOn([registered, tooLate], 'projects.secureSite', '2023-08-01')).toBe('red')
  })
})
