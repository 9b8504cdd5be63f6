/** docs/performance.md: the tables of the last run between two marks, what people wrote around them kept. */
import { readFile, writeFile } from 'node:fs/promises'
import { cpus, loadavg, totalmem } from 'node:os'
import type { Inside } from './inside.ts'
import type { Row } from './measure.ts'

export type Run = {
  briefs: number
  builtIn: number
  seconds: number
  day: string
  database: string
  size: string
  rows: Row[]
  inside: Inside[]
}

const file = new URL('../../../../docs/performance.md', import.meta.url)
const [from, to] = ['<!-- bench: written by bin/wutong bench, from here -->', '<!-- bench: to here -->']

const ms = (value: number) => value.toFixed(value < 10 ? 2 : 1)
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

export function tablesOf(run: Run): string {
  return [
    `${run.day}: ${run.briefs.toLocaleString('en')} briefs (${run.size}), ${cpus().length} cores ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, PostgreSQL ${run.database}, fsync on; ${run.seconds} s a measurement. Client, servers and database share the cores; load average of the machine afterwards ${loadavg()[2]?.toFixed(1)} (the bench alone makes about 2). Built in ${run.builtIn === 0 ? 'an earlier run' : `${Math.round(run.builtIn)} s`}.`,
    'Eight at once, ours / bare; the last column is member ÷ administrator in time (p50 alone):',
    table(
      [
        'page',
        'who',
        'requests/s',
        'of bare',
        'aim',
        'p50 ms',
        'p99 ms',
        'CPU ms server',
        'CPU ms database',
        'trips',
        'KB',
        'm ÷ a',
      ],
      run.rows.map((row) => eightCells(row, run.rows)),
    ),
    'Alone, one call after the other:',
    table(['page', 'who', 'requests/s', 'of bare', 'p50 ms', 'p95 ms', 'p99 ms'], run.rows.map(aloneCells)),
    'In the database, statement by statement on one connection, ms (p50 / p95); the slowest three of each page:',
    table(
      ['page', 'who', 'all', 'slowest'],
      run.inside.map(({ ask, who, statements, all }) => [
        ...[ask.name, who.title, `${ms(all.p50)} / ${ms(all.p95)}`],
        statements
          .slice(0, 3)
          .map(({ name, p50, p95 }) => `${name} ${ms(p50)} / ${ms(p95)}`)
          .join('; '),
      ]),
    ),
    `What falls short of the aims: ${shortIn(run).join('; ') || 'nothing'}.`
      .replaceAll('; ', ';\n- ')
      .replace(': ', ':\n\n- '),
  ].join('\n\n')
}

function eightCells(row: Row, rows: readonly Row[]): string[] {
  const { ask, who, ours, bare } = row
  const both = (say: (of: Row['ours']) => string) => (bare ? `${say(ours)} / ${say(bare)}` : say(ours))
  return [
    ...[ask.name, who.title],
    both(({ eight }) => Math.round(eight.perSecond).toString()),
    bare ? ofBare(row).toFixed(2) : '',
    ask.aim?.toString() ?? '',
    both(({ eight }) => ms(eight.p50)),
    both(({ eight }) => ms(eight.p99)),
    both(({ eight }) => ms(eight.serverMs)),
    both(({ eight }) => ms(eight.databaseMs)),
    ours.trips.toString(),
    (ours.bytes / 1024).toFixed(1),
    who.key === 'member' ? (besideAdministrator(row, rows)?.toFixed(2) ?? '') : '',
  ]
}

function aloneCells({ ask, who, ours, bare }: Row): string[] {
  const both = (say: (of: Row['ours']) => string) => (bare ? `${say(ours)} / ${say(bare)}` : say(ours))
  return [
    ...[ask.name, who.title],
    both(({ alone }) => Math.round(alone.perSecond).toString()),
    bare ? (ours.alone.perSecond / bare.alone.perSecond).toFixed(2) : '',
    both(({ alone }) => ms(alone.p50)),
    both(({ alone }) => ms(alone.p95)),
    both(({ alone }) => ms(alone.p99)),
  ]
}

const ofBare = ({ ours, bare }: Row) => (bare ? ours.eight.perSecond / bare.eight.perSecond : Number.NaN)

function besideAdministrator(row: Row, rows: readonly Row[]): number | undefined {
  const other = rows.find(({ ask, who }) => ask.key === row.ask.key && who.key === 'administrator')
  return other && row.ours.alone.p50 / other.ours.alone.p50
}

function shortIn({ rows, inside }: Run): string[] {
  return [
    ...rows.flatMap((row) => [
      ...(row.ask.aim !== undefined && ofBare(row) < row.ask.aim
        ? [`${row.ask.name} (${row.who.title}) ${ofBare(row).toFixed(2)} of bare, aim ${row.ask.aim}`]
        : []),
      ...(row.who.key === 'member' && (besideAdministrator(row, rows) ?? 0) > 1.2
        ? [`${row.ask.name}: member ${besideAdministrator(row, rows)?.toFixed(2)} × administrator, aim 1.2`]
        : []),
      ...(row.ask.within !== undefined && row.ours.alone.p95 > row.ask.within
        ? [`${row.ask.name} (${row.who.title}) p95 ${ms(row.ours.alone.p95)} ms, aim ${row.ask.within}`]
        : []),
    ]),
    ...inside.flatMap(({ ask, who, all }) => [
      ...(ask.inside?.p50 !== undefined && all.p50 > ask.inside.p50
        ? [`${ask.name} (${who.title}) ${ms(all.p50)} ms p50 in the database, aim ${ask.inside.p50}`]
        : []),
      ...(ask.inside?.p95 !== undefined && all.p95 > ask.inside.p95
        ? [`${ask.name} (${who.title}) ${ms(all.p95)} ms p95 in the database, aim ${ask.inside.p95}`]
        : []),
    ]),
  ]
}

/** Puts the tables where the last run's stood; at the end where there are none. */
export async function writePaper(tables: string): Promise<void> {
  const text = await readFile(file, 'utf8')
  const [start, end] = [text.indexOf(from), text.indexOf(to)]
  const block = `${from}\n\n${tables}\n\n${to}`
  await writeFile(
    file,
    start < 0 || end < start
      ? `${text.trimEnd()}\n\n${block}\n`
      : text.slice(0, start) + block + text.slice(end + to.length),
  )
}
