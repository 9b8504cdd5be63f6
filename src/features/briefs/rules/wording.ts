/** Free text on its way in: refused when marked secret, phones and ID numbers lifted out, wherever it was typed. */
import { Refusal } from '#core/refusal.ts'
import { liftPersonalData, type PersonalItem } from './personal-data.ts'
import { secrecyMark } from './secrecy.ts'

export type Worded<T> = { shown: T; lifted: PersonalItem[] }

/** Null fields stay null; offsets of what is lifted are those of its own field. */
export function wordedOf<T extends Readonly<Record<string, string | null>>>(texts: T, path = ''): Worded<T> {
  const lifted: PersonalItem[] = []
  const shown: Record<string, string | null> = {}
  for (const [field, text] of Object.entries(texts)) {
    if (text === null) {
      shown[field] = null
      continue
    }
    refuseSecret(text, path + field)
    const found = liftPersonalData(text)
    lifted.push(...found.found)
    shown[field] = found.shown
  }
  return { shown: shown as T, lifted } // each field is of the kind that it had
}

/** The mark is named, the text is not: nothing of it may reach a log. */
export function refuseSecret(text: string, field: string): void {
  const mark = secrecyMark(text)
  if (mark) throw new Refusal('secret', [{ say: `文中标有“${mark.level}”，未保存；请按保密规定办理`, field }])
}
