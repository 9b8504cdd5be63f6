/** Calls of the demo city's people at moments of the past, through the same corridor as everybody's. */
import { createHash, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { cityRoutes } from '#app/routes.ts'
import type { AnyEndpoint, InputOf, ParamsOf } from '#core/endpoint.ts'
import { atMoment, type Database } from '#platform/database.ts'
import { runWrite } from '#platform/http/corridor.ts'
import type { CityPerson } from './city.ts'

type Said<E extends AnyEndpoint> = { params?: ParamsOf<E>; input?: InputOf<E>; version?: number }

/** One person's call at a moment; answers the id of what was made. The same `key` again is answered from the first time. */
export type Teller = <E extends AnyEndpoint>(
  person: CityPerson,
  at: string,
  key: string,
  endpoint: E,
  said: Said<E>,
) => Promise<string>

/** Looks up the one row that the next call needs to know, past every row security. */
export type Eye = <R extends pg.QueryResultRow>(statement: string, values: unknown[]) => Promise<R>

/** `login` opens a session for each person who speaks. */
export function tellerIn(db: Database, login: Database): Teller {
  const routes = new Map(cityRoutes().map((route) => [route.endpoint, route]))
  const tokens = new Map<string, Promise<string>>()
  const open = async (person: CityPerson) => {
    const token = randomUUID()
    await login.pool.query('select sec.open_session($1, $2, $3, $4, $5, false, $6, $6)', [
      person.account,
      randomUUID(),
      token,
      'demo',
      '示例数据载入',
      '1 hour',
    ])
    return token
  }
  return async (person, at, key, endpoint, said) => {
    const token = tokens.get(person.account) ?? open(person)
    tokens.set(person.account, token)
    const route = routes.get(endpoint)
    if (!route) throw new Error(`${endpoint.verb} has no route`)
    const call = {
      params: endpoint.params.parse(said.params ?? {}),
      query: {},
      input: endpoint.input.parse(said.input ?? {}),
      version: said.version ?? Number.NaN,
    }
    const name = createHash('sha256').update(`${person.account}|${key}`).digest('hex').slice(0, 40)
    const answer = await runWrite(atMoment(db, at), route, call, await token, name, false)
    return answer.subject ?? ''
  }
}
