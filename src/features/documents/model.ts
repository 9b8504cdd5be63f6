/** A file that was sent along, from its first announced byte to what was found in it. */
import * as z from 'zod'
import { type Family, familyLabels, type MediaType, mediaTypes } from '#core/media.ts'

export const states = {
  receiving: '正在上传',
  quarantined: '正在检查',
  clean: '可以查看',
  refused: '未通过检查',
} as const
export type State = keyof typeof states

export const events = ['document.declared', 'document.received', 'document.inspected'] as const

const keysOf = <K extends string>(labels: Readonly<Record<K, string>>) => Object.keys(labels) as [K, ...K[]] // a literal object's keys: there is a first
const familySchema = z.enum(keysOf<Family>(familyLabels))
const stateSchema = z.enum(keysOf<State>(states))
const mediaTypeSchema = z.enum(mediaTypes as [MediaType, ...MediaType[]]) // a literal object's keys: there is a first

export const declareInput = z.strictObject({
  name: z.string().trim().min(1).max(120),
  family: familySchema,
  bytes: z.int().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** of a recording */
  seconds: z.int().min(1).max(3600).nullable().default(null),
})
export type DeclareInput = z.output<typeof declareInput>

export const documentSchema = z.strictObject({
  id: z.uuid(),
  version: z.int(),
  name: z.string(),
  family: familySchema,
  bytes: z.int(),
  seconds: z.int().nullable(),
  state: stateSchema,
  mediaType: mediaTypeSchema.nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  refusedBecause: z.string().nullable(),
})
export type Document = z.infer<typeof documentSchema>

export const linkSchema = z.strictObject({
  /** below the site, for the person who asked, until `until` */
  url: z.string(),
  until: z.string(),
})

/** What an upload still lacks: the numbers of its parts, of `partBytes` each. */
export const receivingSchema = z.strictObject({ document: documentSchema, missing: z.array(z.int()) })
