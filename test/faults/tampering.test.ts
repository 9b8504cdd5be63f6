/** A superuser of the database rewrites history behind the last checkpoint a thousand times: each time the audit says where. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chanceOf } from '#app/demo/chance.ts'
import { tenant } from '#app/demo/city.ts'
import { type Audit, auditThrough, citiesToAudit } from '#platform/ledger-audit.ts'
import { type Books, openBooks } from './books.ts'
import { named, type Reach, type Standing, type Tamper, tampers } from './tampers.ts'

let books: Books
let standing: Standing
beforeAll(async () => {
  books = await openBooks()
  standing = await standingOf(books)
})
afterAll(() => books.close())

async function standingOf({ root }: Books): Promise<Standing> {
  const ordered = 'select line_id from ledger_positions where tenant_id = $1 order by position'
  const lines = (await root.query<{ line_id: string }>(ordered, [tenant.id])).rows.map((row) => row.line_id)
  const seals = (
    await root.query<{ no: number; from: number; to: number }>(
      'select no::int, from_position::int as from, to_position::int as to from ledger_seals where tenant_id = $1 order by no',
      [tenant.id],
    )
  ).rows
  const { upTo } = await audited()
  return { lines, seals, vouched: Number(upTo), placed: lines.length }
}

function audited(folder = books.checkpoints): Promise<Audit> {
  return auditThrough(books.root, tenant.id, books.keys, folder)
}

/** inside a transaction that is taken back; triggers and foreign keys do not fire for whoever may switch them off */
async function under(tamper: Tamper, folder?: string, look?: () => Promise<void>): Promise<Audit> {
  await books.root.query('begin')
  try {
    await books.root.query('set local session_replication_role = replica')
    let changed = 0
    for (const { text, values } of tamper.statements) changed += (await books.root.query(text, values)).rowCount ?? 0
    if (changed === 0) throw new Error(`${tamper.name} changed nothing`)
    await look?.()
    return await audited(folder)
  } finally {
    await books.root.query('rollback')
  }
}

/** n tampers within the reach; what was not found or not named, and how often each kind was tried */
async function tamperWith(
  n: number,
  seed: number,
  reach: Reach,
): Promise<{ missed: string[]; tried: Map<string, number> }> {
  const chance = chanceOf(seed)
  const missed: string[] = []
  const tried = new Map<string, number>()
  for (let i = 0; i < n; i += 1) {
    const tamper = (tampers[i % tampers.length] as (typeof tampers)[number])(chance, standing, reach)
    const kind = tamper.name.split(/[.=:]| \d/)[0] ?? tamper.name
    tried.set(kind, (tried.get(kind) ?? 0) + 1)
    const { findings } = await under(tamper)
    if (!named(tamper, findings))
      missed.push(`${tamper.name} → ${findings.map((finding) => finding.say).join('；') || 'nothing'}`)
  }
  return { missed, tried }
}

test('untouched books: nothing is found', async () => {
  expect((await audited()).findings).toEqual([])
  expect(standing).toMatchObject({ vouched: 144, placed: 168 })
})

test('of 1,000 random tampers behind the last checkpoint all are found and named', async () => {
  const seed = Date.now() % 2 ** 31
  const { missed, tried } = await tamperWith(1000, seed, { from: 1, to: standing.vouched })
  console.log(`tampers (seed ${seed}): ${[...tried].map(([kind, n]) => `${n} × ${kind}`).join(', ')}`)
  expect(missed, `seed ${seed}`).toEqual([])
  expect((await audited()).findings).toEqual([])
})

test('a cut that reaches behind a checkpoint is found by the checkpoint alone', async () => {
  const at = standing.seals[5]
  if (!at) throw new Error('the books have more seals')
  const here = `tenant_id = '${tenant.id}'`
  const cut: Tamper = {
    name: 'cut everything from the sixth seal on',
    statements: [
      { text: `delete from ledger where ${here} and not id = any($1)`, values: [standing.lines.slice(0, at.from - 1)] },
      { text: `delete from ledger_positions where ${here} and position >= $1`, values: [at.from] },
      { text: `delete from ledger_pending where ${here}`, values: [] },
      { text: `delete from ledger_seals where ${here} and no >= $1`, values: [at.no] },
    ],
  }
  expect((await under(cut, books.emptyFolder)).findings).toEqual([])
  expect((await under(cut)).findings.map((finding) => finding.kind)).toContain('cut')
})

test('a whole city that was deleted is still asked for, because a checkpoint tells of it', async () => {
  const tables = ['ledger_seals', 'ledger_positions', 'ledger_pending', 'ledger', 'tenants']
  const gone: Tamper = {
    name: 'delete the city',
    statements: tables.map((table) => ({ text: `delete from ${table} where tenant_id = '${tenant.id}'`, values: [] })),
  }
  const { findings } = await under(gone, undefined, async () => {
    expect(await citiesToAudit(books.root, books.checkpoints)).toEqual([tenant.id])
    expect(await citiesToAudit(books.root, books.emptyFolder)).toEqual([])
  })
  expect(findings.map((finding) => finding.kind)).toEqual(['cut', 'cut', 'cut'])
})

test('what can be shown of the last 60 seconds, before a checkpoint has left the house', async () => {
  const seed = 2022
  const n = 120
  const { missed } = await tamperWith(n, seed, { from: standing.vouched + 1, to: standing.placed })
  const kinds = new Set(missed.map((one) => one.split(' → ')[0]))
  console.log(`of ${n} tampers after the last checkpoint ${n - missed.length} are named; not: ${[...kinds].join(', ')}`)
  // only a cut, or a seal that was cut with it, can still pass
  expect(missed.filter((one) => !/cut the tail|delete|edit ledger_seals.no/.test(one))).toEqual([])
})
