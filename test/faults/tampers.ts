/** What a database superuser may do to the ledger behind everybody's back, each with what an honest audit must then name. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Chance } from '#app/demo/chance.ts'
import { tenant } from '#app/demo/city.ts'
import type { Finding } from '#platform/ledger-audit.ts'

/** the books as they stood before */
export type Standing = {
  /** ids by position, the first at 0 */
  lines: string[]
  seals: { no: number; from: number; to: number }[]
  /** the position up to which a checkpoint vouches, and the last one that has any place */
  vouched: number
  placed: number
}

export type Statement = { text: string; values: unknown[] }
export type Tamper = {
  name: string
  statements: Statement[]
  /** any finding about one of these names the tamper */
  lines?: string[]
  positions?: number[]
  seals?: number[]
  /** first position that was cut off */
  cut?: number
}

/** where it strikes: a run of positions, and the seals over them */
export type Reach = { from: number; to: number }
type Make = (chance: Chance, books: Standing, reach: Reach) => Tamper

const q = (text: string, ...values: unknown[]): Statement => ({ text, values })
const here = `tenant_id = '${tenant.id}'`

export function named(tamper: Tamper, findings: readonly Finding[]): boolean {
  return findings.some((finding) => {
    const at = finding.position === null ? null : Number(finding.position)
    if (finding.kind === 'cut') return tamper.cut !== undefined && at !== null && at >= tamper.cut
    if (finding.kind === 'seal' || finding.kind === 'checkpoint') return at !== null && tamper.seals?.includes(at)
    if (finding.lineId !== null && tamper.lines?.includes(finding.lineId)) return true
    return at !== null && tamper.positions?.includes(at)
  })
}

function idAt({ lines }: Standing, position: number): string {
  const id = lines[position - 1]
  if (!id) throw new Error(`no line at ${position}`)
  return id
}

const anywhere = (chance: Chance, { from, to }: Reach) => chance.between(from, to)
/** two different positions of the reach */
function two(chance: Chance, reach: Reach): [number, number] {
  const a = chance.between(reach.from, reach.to - 1)
  return [a, chance.between(a + 1, reach.to)]
}

/** each an SQL expression over the row that is not what stands there */
const lineEdits: Readonly<Record<string, (chance: Chance) => string>> = {
  event: () => `'sample.forged'`,
  subjects: (c) =>
    c.pick([`subjects || array['brief:x']`, `array['sample:' || gen_random_uuid()] || subjects[2:]`, `'{sample:y}'`]),
  audience: (c) => c.pick([`audience || array['A']`, `array['p:' || gen_random_uuid()]`, `'{}'`]),
  actor_id: () => 'gen_random_uuid()',
  verb: () => `'samples.forge'`,
  occurred_on: (c) => `occurred_on + ${c.pick([-365, -1, 1, 30])}`,
  recorded_at: (c) =>
    `recorded_at + interval '${c.pick(['-1 microsecond', '1 microsecond', '-1 day', '-1 year', '1 hour'])}'`,
  payload: (c) =>
    c.pick([
      `payload || '{"amountFen": ${c.between(1, 999_999)}}'`,
      `payload || '{"forged": null}'`,
      `payload - 'dueOn'`,
      `jsonb_set(payload, '{unitIds}', '[]')`,
      `'{}'`,
    ]),
  because: (c) => c.pick([`because || '[{"say": "补记"}]'`, `'{}'`, `'null'`]),
  rule_version: () => `rule_version || '.1'`,
  mac: (c) => c.pick([`set_byte(mac, ${c.between(0, 31)}, (get_byte(mac, 0) + 7) % 256)`, `sha256(mac)`, `''`]),
  alg: (c) => c.pick([`'hmac-sm3'`, `'none'`, `'toString'`]),
  key_id: (c) => c.pick([`'000000000000'`, `''`]),
}
const placeEdits: Readonly<Record<string, (chance: Chance) => string>> = {
  mac: (c) => c.pick(['sha256(mac)', `''`]),
  alg: () => `'hmac-sm3'`,
  key_id: () => `'000000000000'`,
  line_id: () => 'gen_random_uuid()',
  position: (c) => c.pick(['position + 1000000', '9223372036854775807', 'position + 40000']),
}
const sealEdits: Readonly<Record<string, (chance: Chance) => string>> = {
  from_position: (c) => `from_position + ${c.pick([-1, 1])}`,
  to_position: (c) => `to_position + ${c.pick(['1', '7', '9000000000000000000 - to_position'])}`,
  root: (c) => c.pick(['sha256(root)', `''`]),
  previous: () => 'sha256(previous)',
  mac: () => 'sha256(mac)',
  alg: () => `'hmac-sm3'`,
  key_id: () => `'000000000000'`,
  sealed_at: (c) => `sealed_at - interval '${c.pick(['1 microsecond', '1 day', '1 year'])}'`,
  no: () => 'no + 1000',
}

const editLine: Make = (chance, books, reach) => {
  const position = anywhere(chance, reach)
  const column = chance.pick(Object.keys(lineEdits))
  const id = idAt(books, position)
  const value = lineEdits[column]?.(chance)
  return {
    name: `edit ledger.${column} = ${value}`,
    statements: [q(`update ledger set ${column} = ${value} where ${here} and id = $1`, id)],
    lines: [id],
  }
}

const backDate: Make = (chance, books, reach) => {
  const first = anywhere(chance, reach)
  const last = Math.min(reach.to, first + chance.between(0, 5))
  const ids = books.lines.slice(first - 1, last)
  const days = chance.between(1, 90)
  return {
    name: `back-date ${ids.length} lines by ${days} days`,
    statements: [
      q(
        `update ledger set recorded_at = recorded_at - make_interval(days => $2), occurred_on = occurred_on - $2::int
         where ${here} and id = any($1)`,
        ids,
        days,
      ),
    ],
    lines: ids,
  }
}

/** the same line under another name or in another city */
const renameLine: Make = (chance, books, reach) => {
  const position = anywhere(chance, reach)
  const id = idAt(books, position)
  const other = randomUUID()
  const follow = chance.in(0.5)
  const column = chance.pick(['id', 'tenant_id'])
  return {
    name: `edit ledger.${column}${follow ? ', its place follows' : ''}`,
    statements: [
      q(`update ledger set ${column} = $2 where ${here} and id = $1`, id, other),
      ...(follow && column === 'id'
        ? [q(`update ledger_positions set line_id = $2 where ${here} and line_id = $1`, id, other)]
        : []),
    ],
    lines: [id, other],
    positions: [position],
  }
}

const editPlace: Make = (chance, books, reach) => {
  const position = anywhere(chance, reach)
  const column = chance.pick(Object.keys(placeEdits))
  return {
    name: `edit ledger_positions.${column}`,
    statements: [
      q(
        `update ledger_positions set ${column} = ${placeEdits[column]?.(chance)} where ${here} and position = $1`,
        position,
      ),
    ],
    positions: [position],
    lines: [idAt(books, position)],
  }
}

const erase: Make = (chance, books, reach) => {
  const first = anywhere(chance, reach)
  const last = Math.min(reach.to, first + chance.pick([0, 0, 0, 4]))
  const what = chance.pick(['line', 'place', 'both', 'both, gap closed'])
  const statements: Statement[] = []
  const ids = books.lines.slice(first - 1, last)
  if (what !== 'place') statements.push(q(`delete from ledger where ${here} and id = any($1)`, ids))
  if (what !== 'line')
    statements.push(q(`delete from ledger_positions where ${here} and position between $1 and $2`, first, last))
  if (what === 'both, gap closed') statements.push(...shift(last + 1, first - last - 1))
  return {
    name: `delete ${last - first + 1} × ${what}`,
    statements,
    lines: [...ids, ...books.lines.slice(last)],
    positions: Array.from({ length: last - first + 1 }, (_, i) => first + i),
  }
}

/** all later positions move by `by`, past the unique key */
function shift(from: number, by: number): Statement[] {
  const far = 1_000_000_000
  return [
    q(`update ledger_positions set position = position + ${far} where ${here} and position >= $1`, from),
    q(`update ledger_positions set position = position - ${far} + $1 where ${here} and position >= ${far}`, by),
  ]
}

const copied = `select tenant_id, $2::uuid, event, subjects, audience, actor_id, verb, occurred_on, recorded_at,
  payload || '{"amountFen": 7}', because, rule_version, mac, alg, key_id from ledger where ${here} and id = $1`

const insert: Make = (chance, books, reach) => {
  const position = anywhere(chance, reach)
  const id = idAt(books, position)
  const forged = randomUUID()
  const where = chance.pick(['without a place', 'in between', 'at the end', 'in a place taken from another'])
  const place = (at: number) =>
    q(
      `insert into ledger_positions select tenant_id, $2, $3::uuid, mac, alg, key_id from ledger_positions where ${here} and line_id = $1`,
      id,
      at,
      forged,
    )
  const placing: Readonly<Record<string, Statement[]>> = {
    'without a place': [],
    'in between': [...shift(position, 1), place(position)],
    'at the end': [place(books.placed + 1)],
    'in a place taken from another': [
      q(`update ledger_positions set line_id = $2 where ${here} and line_id = $1`, id, forged),
    ],
  }
  return {
    name: `insert a forged line ${where}`,
    statements: [q(`insert into ledger ${copied}`, id, forged), ...(placing[where] ?? [])],
    lines: [forged],
  }
}

const contents = [...Object.keys(lineEdits)].join(', ')

const reorder: Make = (chance, books, reach) => {
  const [a, b] = two(chance, reach)
  const [first, second] = [idAt(books, a), idAt(books, b)]
  const how = chance.pick(['lines of two places', 'lines and seals of two places', 'contents of two lines', 'rotated'])
  const columns = how === 'lines of two places' ? ['line_id'] : ['line_id', 'mac', 'alg', 'key_id']
  const swap = (table: string, set: string, key: string, values: unknown[]) =>
    q(
      `with old as (select * from ${table} where ${here} and ${key} = any($1))
       update ${table} t set ${set} from old where t.${here} and t.${key} = any($1) and old.${key} <> t.${key}`,
      values,
    )
  const statements: Readonly<Record<string, Statement[]>> = {
    'contents of two lines': [
      swap('ledger', `(${contents}) = row(${contents.replace(/\w+/g, 'old.$&')})`, 'id', [first, second]),
    ],
    rotated: [
      q(`update ledger_positions set position = -position where ${here} and position between $1 and $2`, a, b),
      q(
        `update ledger_positions set position = case -position when $1 then $2::bigint else -position - 1 end
         where ${here} and position < 0`,
        a,
        b,
      ),
    ],
  }
  const places = [
    q(`alter table ledger_positions drop constraint ledger_positions_tenant_id_line_id_key`),
    swap('ledger_positions', columns.map((c) => `${c} = old.${c}`).join(', '), 'position', [a, b]),
  ]
  return {
    name: `re-order: ${how}`,
    statements: [
      ...(how === 'rotated' ? [q('alter table ledger_positions drop constraint ledger_positions_position_check')] : []),
      ...(statements[how] ?? places),
    ],
    lines: [first, second],
    positions: [a, b],
  }
}

const cutTail: Make = (chance, books, reach) => {
  const position = anywhere(chance, reach)
  const what = chance.pick(['all', 'all', 'lines and places', 'all, last seal shortened'])
  const covering = books.seals.filter((seal) => seal.to >= position)
  const [first] = covering
  const statements = [
    q(`delete from ledger where ${here} and not id = any($1)`, books.lines.slice(0, position - 1)),
    q(`delete from ledger_positions where ${here} and position >= $1`, position),
    q(`delete from ledger_pending where ${here}`),
  ]
  if (first && what === 'all') statements.push(q(`delete from ledger_seals where ${here} and no >= $1`, first.no))
  if (first && what.endsWith('shortened')) {
    statements.push(
      q('alter table ledger_seals drop constraint ledger_seals_check'),
      q(`delete from ledger_seals where ${here} and no > $1`, first.no),
      q(`update ledger_seals set to_position = $2 where ${here} and no = $1`, first.no, position - 1),
    )
  }
  return { name: `cut the tail: ${what}`, statements, seals: covering.map((seal) => seal.no), cut: position }
}

const editSeal: Make = (chance, books, reach) => {
  const seal = chance.pick(books.seals.filter((one) => one.to <= reach.to && one.to >= reach.from))
  const column = chance.pick(Object.keys(sealEdits))
  return {
    name: `edit ledger_seals.${column}`,
    statements: [
      ...(column.endsWith('_position') ? [q('alter table ledger_seals drop constraint ledger_seals_check')] : []),
      q(`update ledger_seals set ${column} = ${sealEdits[column]?.(chance)} where ${here} and no = $1`, seal.no),
    ],
    seals: [seal.no, seal.no + 1, seal.no + 1000],
    cut: seal.from,
  }
}

const eraseSeals: Make = (chance, books, reach) => {
  const seal = chance.pick(books.seals.filter((one) => one.to <= reach.to && one.to >= reach.from))
  const tail = chance.in(0.4)
  return {
    name: tail ? 'delete a seal and all later ones' : 'delete a seal',
    statements: [q(`delete from ledger_seals where ${here} and no ${tail ? '>=' : '='} $1`, seal.no)],
    seals: [seal.no, seal.no + 1],
    cut: seal.from,
  }
}

/** a line altered and everything above it computed anew, as far as that goes without the key */
const resealed: Make = (chance, books, reach) => {
  const position = anywhere(chance, reach)
  const id = idAt(books, position)
  const seal = books.seals.find((one) => one.to >= position)
  const fresh = randomBytes(32)
  return {
    name: 'edit a line with its MAC, root and chain',
    statements: [
      q(`update ledger set payload = '{"amountFen": 1}', mac = $2 where ${here} and id = $1`, id, fresh),
      ...(seal ? [q(`update ledger_seals set root = $2 where ${here} and no = $1`, seal.no, randomBytes(32))] : []),
    ],
    lines: [id],
  }
}

export const tampers: readonly Make[] = [
  editLine,
  editLine,
  backDate,
  renameLine,
  editPlace,
  erase,
  insert,
  reorder,
  cutTail,
  editSeal,
  eraseSeals,
  resealed,
]
