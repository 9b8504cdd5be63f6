/** What open pages are told, as one person of every role and of another city: exactly the lines of the ledger that are theirs, and no word. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as briefs from '#features/briefs/contract.ts'
import { sequence } from '#platform/ledger-order.ts'
import { type Row, sees } from '#test/isolation/sight.ts'
import { type Looker, openWorld, type World } from '#test/isolation/world.ts'
import { OpenPage } from '#test/live-stream.ts'
import { briefOf, unit } from '#test/story.ts'

let world: World
let base: string
const pages = new Map<Looker, OpenPage>()

beforeAll(async () => {
  world = await openWorld()
  base = await world.city.app.listen({ port: 0, host: '127.0.0.1' })
  for (const by of world.lookers) pages.set(by, await OpenPage.open(base, by.token, '0'))
}, 180_000)
afterAll(async () => {
  for (const page of pages.values()) page.leave()
  await world.city.close()
})

type Line = Row & { position: bigint; event: string; subjects: string[] }

/** by the raw rows of both cities, past every row security */
async function compare(): Promise<number> {
  const lines = await world.city.look<Line>(`
    select p.tenant_id, p.position, l.event, l.subjects, l.audience
    from ledger_positions p join ledger l on l.tenant_id = p.tenant_id and l.id = p.line_id`)
  let told = 0
  for (const [by, page] of pages) {
    const theirs = lines.filter((line) => sees('ledger', line, { ...by.actor, system: false }, new Map()))
    const due = theirs.map(({ position, event, subjects }) => `${position} ${event} ${subjects}`).sort()
    await page.until(() => page.news.length >= due.length, 10_000)
    const came = page.news.map(({ data }) => `${data.position} ${data.event} ${data.subjects}`)
    expect(came.sort(), by.name).toEqual(due)
    told += came.length
  }
  return told
}

test('from the beginning of the ledger everybody is told their own lines', async () => {
  expect(await compare()).toBeGreaterThan(300)
})

test('what happens now too, by whom it may be seen', async () => {
  const hu = await world.city.as('胡秀')
  for (const [visibility, unitIds] of [
    ['block', []],
    ['leaders', []],
    ['units', [unit('盐仓街道')]],
  ] as const) {
    const input = { contactOn: '2022-12-02', visibility, unitIds: [...unitIds] }
    await hu.call(briefs.send, { input: briefOf('白泉镇', `只看${visibility}有限公司`, input) })
  }
  await world.city.asJob('sequencer', sequence)
  await compare()
  const toldOf = [...pages].map(([, page]) => page.named('brief.sent').length)
  expect(new Set(toldOf).size).toBeGreaterThan(2)
})

test('no word of the city is in any of it', () => {
  const text = JSON.stringify([...pages.values()].map(({ told }) => told))
  expect(world.canaries.in(text)).toEqual([])
  expect(text).not.toMatch(/[一-鿿]/)
})
