/** Requests made from the contract alone: values that an endpoint's schemas let through, with a chosen id in every place for one. */
import type * as z from 'zod'
import type { Chance } from '#app/demo/chance.ts'
import type { AnyEndpoint } from '#core/endpoint.ts'

/** gives an id for a place by its name and its endpoint's path */
export type Ids = (kind: Kind) => string

export type Kind =
  | 'brief'
  | 'ruling'
  | 'judgement'
  | 'unit'
  | 'person'
  | 'block'
  | 'post'
  | 'closure'
  | 'check'
  | 'issue'
  | 'delegation'
  | 'session'
  | 'draft'
  | 'document'
  | 'word'
  | 'view'

/** what `:id` stands for, by the path before it */
const subjects: readonly [RegExp, Kind][] = [
  [/^\/briefs\/:id$/, 'brief'],
  [/\/rulings\/:ruling$/, 'ruling'],
  [/\/judgements\/:judgement$/, 'judgement'],
  [/^\/units\/:id$/, 'unit'],
  [/^\/persons\/:id$/, 'person'],
  [/^\/closures\/:id$/, 'closure'],
  [/^\/leaderboards\/issues\/:id$/, 'issue'],
  [/^\/profile\/delegations\/:id$/, 'delegation'],
  [/^\/profile\/sessions\/:id$/, 'session'],
  [/^\/brief-drafts\/:id$/, 'draft'],
  [/^\/documents\/:id$/, 'document'],
  [/^\/words\/:id$/, 'word'],
  [/^\/brief-views\/:id$/, 'view'],
]
const places: readonly [RegExp, Kind][] = [
  [/unit/i, 'unit'],
  [/block/i, 'block'],
  [/person|delegateId|leaderId|successorId/i, 'person'],
  [/duplicateOf|exceptBriefId/, 'brief'],
  [/ruling/i, 'ruling'],
  [/postId/, 'post'],
  [/viewIds/, 'view'],
  [/checkId/, 'check'],
  [/draftId|^ids$/, 'draft'],
  [/documentIds/, 'document'],
]

export type Parameter = { name: string; kind: Kind }

export function parametersOf({ path, verb }: AnyEndpoint): Parameter[] {
  return [...path.matchAll(/:([A-Za-z]+)/g)].map(({ 1: name = '', index }) => {
    const upTo = path.slice(0, index + name.length + 1)
    const found = subjects.find(([pattern]) => pattern.test(upTo))
    if (!found) throw new Error(`${verb}: say in test/isolation/requests.ts what :${name} of ${path} stands for`)
    return { name, kind: found[1] }
  })
}

function kindOf(name: string, verb: string): Kind {
  const found = places.find(([pattern]) => pattern.test(name))
  if (!found) throw new Error(`${verb}: say in test/isolation/requests.ts what ${name} stands for`)
  return found[1]
}

const anId = '0190a000-0000-7000-8000-000000000000'
const noId = 'as long as an id, but it is none: 36'
const texts = [
  ...['示例', '2022-11', '2022-11-05', 'monthly-briefs', 'submitted', 'CNY', '13800138000', 'zhangsan1'],
  ...[
    'a'.repeat(64),
    'first-by-phone-1',
    '2022-11-03T01:00:00.000000Z',
    '91330902MA2A1B2C3D',
    '91330100799655058B',
    '330902010',
    '1',
  ],
]

/** words that lead further in than any that merely fit */
const usually: Readonly<Record<string, string>> = { board: 'monthly-briefs', column: 'submitted', month: '2022-11' }

/** a value that the schema lets through, also where one part depends on another */
export function madeFor(schema: z.ZodType, at: { chance: Chance; ids: Ids; verb: string }): unknown {
  for (let i = 0; i < 30; i += 1) {
    const value = valueFor(schema, { ...at, name: '' })
    if (schema.safeParse(value).success) return value
  }
  throw new Error(`${at.verb}: nothing made fits its schema`)
}

/** found by trying where a pattern says what is wanted */
function valueFor(schema: z.ZodType, at: { chance: Chance; ids: Ids; verb: string; name: string }): unknown {
  const { def } = (schema as unknown as z.core.$ZodTypes)._zod // every schema of a contract is one of zod's own
  const inner = (part: z.core.$ZodType, name = at.name) => valueFor(part as z.ZodType, { ...at, name })
  switch (def.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape)
          .map(([name, part]) => [name, inner(part, name)] as const)
          .filter(([, value]) => value !== undefined),
      )
    case 'array': {
      const one = () => inner(def.element)
      return [[one()], [one(), one()], []].find((value) => schema.safeParse(value).success) ?? [one()]
    }
    case 'nullable':
      return holdsId(schema) || at.chance.in(0.7) ? inner(def.innerType) : null
    case 'optional':
      return holdsId(schema) || at.chance.in(0.4) ? inner(def.innerType) : undefined
    case 'default':
      return inner(def.innerType)
    case 'pipe':
      return inner(def.in)
    case 'union':
      return inner(at.chance.pick(def.options))
    case 'enum':
      return at.chance.pick(Object.values(def.entries))
    case 'literal':
      return def.values[0]
    case 'boolean':
      return at.chance.in(0.5)
    case 'number':
      return [3, 1, 20_000_000].find((value) => schema.safeParse(value).success) ?? 0
    default:
      return textOf(schema, at)
  }
}

function textOf(schema: z.ZodType, { chance, ids, verb, name }: Parameters<typeof valueFor>[1]): unknown {
  if (isId(schema)) return ids(kindOf(name, verb))
  const usual = usually[name]
  if (usual !== undefined && schema.safeParse(usual).success) return usual
  const fitting = texts.filter((text) => schema.safeParse(text).success)
  if (fitting.length === 0) throw new Error(`${verb}: no example text fits ${name}`)
  return chance.pick(fitting)
}

function isId(schema: z.ZodType): boolean {
  return schema.safeParse(anId).success && !schema.safeParse(noId).success
}

/** whether there is a place for an id anywhere inside */
export function holdsId(schema: z.ZodType): boolean {
  const { def } = (schema as unknown as z.core.$ZodTypes)._zod // as above
  const holds = (part: z.core.$ZodType) => holdsId(part as z.ZodType) // zod's own again
  if (def.type === 'object') return Object.values(def.shape).some(holds)
  if (def.type === 'array') return holds(def.element)
  if (def.type === 'nullable' || def.type === 'optional' || def.type === 'default') return holds(def.innerType)
  if (def.type === 'pipe') return holds(def.in)
  if (def.type === 'union') return def.options.some(holds)
  return isId(schema)
}
