/** The deadlines that the features bring: checked when the city starts, looked up by event while it runs. */
import type { WorkCalendar } from '#core/calendar.ts'
import type { EventName } from '#core/event.ts'
import { amberSchema, type ClockDefinition, type LimitsAt } from '../model.ts'

const roles = ['starts', 'stops', 'cancels', 'pauses', 'resumes'] as const
export type Role = (typeof roles)[number]
type Part = { readonly definition: ClockDefinition; readonly role: Role }

/** All that clocks are read with; made once at the start. */
export type Basis = {
  readonly limitsAt: LimitsAt
  readonly calendar: WorkCalendar
  readonly parts: ReadonlyMap<EventName, readonly Part[]>
  readonly kinds: readonly string[]
}

export function basisOf(definitions: readonly ClockDefinition[], limitsAt: LimitsAt, calendar: WorkCalendar): Basis {
  checkClocks(definitions)
  const parts = new Map<EventName, Part[]>()
  for (const definition of definitions) {
    for (const role of roles) {
      for (const event of eventsOf(definition, role))
        parts.set(event, [...(parts.get(event) ?? []), { definition, role }])
    }
  }
  return { limitsAt, calendar, parts, kinds: [...new Set(definitions.map((definition) => definition.subject))] }
}

/** Refuses bad definitions at birth; `events` are all those that some feature writes. */
export function checkClocks(definitions: readonly ClockDefinition[], events?: readonly string[]): void {
  const keys = new Set<string>()
  for (const definition of definitions) {
    const fault = keys.has(definition.key) ? 'key is taken' : faultIn(definition, events)
    if (fault) throw new Error(`clock ${definition.key}: ${fault}`)
    keys.add(definition.key)
  }
}

function faultIn(definition: ClockDefinition, known?: readonly string[]): string | null {
  if (!/^[a-z]+\.[a-z][A-Za-z]*$/.test(definition.key)) return 'key must be feature.clock'
  if (!definition.title.trim()) return 'a title is missing'
  if (!definition.source.trim()) return 'a source is missing'
  if (!/^[a-z][a-z-]*$/.test(definition.subject)) return `bad subject ${definition.subject}`
  if (!amberSchema.safeParse(definition.amberAt).success) return 'bad amberAt'
  const named = roles.flatMap((role) => eventsOf(definition, role))
  if (eventsOf(definition, 'starts').length === 0) return 'nothing starts it'
  if (eventsOf(definition, 'stops').length === 0) return 'nothing stops it'
  if ((eventsOf(definition, 'pauses').length === 0) !== (eventsOf(definition, 'resumes').length === 0))
    return 'pauses and resumes need each other'
  const twice = named.find((event, index) => named.indexOf(event) !== index)
  if (twice) return `${twice} has two parts in it`
  const unknown = known && named.find((event) => !known.includes(event))
  return unknown ? `nobody writes ${unknown}` : null
}

function eventsOf(definition: ClockDefinition, role: Role): readonly EventName[] {
  const given = definition[role]
  return given === undefined ? [] : typeof given === 'string' ? [given] : given
}
