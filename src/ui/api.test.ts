/** One intention is one key however often the network fails, and a no arrives as the refusal the server meant. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { endpoint } from '#core/endpoint.ts'
import { problemOf, Refusal } from '#core/refusal.ts'
import { act, addressOf, ask, isOpen, newKey, onSignedOut } from './api.ts'

const done = z.strictObject({ done: z.boolean() })
const list = endpoint({
  verb: 'briefs.list',
  method: 'GET',
  path: '/briefs',
  summary: '简报',
  query: z.strictObject({ unit: z.string().optional(), state: z.array(z.string()).optional() }),
  output: done,
})
const rule = endpoint({
  verb: 'briefs.rule',
  method: 'POST',
  path: '/briefs/:id/rulings',
  summary: '批示',
  effect: 'update',
  params: z.strictObject({ id: z.string() }),
  input: z.strictObject({ say: z.string() }),
  output: done,
})
const signIn = endpoint({
  verb: 'people.signIn',
  method: 'POST',
  path: '/sessions',
  summary: '登录',
  effect: 'exempt',
  output: done,
})

type Call = { url: string; init: RequestInit & { headers: Record<string, string> } }
let calls: Call[] = []
let answers: (() => Response)[] = []

beforeEach(() => {
  calls = []
  answers = []
  vi.useFakeTimers()
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('fetch', async (url: string, init: Call['init']) => {
    calls.push({ url, init })
    const answer = answers.shift()
    if (!answer) throw new TypeError('Failed to fetch')
    return answer()
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const yes = () => new Response('{"done":true}', { status: 200 })
const lost = () => {
  throw new TypeError('Failed to fetch')
}
const no = (refusal: Refusal) => () => {
  const problem = problemOf(refusal)
  return new Response(JSON.stringify(problem), { status: problem.status })
}

/** Runs the pauses between tries at once. */
async function settled<T>(promise: Promise<T>): Promise<PromiseSettledResult<T>> {
  const result = Promise.allSettled([promise])
  await vi.runAllTimersAsync()
  const [only] = await result
  return only
}

describe('writing', () => {
  it('carries version, key and the house’s header, and keeps the key over lost answers', async () => {
    answers = [lost, lost, yes]
    const result = await settled(act(rule, { params: { id: 'a/b' }, input: { say: '跟进' }, ifMatch: 7 }))
    expect(result).toEqual({ status: 'fulfilled', value: { done: true } })
    expect(calls).toHaveLength(3)
    expect(new Set(calls.map(({ init }) => init.headers['idempotency-key'])).size).toBe(1)
    expect(calls[0]).toMatchObject({
      url: '/api/briefs/a%2Fb/rulings',
      init: { method: 'POST', headers: { 'if-match': '"7"', 'x-wutong': '1' }, body: '{"say":"跟进"}' },
    })
  })

  it('asks again while the same call is still being worked on', async () => {
    answers = [no(new Refusal('busy')), yes]
    expect(await settled(act(rule, { params: { id: '1' }, input: { say: 'x' } }))).toMatchObject({
      status: 'fulfilled',
    })
  })

  it('does not repeat a call that was refused', async () => {
    answers = [no(new Refusal('version-stale', '沈立群 10 分钟前改过'))]
    const result = await settled(act(rule, { params: { id: '1' }, input: { say: 'x' } }))
    expect(calls).toHaveLength(1)
    expect(result).toMatchObject({ reason: { code: 'version-stale', because: [{ say: '沈立群 10 分钟前改过' }] } })
  })

  it('never repeats a call without a key', async () => {
    answers = [lost, yes]
    expect(await settled(act(signIn, {}))).toMatchObject({ status: 'rejected' })
    expect(calls).toHaveLength(1)
    expect(calls[0]?.init.headers).not.toHaveProperty('idempotency-key')
  })

  it('gives up at once where the browser knows there is no network, and says that nothing is lost', async () => {
    vi.stubGlobal('navigator', { onLine: false })
    const result = await settled(act(rule, { params: { id: '1' }, input: { say: 'x' } }))
    expect(calls).toHaveLength(1)
    expect(result).toMatchObject({ reason: { code: 'unavailable', details: { offline: true } } })
    if (result.status === 'rejected') expect(isOpen(result.reason)).toBe(true)
  })
})

describe('reading', () => {
  it('leaves out what is empty and repeats lists', async () => {
    expect(addressOf(list, { query: { unit: '', state: ['a', 'b'] } })).toBe('/api/briefs?state=a&state=b')
    answers = [yes]
    expect(await settled(ask(list, { query: {} }))).toMatchObject({ value: { done: true } })
    expect(calls[0]?.init.headers).not.toHaveProperty('idempotency-key')
  })

  it('tells the shell when nobody is signed in', async () => {
    const told: string[] = []
    const stop = onSignedOut((code) => told.push(code))
    answers = [no(new Refusal('stale')), no(new Refusal('signed-out'))]
    await settled(ask(list, { query: {} }))
    await settled(ask(list, { query: {} }))
    stop()
    expect(told).toEqual(['stale', 'signed-out'])
  })

  it('makes something sayable of an answer that is not ours', async () => {
    answers = [() => new Response('<html>nginx</html>', { status: 413 })]
    expect(await settled(ask(list, { query: {} }))).toMatchObject({ reason: { code: 'too-large' } })
  })
})

it('makes keys that are random UUIDs', () => {
  const keys = Array.from({ length: 100 }, newKey)
  expect(new Set(keys).size).toBe(100)
  for (const key of keys) expect(z.uuidv4().safeParse(key).success).toBe(true)
})
