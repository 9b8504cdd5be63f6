/** bin/wutong extract: reads texts line by line without a server or database, and scores the reading against answers. */
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import * as z from 'zod'
import { type ExtractionOptions, extract, f1Of, type Scored, scoreOf, townships } from '#features/briefs/feature.ts'

const textLine = z.looseObject({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  /** a day, with or without a time; anything else counts as not said */
  posted_on: z.string().nullish(),
})
const answeredLine = textLine.extend({ expect: z.record(z.string(), z.unknown()) })

type Say = (line: string) => void

/** One JSON line for each that came in; a line that is none is named and the rest goes on. Exit code 1 when one was bad. */
export async function extractLines(file: string | undefined, say: Say, complain: Say): Promise<number> {
  const input = file === undefined || file === '-' ? process.stdin : createReadStream(file)
  let number = 0
  let bad = 0
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (line.trim() === '') continue
    const read = parsed(textLine, line)
    if (read) say(JSON.stringify({ id: read.id, ...extract(read.text, optionsOf(read)) }))
    else {
      bad++
      complain(`第${number}行不是 {"id","text","posted_on"}，已跳过 line ${number} skipped`)
    }
  }
  return bad === 0 ? 0 : 1
}

/** Each file's table by itself; with `misses` every single difference too. */
export async function scoreFiles(files: readonly string[], misses: boolean, say: Say, complain: Say): Promise<number> {
  let bad = 0
  for (const file of files) {
    const texts: Scored[] = []
    for (const [i, line] of (await readFile(file, 'utf8')).split('\n').entries()) {
      if (line.trim() === '') continue
      const read = parsed(answeredLine, line)
      if (read) texts.push({ id: String(read.id), expect: read.expect, read: extract(read.text, optionsOf(read)) })
      else {
        bad++
        complain(`${file} 第${i + 1}行没有 {"id","text","expect"}，已跳过 line ${i + 1} skipped`)
      }
    }
    say(`${file}：${texts.length} 条 texts`)
    for (const line of tableOf(texts, misses)) say(line)
  }
  return bad === 0 ? 0 : 1
}

function tableOf(texts: readonly Scored[], misses: boolean): string[] {
  const score = scoreOf(texts)
  const row = (name: string, ...cells: readonly (string | number)[]): string =>
    `  ${name.padEnd(26)}${cells.map((cell) => String(cell).padStart(9)).join('')}`
  return [
    row('field', 'asked', 'right', '%', 'missed', 'wrong', 'quiet', 'invented', '%'),
    ...Object.entries(score.fields).map(([field, s]) =>
      row(
        field,
        s.asked,
        s.right,
        share(s.right, s.asked),
        s.missed,
        s.wrong,
        s.quiet,
        s.invented,
        share(s.invented, s.quiet),
      ),
    ),
    row('names', 'right', 'missed', 'invented', 'F1'),
    ...Object.entries(score.names).map(([field, s]) =>
      row(field, s.right, s.missed, s.invented, f1Of(s)?.toFixed(3) ?? '-'),
    ),
    ...(misses
      ? score.misses.map(
          (miss) => `  ✗ ${miss.id} ${miss.field}: ${JSON.stringify(miss.expected)} ≠ ${JSON.stringify(miss.read)}`,
        )
      : []),
  ]
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : ((100 * part) / whole).toFixed(1)
}

function parsed<T extends z.ZodType>(schema: T, line: string): z.output<T> | null {
  try {
    const read = schema.safeParse(JSON.parse(line))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

function optionsOf(read: z.output<typeof textLine>): ExtractionOptions {
  const day = z.iso.date().safeParse(read.posted_on?.slice(0, 10))
  return { townships, ...(day.success ? { postedOn: day.data } : {}) }
}
