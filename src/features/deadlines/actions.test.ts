/** The kept clocks follow the ledger by position, see late and corrected lines, and come out the same when read anew. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idOf } from '#app/demo/city.ts'
import type { Actor } from '#core/actor.ts'
import { allow, policyOf } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import { change } from '#platform/database.ts'
import { type Filing, write } from '#platform/ledger.ts'
import { sequence } from '#platform/ledger-order.ts'
import { type City, openCity } from '#test/harness.ts'
import { follow, rebuild } from './actions.ts'
import { limitsIn } from './jobs.ts'
import type { ClockDefinition } from './model.ts'
import { waitingForMe } from './store.ts'

const judge: ClockDefinition = {
  key: 'trials.judge',
  title: '核实试样',
  source: '试验规则',
  subject: 'trial',
  starts: 'trial.sent',
  stops: 'trial.judged',
  within: (limits, line) => ({ workingDays: limits('brief.judgeWithinDays', String(line.payload.blockId)) }),
  amberAt: { daysBefore: 1 },
  answerers: () => ['R'],
  audience: () => ['R'],
}
const policy = policyOf('trials', { tell: (_: Actor, __: string) => true as const })
const block = idOf('block:定海区')

let city: City
beforeAll(async () => {
  city = await openCity()
  await city.setNow('2022-11-03T01:00:00.000000Z')
})
afterAll(() => city.close())

async function tell(event: Filing['event'], id: string, payload: Record<string, unknown> = {}): Promise<string> {
  const { token } = await city.as('周文澜')
  return change(city.db, token, async (tx) => {
    await tx.entered()
    const grant = allow(policy, 'trials.tell', tx, event, { kind: 'trial', id, version: 1 })
    return write(tx, grant, [], { event, audience: ['R'], payload: { blockId: block, ...payload } }).id
  })
}

const keeping = { definitions: [judge], limits: async () => limitsIn([]) }
async function keepUp(): Promise<void> {
  await city.asJob('sequencer', sequence)
  while ((await city.asJob('deadlines', (tx) => follow(tx, keeping))) > 0);
}
const kept = () =>
  city.look(
    `select subject, round, due_at, ended_at, clock from deadlines where key = 'trials.judge' order by subject, round`,
  )
const trial = () => newId(Date.parse('2022-11-03T01:00:00Z'))

describe('kept clocks', () => {
  test('start and stop with their events, counted in working days', async () => {
    const id = trial()
    await tell('trial.sent', id)
    await keepUp()
    const [row] = await city.look<{ due_at: Date; ended_at: Date | null }>(
      `select due_at, ended_at from deadlines where subject = $1`,
      [`trial:${id}`],
    )
    // Thursday 3 November 2022 and three working days: Tuesday the 8th to its end in Shanghai
    expect(row?.due_at.toISOString()).toBe('2022-11-08T15:59:59.999Z')
    expect(row?.ended_at).toBeNull()
    await tell('trial.judged', id)
    await keepUp()
    expect(await city.look(`select from deadlines where subject = $1 and ended_at is null`, [`trial:${id}`])).toEqual(
      [],
    )
  })

  test('a back-dated correction counts as if it had been known', async () => {
    const id = trial()
    const line = await tell('trial.sent', id)
    await keepUp()
    await tell('trial.sent', id, { corrects: line, at: '2022-10-31T02:00:00.000000Z' })
    await keepUp()
    const [row] = await city.look<{ due_at: Date }>(`select due_at from deadlines where subject = $1`, [`trial:${id}`])
    expect(row?.due_at.toISOString()).toBe('2022-11-03T15:59:59.999Z')
  })

  test('come out the same when the ledger is read from its first line', async () => {
    for (let i = 0; i < 30; i += 1) {
      const id = trial()
      await tell('trial.sent', id)
      if (i % 3 === 0) await tell('trial.judged', id)
      if (i % 7 === 0) await keepUp()
    }
    await keepUp()
    const before = await kept()
    await city.asJob('deadlines', async (tx) => {
      await tx.entered()
      rebuild(tx)
    })
    await keepUp()
    expect(await kept()).toEqual(before)
    expect(before.length).toBeGreaterThan(30)
  })

  test('wait only for those who have to answer', async () => {
    const { token } = await city.as('姚敏')
    const seen = await change(city.db, token, (tx) => tx.ask(waitingForMe(50)))
    expect(seen).toEqual([])
  })
})
