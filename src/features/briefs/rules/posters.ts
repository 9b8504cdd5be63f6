/** Who of the city posted a message, by what the chat calls them: 姚敏, 展茅-小姚, 姚敏（展茅街道）. */

export type Known = {
  id: string
  name: string
  units: readonly { name: string; short: string }[]
}
/** one person, or those who may be meant, the likelier first */
export type Poster = { personId: string | null; candidateIds: readonly string[] }

/** nobody chooses among more */
const mostCandidates = 8
const separators = /[-—–_·|/@()（）[\]【】\s+,，:：]+/

/** By full name, by a full name within, else by family name in the unit that is named. Two who fit equally are a question. */
export function posterIn(written: string, people: readonly Known[]): Poster {
  const parts = written.split(separators).filter((part) => part !== '')
  const here = people.filter(({ units }) => units.some((unit) => namesUnit(written, parts, unit)))
  const exact = people.filter(({ name }) => parts.includes(name))
  const within = people.filter(({ name }) => name.length >= 2 && written.includes(name))
  for (const fitting of [exact, within]) {
    if (fitting.length === 0) continue
    const both = fitting.filter((person) => here.includes(person))
    return found(both.length > 0 ? both : fitting)
  }
  const family = here.filter(({ name }) => parts.some((part) => calls(part, name)))
  return family.length > 0 ? found(family) : { personId: null, candidateIds: idsOf(here) }
}

function found(fitting: readonly Known[]): Poster {
  const [only, ...others] = fitting
  if (only && others.length === 0) return { personId: only.id, candidateIds: [] }
  return { personId: null, candidateIds: idsOf(fitting) }
}

function idsOf(people: readonly Known[]): string[] {
  return people.slice(0, mostCandidates).map(({ id }) => id)
}

/** 展茅, 展茅街道; a short name of one sign says too little */
function namesUnit(
  written: string,
  parts: readonly string[],
  { name, short }: { name: string; short: string },
): boolean {
  return written.includes(name) || (short.length >= 2 && parts.some((part) => part.startsWith(short)))
}

const titles = /^(?:主任|书记|局长?|科长?|处长?|镇长|经理|总|工|姐|哥|老师)$/

/** 小姚, 老姚, 姚主任, 展茅小姚 for 姚敏 */
function calls(part: string, name: string): boolean {
  const family = name.slice(0, 1)
  if (part.startsWith(family) && titles.test(part.slice(family.length))) return true
  return [...'小老阿'].some((familiar) => part.endsWith(familiar + family))
}
