/** A letter that was pressed is sent once, survives everything short of an answer, and comes back with a no. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { problemOf, Refusal } from '#core/refusal.ts'
import { setClock } from './now.ts'
import {
  dispatch,
  drain,
  dropLetter,
  forgetAll,
  type Letter,
  lettersOf,
  mendLetter,
  putLetter,
  unsentOf,
} from './outbox.ts'

const person = 'person-1'
let answers: (() => Response | Promise<Response>)[] = []
let sent: string[] = []

const letter = (key: string): Letter => ({
  key,
  verb: 'briefs.send',
  wire: { method: 'POST', url: '/api/briefs', body: { text: key }, ifMatch: null, key },
  title: `简报 ${key}`,
  draft: { name: 'brief', value: { text: key } },
  writtenAt: 0,
  refused: null,
})

beforeEach(() => {
  answers = []
  sent = []
  setClock(() => 0)
  vi.stubGlobal('navigator', { onLine: false })
  vi.stubGlobal('localStorage', storage())
  vi.stubGlobal('fetch', async (_: string, init: { headers: Record<string, string> }) => {
    sent.push(init.headers['idempotency-key'] ?? '')
    const answer = answers.shift()
    if (!answer) throw new TypeError('Failed to fetch')
    return answer()
  })
})
afterEach(() => vi.unstubAllGlobals())

const yes = () => new Response('{}', { status: 201 })

it('sends once however often it is pressed', async () => {
  answers = [yes]
  putLetter(person, letter('a'))
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => dispatch(person, letter('a'))))
  expect(sent).toEqual(['a'])
  expect(outcomes.every(({ ok }) => ok)).toBe(true)
  expect(lettersOf(person)).toEqual([])
})

it('keeps the letter while there is no answer and sends it later with the same key', async () => {
  putLetter(person, letter('a'))
  putLetter(person, letter('b'))
  expect(await drain(person)).toEqual([])
  expect(lettersOf(person).map(({ key }) => key)).toEqual(['a', 'b'])
  answers = [yes, yes]
  expect(await drain(person)).toEqual(['briefs.send', 'briefs.send'])
  expect(sent).toEqual(['a', 'a', 'b'])
  expect(lettersOf(person)).toEqual([])
})

it('keeps a refused letter until it is looked at, and does not send it again by itself', async () => {
  const problem = problemOf(new Refusal('invalid', '缺联系人'))
  answers = [() => new Response(JSON.stringify(problem), { status: problem.status })]
  putLetter(person, letter('a'))
  await drain(person)
  await drain(person)
  expect(sent).toEqual(['a'])
  const [kept] = lettersOf(person)
  expect(kept?.refused).toEqual({ code: 'invalid', because: [{ say: '缺联系人' }] })
  if (kept) mendLetter(person, kept)
  expect(lettersOf(person)).toEqual([])
  expect(JSON.parse(localStorage.getItem('wutong:draft:person-1:brief') ?? '{}')).toEqual({
    value: { text: 'a' },
    at: 0,
  })
})

it('waits for the next sign-in rather than losing a letter to it', async () => {
  answers = [() => new Response(JSON.stringify(problemOf(new Refusal('signed-out'))), { status: 401 })]
  putLetter(person, letter('a'))
  await drain(person)
  expect(lettersOf(person)).toMatchObject([{ key: 'a', refused: null }])
})

it('leaves nothing of the person behind at sign-out, and nothing of others is touched', () => {
  putLetter(person, letter('a'))
  putLetter('person-2', letter('b'))
  mendLetter(person, letter('c'))
  expect(unsentOf(person)).toBe(2)
  forgetAll(person)
  expect(unsentOf(person)).toBe(0)
  expect(unsentOf('person-2')).toBe(1)
  dropLetter('person-2', 'b')
  expect(Object.keys(localStorage)).toEqual([])
})

/** What a browser's storage does, with its entries as own keys. */
function storage(): object {
  const methods = {
    getItem(this: Record<string, string>, name: string) {
      return this[name] ?? null
    },
    setItem(this: Record<string, string>, name: string, text: string) {
      this[name] = text
    },
    removeItem(this: Record<string, string>, name: string) {
      delete this[name]
    },
  }
  return Object.create(methods) as object // Object.create gives any
}
