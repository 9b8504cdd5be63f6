/** A brief on its way into a verb: found, at the version that was looked at, and what its ledger lines always say. */
import type { EventName } from '#core/event.ts'
import type { GrantSubject } from '#core/grant.ts'
import { type Because, Refusal } from '#core/refusal.ts'
import type { Tx } from '#platform/database.ts'
import type { Filing } from '#platform/ledger.ts'
import { lineOf, linesOf } from '#platform/ledger-reader.ts'
import type { ClockPayload } from '../clocks.ts'
import type { BriefFacts } from '../model.ts'
import { type AudienceFacts, audienceOf } from '../rules/audience.ts'
import { find, type Loaded } from '../store/briefs.ts'

export function subjectOf(brief: Pick<Loaded, 'id' | 'version'>): GrantSubject {
  return { kind: 'brief', id: brief.id, version: brief.version }
}

/** For verbs whose rule reads the state: the version that was looked at must be the one in force. */
export async function findAt(tx: Tx, id: string, version: number): Promise<Loaded> {
  const brief = await find(tx, id)
  if (brief.version !== version)
    throw new Refusal('version-stale', await changedSince(tx, id, version), { version: brief.version })
  return brief
}

const said: Readonly<Record<string, string>> = {
  'brief.completed': '正文有修订，要素已补齐',
  'brief.revised': '正文有修订',
  'brief.recalled': '已被撤回',
  'brief.withdrawn': '已被撤销',
  'brief.judged': '已有核实结论',
  'brief.rechecked': '已有复核结论',
  'brief.judgement-undone': '核实已撤回',
  'brief.negotiating': '已转在谈',
}

async function changedSince(tx: Tx, id: string, version: number): Promise<Because[]> {
  const lines = (await tx.ask(linesOf([`brief:${id}`], Object.keys(said)))).map(lineOf)
  const since = lines.filter(
    ({ subjects, payload }) => subjects[0] === `brief:${id}` && Number(payload.version) > version,
  )
  return since.map(({ event }) => ({ say: `您打开之后，${said[event]}` }))
}

/** What each line of a brief carries, so that its clocks can be read from the ledger alone. */
export function clockPayload(facts: BriefFacts, audience: readonly string[]): ClockPayload {
  return {
    blockId: facts.blockId,
    intentBlockId: facts.intentBlockId,
    cityLevel: facts.cityLevelBlock,
    unitId: facts.unitId,
    judge: facts.judge,
    audience,
  }
}

/** A line about this brief, read by whoever may read the brief. */
export function filingOf(
  brief: Loaded,
  event: EventName,
  payload: Readonly<Record<string, unknown>>,
  more: Partial<Pick<Filing, 'audience' | 'concerns' | 'occurredOn' | 'because'>> = {},
): Filing {
  const audience = more.audience ?? brief.audience
  return { event, ...more, audience, payload: { ...clockPayload(brief.facts, audience), ...payload } }
}

/** A verb that reads the state takes it one version further; the line says to which. */
export function nextVersion(brief: Loaded): { version: number } {
  return { version: brief.version + 1 }
}

export function audienceWith(brief: Loaded, changed: Partial<AudienceFacts>): string[] {
  return audienceOf({ ...brief.facts, ...brief.drawnIn, ...changed })
}

/** The first reason that is one becomes the refusal. */
export function refuseIf(because: Because | null, code: 'conflict' | 'invalid' = 'conflict'): void {
  if (because) throw new Refusal(code, [because])
}

export function refuseFaults(faults: readonly Because[]): void {
  if (faults.length > 0) throw new Refusal('invalid', faults)
}
