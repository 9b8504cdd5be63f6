/** The city's own words: their kinds, what the page asks and shows. */
import * as z from 'zod'

export const wordKinds = {
  company: '企业',
  place: '地名',
  zone: '园区',
  industry: '行业产品',
  title: '职务称谓',
  suffix: '企业名称结尾',
} as const
export type WordKind = keyof typeof wordKinds
const wordKind = z.enum(Object.keys(wordKinds) as [WordKind, ...WordKind[]]) // keys of a literal object are exactly its union

/** a city that needs more needs another dictionary */
export const mostWords = 2000
const text = (least: number, most: number, say: string) => z.string().trim().min(least, say).max(most, say)

export const wordInput = z.strictObject({
  kind: wordKind,
  word: text(2, 30, '词长 2 到 30 个字'),
  /** of a company: the full name that the word is short for */
  aliasOf: text(4, 60, '全称长 4 到 60 个字').nullable(),
})
export type WordInput = z.infer<typeof wordInput>

export const cityWordSchema = z.strictObject({
  id: z.uuid(),
  version: z.int(),
  kind: wordKind,
  word: z.string(),
  aliasOf: z.string().nullable(),
  addedBy: z.string(),
  since: z.string(),
  withdrawnAt: z.string().nullable(),
})
export type CityWord = z.infer<typeof cityWordSchema>

export const shippedWordSchema = z.strictObject({ kind: z.string(), word: z.string(), source: z.string() })
export type ShippedWord = z.infer<typeof shippedWordSchema>

export const wordListSchema = z.strictObject({
  /** in force, by kind and word; the latest that were withdrawn come last */
  words: z.array(cityWordSchema).max(mostWords + 100),
  /** of the dictionaries that come with the system, those that hold what was asked for */
  shipped: z.array(shippedWordSchema).max(60),
})
export type WordList = z.infer<typeof wordListSchema>
