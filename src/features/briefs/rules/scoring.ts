/** How well texts are read, counted against what a careful reader entered: per field what is right, missed and invented. */
import type { Extraction } from '../model/extraction.ts'

/** what a careful reader entered; a field that is absent is null */
export type Expected = Readonly<Record<string, unknown>>
export type Scored = { id: string; expect: Expected; read: Extraction }

/** `asked` texts have the field; `quiet` ones do not, and whatever is read from them is invented */
export type FieldScore = {
  asked: number
  right: number
  missed: number
  wrong: number
  quiet: number
  invented: number
}
export type NameScore = { right: number; missed: number; invented: number }
export type Miss = { id: string; field: string; expected: unknown; read: unknown }
export type Score = {
  texts: number
  fields: Record<string, FieldScore>
  names: Record<string, NameScore>
  misses: Miss[]
}

/** one value each; numbers count as equal within a ten-thousandth, words without blanks and quotes */
export const singleFields = [
  'is_lead',
  'status',
  'date',
  'date_partial',
  'reporting_unit',
  'project_name',
  'investment_wan',
  'investment_currency',
  'investment_qualifier',
  'investment_range_wan',
  'registered_capital_wan',
  'land_mu',
  'floor_area_m2',
  'annual_output_value_wan',
  'annual_tax_wan',
  'capacity',
  'stage',
  'agreement',
  'aggregate',
  'projects',
] as const
/** lists of names; the order says nothing */
export const nameFields = ['companies', 'places', 'zones', 'people', 'industry_keywords'] as const
/** older answers do not have these fields at all; there nobody says that the text is silent */
const optional = new Set<string>(['agreement', 'investment_qualifier', 'investment_range_wan'])

export function scoreOf(texts: readonly Scored[]): Score {
  const score: Score = { texts: texts.length, fields: {}, names: {}, misses: [] }
  for (const field of singleFields) score.fields[field] = countField(texts, field, score.misses)
  for (const field of nameFields) score.names[field] = countNames(texts, field, score.misses)
  return score
}

function countField(texts: readonly Scored[], field: (typeof singleFields)[number], misses: Miss[]): FieldScore {
  const out: FieldScore = { asked: 0, right: 0, missed: 0, wrong: 0, quiet: 0, invented: 0 }
  for (const { id, expect, read } of texts) {
    if (isOpen(expect, field)) continue
    const expected = expect[field] ?? null
    const got = field === 'projects' ? read.projects : read[field]
    const isSaid = hasValue(expected)
    const isRead = hasValue(got)
    out[isSaid ? 'asked' : 'quiet']++
    if (isSaid ? sameField(field, expected, got) : !isRead) {
      if (isSaid) out.right++
      continue
    }
    misses.push({ id, field, expected, read: got })
    if (!isSaid) out.invented++
    else if (isRead) out.wrong++
    else out.missed++
  }
  return out
}

function isOpen(expect: Expected, field: string): boolean {
  if (listOf(expect.ambiguous).includes(field)) return true
  return !(field in expect) && optional.has(field)
}

function hasValue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined
}

function sameField(field: string, expected: unknown, got: unknown): boolean {
  if (field === 'projects') return sameProjects(expected, got)
  if (field === 'aggregate') return sameTotals(expected, got)
  if (field === 'capacity' || field === 'project_name' || field === 'reporting_unit')
    return typeof expected === 'string' && typeof got === 'string' && sameWords(expected, got)
  return sameValue(expected, got)
}

function sameValue(expected: unknown, got: unknown): boolean {
  if (typeof expected === 'number' && typeof got === 'number')
    return Math.abs(expected - got) <= Math.abs(expected) / 10_000
  if (Array.isArray(expected) && Array.isArray(got))
    return expected.length === got.length && expected.every((value, i) => sameValue(value, got[i]))
  return expected === got
}

/** 年产5万吨 and 年产5万吨电解液 say one capacity, 光刻胶项目 and 高端光刻胶项目 one project */
function sameWords(expected: string, got: string): boolean {
  const [a, b] = [plain(expected), plain(got)]
  return a !== '' && b !== '' && (a.includes(b) || b.includes(a))
}

function plain(words: string): string {
  return words
    .normalize('NFKC')
    .replace(/[\s"'“”‘’「」『』《》【】()]/g, '')
    .toLowerCase()
}

/** every project of the answer is found again by its sum, without a sum by its name, and none of several has its sum twice */
function sameProjects(expected: unknown, got: unknown): boolean {
  const left = recordsOf(got)
  return recordsOf(expected).every((project) => {
    const at = left.findIndex((other) => isProject(project, other))
    if (at === -1) return false
    left.splice(at, 1)
    return true
  })
}

function isProject(expected: Expected, got: Expected): boolean {
  const sum = expected.investment_wan ?? expected.registered_capital_wan ?? null
  if (sum !== null) return sameValue(sum, got.investment_wan) || sameValue(sum, got.registered_capital_wan)
  const [name, other] = [expected.project_name, got.project_name]
  if (typeof name === 'string' && typeof other === 'string') return sameWords(name, other)
  return namesOf(expected.companies).some((company) =>
    namesOf(got.companies).some((found) => sameWords(company, found)),
  )
}

function sameTotals(expected: unknown, got: unknown): boolean {
  const [wanted] = recordsOf([expected])
  const [read] = recordsOf([got])
  return (
    wanted !== undefined &&
    read !== undefined &&
    ['project_count', 'company_count', 'investment_wan'].every(
      (key) => (wanted[key] ?? null) === null || sameValue(wanted[key], read[key]),
    )
  )
}

function countNames(texts: readonly Scored[], field: (typeof nameFields)[number], misses: Miss[]): NameScore {
  const out: NameScore = { right: 0, missed: 0, invented: 0 }
  for (const { id, expect, read } of texts) {
    if (isOpen(expect, field)) continue
    const asked = namesOf(expect[field])
    const allowed = namesOf(expect[`${field}_optional`])
    const got = [...new Set(namesOf(read[field]))]
    const missed = asked.filter((name) => !got.some((other) => sameName(field, name, other)))
    const invented = got.filter((name) => ![...asked, ...allowed].some((other) => sameName(field, other, name)))
    out.right += asked.length - missed.length
    out.missed += missed.length
    out.invented += invented.length
    for (const name of missed) misses.push({ id, field, expected: name, read: null })
    for (const name of invented) misses.push({ id, field, expected: null, read: name })
  }
  return out
}

/** names are asked for exactly; of a trade or product its core is enough, 杭州 is 杭州市 */
function sameName(field: string, expected: string, got: string): boolean {
  if (field === 'industry_keywords') return sameWords(expected, got)
  if (field === 'places') return placeCore(expected) === placeCore(got)
  return plain(expected) === plain(got)
}

function placeCore(name: string): string {
  const core = plain(name)
  return core.length > 2 ? core.replace(/(?:特别行政区|自治区|街道|[省市县区镇乡])$/, '') : core
}

export function f1Of({ right, missed, invented }: NameScore): number | null {
  const all = 2 * right + missed + invented
  return all === 0 ? null : (2 * right) / all
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** people may be answered as {name, title} too */
function namesOf(value: unknown): string[] {
  return listOf(value).flatMap((item) => {
    const name = typeof item === 'object' && item !== null && 'name' in item ? item.name : item
    return typeof name === 'string' ? [name] : []
  })
}

function recordsOf(value: unknown): Expected[] {
  // an object that is no list is read field by field, each one checked where it is used
  return listOf(value).filter((item): item is Expected => typeof item === 'object' && item !== null)
}
