/** Proves that a bad clock stops the start instead of running wrongly. */
import { describe, expect, test } from 'vitest'
import type { ClockDefinition } from '../model.ts'
import { checkClocks } from './definitions.ts'

const good: ClockDefinition = {
  key: 'briefs.judge',
  title: '研判',
  source: '示例规定第3条',
  subject: 'brief',
  starts: ['brief.sent', 'brief.returned'],
  stops: 'brief.judged',
  cancels: 'brief.withdrawn',
  within: (limits) => ({ workingDays: limits('judge') }),
  amberAt: { fraction: 0.5 },
  answerers: () => [],
  audience: () => [],
}

describe('refused at birth', () => {
  test.each<[string, Partial<ClockDefinition>]>([
    ['key must be', { key: 'judge' }],
    ['a title is missing', { title: ' ' }],
    ['a source is missing', { source: '' }],
    ['bad subject', { subject: '简报' }],
    ['bad amberAt', { amberAt: { fraction: 1 } }],
    ['bad amberAt', { amberAt: { daysBefore: -1 } }],
    ['nothing starts it', { starts: [] }],
    ['nothing stops it', { stops: [] }],
    ['pauses and resumes need each other', { pauses: 'brief.held' }],
    ['brief.sent has two parts', { stops: 'brief.sent' }],
    ['brief.judged has two parts', { cancels: 'brief.judged' }],
    ['nobody writes brief.forgotten', { stops: 'brief.forgotten' }],
  ])('%s', (fault, part) => {
    const events = ['brief.sent', 'brief.returned', 'brief.judged', 'brief.withdrawn', 'brief.held']
    expect(() => checkClocks([{ ...good, ...part }], events)).toThrow(fault)
  })

  test('a key that is taken; a good one passes', () => {
    expect(() => checkClocks([good, { ...good, title: '再研判' }])).toThrow('briefs.judge: key is taken')
    expect(checkClocks([good, { ...good, key: 'briefs.recheck' }])).toBeUndefined()
  })
})
