/** What is read from a text: the fields of the answer, and the words for stages, agreements and bounds. Light: every page loads it. */
import * as z from 'zod'

/** longer texts are read up to here; nobody pastes a book into the group */
export const longestText = 100_000

export const spanShape = { start: z.int().nonnegative(), end: z.int().nonnegative(), text: z.string() }

export const stages = {
  lead: '线索',
  negotiating: '在谈',
  signed: '签约',
  registered: '注册',
  land: '拿地',
  construction: '开工',
  trial: '试生产',
  production: '投产',
} as const
export type Stage = keyof typeof stages
export const agreements = { framework: '框架协议', formal: '正式协议' } as const
export type Agreement = keyof typeof agreements

export const qualifiers = { gt: '超过', lt: '不足', approx: '约' } as const
export type Qualifier = keyof typeof qualifiers

const figure = z.number().nonnegative().nullable()
const range = z.tuple([z.number(), z.number()]).nullable()
const currency = z.string().length(3).nullable()
// the keys of a literal object are exactly its union, which Object.keys does not say
const qualifier = z.enum(Object.keys(qualifiers) as [Qualifier, ...Qualifier[]]).nullable()
const stage = z.enum(Object.keys(stages) as [Stage, ...Stage[]]).nullable() // as above

/** one of several: the same fields as a text about one project alone */
export const projectSchema = z.strictObject({
  companies: z.array(z.string()),
  project_name: z.string().nullable(),
  investment_wan: figure,
  investment_currency: currency,
  investment_qualifier: qualifier,
  registered_capital_wan: figure,
  registered_capital_currency: currency,
  land_mu: figure,
  floor_area_m2: figure,
  annual_output_value_wan: figure,
  annual_tax_wan: figure,
  capacity: z.string().nullable(),
  date: z.iso.date().nullable(),
  places: z.array(z.string()),
  stage,
})
export type Project = z.infer<typeof projectSchema>

export const aggregateSchema = z.strictObject({
  project_count: z.int().optional(),
  company_count: z.int().optional(),
  investment_wan: z.number().nonnegative().optional(),
  investment_currency: z.string().length(3).optional(),
  // the keys of a literal object are exactly its union, which Object.keys does not say
  qualifier: z.enum(Object.keys(qualifiers) as [Qualifier, ...Qualifier[]]).optional(),
})
export type Aggregate = z.infer<typeof aggregateSchema>

/** the fields in the order in which the answer names them */
export const extractionSchema = z.strictObject({
  is_lead: z.boolean(),
  status: z.enum(['cancelled']).nullable(),
  date: z.iso.date().nullable(),
  /** MM-DD where the year cannot be known, YYYY-MM where no day is said */
  date_partial: z.string().nullable(),
  reporting_unit: z.string().nullable(),
  companies: z.array(z.string()),
  project_name: z.string().nullable(),
  /** 万 of the currency, never converted; null where a range is said */
  investment_wan: figure,
  investment_currency: currency,
  investment_qualifier: qualifier,
  investment_range_wan: range,
  registered_capital_wan: figure,
  registered_capital_currency: currency,
  land_mu: figure,
  /** 50至80亩; land_mu is then null */
  land_range_mu: range,
  floor_area_m2: figure,
  annual_output_value_wan: figure,
  annual_tax_wan: figure,
  capacity: z.string().nullable(),
  places: z.array(z.string()),
  zones: z.array(z.string()),
  industry_keywords: z.array(z.string()),
  stage,
  agreement: z.enum(Object.keys(agreements) as [Agreement, ...Agreement[]]).nullable(),
  /** the full name, or the surname with its title where no more is said */
  people: z.array(z.string()),
  /** filled only where the text tells several projects apart */
  projects: z.array(projectSchema),
  /** totals over several projects, which are no one project's */
  aggregate: aggregateSchema.nullable(),
  /** where in the text each value stands, by field */
  spans: z.record(z.string(), z.array(z.strictObject(spanShape))),
})
export type Extraction = z.infer<typeof extractionSchema>
