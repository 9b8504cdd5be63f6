/** Counts on the wire how often each route waits for the database: a read once, a change as often as is written here. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityRoutes } from '#app/routes.ts'
import { type Database, openDatabase } from '#platform/database.ts'
import { buildServer } from '#platform/http/server.ts'
import { type City, caller, openCity } from '#test/harness.ts'
import { tell } from '#test/story.ts'
import { type Wire, wireTo } from '#test/wire.ts'

let city: City
let wire: Wire
let db: Database
let login: Database
const counted = new Map<string, { wire: number; told: number }>()
const routes = cityRoutes().map(({ endpoint }) => endpoint)

beforeAll(async () => {
  city = await openCity()
  wire = await wireTo(city.urls.app)
  db = openDatabase(wire.url, 2)
  login = openDatabase(city.urls.login, 1, 'login')
  const app = await buildServer({
    db,
    login,
    routes: cityRoutes(),
    https: false,
    logLevel: 'silent',
    rate: { person: 1_000_000, address: 1_000_000 },
    ready: async () => true,
  })
  await tell({
    city,
    ask: async (who, endpoint, asked) => {
      const token = who.startsWith('nobody') ? who : (await city.as(who)).token
      wire.reset()
      const { body, trips } = await caller(app, token).call(endpoint, asked)
      // the most that any call of the route took
      const before = counted.get(endpoint.verb)
      if (!before || before.wire < wire.trips()) counted.set(endpoint.verb, { wire: wire.trips(), told: trips })
      return body
    },
  })
  await app.close()
}, 180_000)
afterAll(async () => {
  await Promise.all([db.end(), login.end()])
  await wire.close()
  await city.close()
})

/** changes that take more than the three trips of docs/decisions/0005: each one more is a line to be argued for */
const longer: Readonly<Record<string, number>> = {
  // once a month or more seldom, and each step reads what the one before has left
  'leaderboards.close': 4,
  'leaderboards.check': 5,
  'leaderboards.answer': 6,
  'leaderboards.draft': 6,
  'leaderboards.publish': 7,
  'leaderboards.reopen': 5,
  'people.leave': 4,
}

test('every route was used', () => {
  expect(routes.filter(({ verb }) => !counted.has(verb)).map(({ verb }) => verb)).toEqual([])
})

test('a read is one round trip', () => {
  const reads = routes.filter(({ effect }) => effect === 'read').map(({ verb }) => [verb, counted.get(verb)?.wire])
  expect(reads.filter(([, trips]) => trips !== 1)).toEqual([])
})

test('a change is three, but for those that say so here', () => {
  const changes = routes.filter(({ effect }) => effect === 'append' || effect === 'update')
  const took = Object.fromEntries(changes.map(({ verb }) => [verb, counted.get(verb)?.wire]))
  console.log(
    routes.map(({ verb, effect }) => `${String(counted.get(verb)?.wire).padStart(3)}  ${verb} (${effect})`).join('\n'),
  )
  expect(Object.fromEntries(Object.entries(took).filter(([, trips]) => trips !== 3))).toEqual(longer)
})

test('x-db-trips says what the wire says', () => {
  const told = [...counted].filter(([, { told }]) => !Number.isNaN(told))
  expect(told.filter(([, count]) => count.told !== count.wire)).toEqual([])
})
