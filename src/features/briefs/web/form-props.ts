/** What every part of the brief's form is handed. */
import type { Organisation } from '#features/people/model.ts'
import type { Light } from './cell.tsx'
import type { BriefForm } from './draft.ts'
import type { Filled } from './filling.ts'

export type FormProps = {
  readonly form: BriefForm
  readonly set: (patch: Partial<BriefForm>) => void
  readonly filled: Filled
  /** fields that the person has taken over: their source is no longer the text */
  readonly own: Partial<BriefForm>
  readonly errors: Readonly<Record<string, string>>
  readonly organisation: Organisation | undefined
  readonly today: string
  readonly light: Light
  /** the brief that is revised; null while a new one is written */
  readonly briefId: string | null
}
