/** Who may see a brief, as scope keys: the same keys that the database compares with those of whoever looks. */
import { no } from '#core/grant.ts'
import type { Because } from '#core/refusal.ts'
import type { BriefFacts } from '../model.ts'

export type AudienceFacts = Pick<
  BriefFacts,
  'blockId' | 'cityLevelBlock' | 'intentBlockId' | 'unitId' | 'recorderId' | 'visibility' | 'judge'
> & {
  /** 指定单位 */
  namedUnitIds: readonly string[]
  /** lead and co-units of rulings that are not undone */
  assignedUnitIds: readonly string[]
  /** by @ in a reply */
  calledUnitIds: readonly string[]
  /** persons called by @, as `seatKeys` of the day on which they were */
  calledAs: readonly string[]
}

/** Each key once, in text order, so that the same facts always give the same row. */
export function audienceOf(brief: AudienceFacts): string[] {
  const drawnIn = [
    ...brief.assignedUnitIds.map((id) => `u:${id}`),
    ...brief.calledUnitIds.map((id) => `u:${id}`),
    ...brief.calledAs,
  ]
  // whoever wrote it or was called to it reads on as long as they stand in the unit in which they then stood
  const keys = [
    ...seatKeys(brief.recorderId, [brief.unitId]),
    `l:${brief.blockId}`,
    'L',
    judgeKey(brief),
    ...shared(brief),
    ...drawnIn,
  ]
  return [...new Set(keys)].sort()
}

/** Somebody in these units: whoever leaves one takes nothing along from it. */
export function seatKeys(personId: string, unitIds: readonly string[]): string[] {
  return unitIds.map((unitId) => `w:${unitId}:${personId}`)
}

/** 核实 needs sight of what it judges, whatever the writer chose. */
export function judgeKey({ judge, blockId }: Pick<BriefFacts, 'judge' | 'blockId'>): string {
  return { block: `v:${blockId}`, city: 'R', joint: 'J' }[judge]
}

function shared(brief: AudienceFacts): string[] {
  const unit = `u:${brief.unitId}`
  switch (brief.visibility) {
    case 'block':
      return [unit, `b:${brief.blockId}`, `v:${brief.blockId}`, 'R', ...intended(brief)]
    case 'units':
      return [unit, ...brief.namedUnitIds.map((id) => `u:${id}`), `v:${brief.blockId}`, 'R']
    case 'leaders':
      return [`h:${brief.unitId}`]
  }
}

/** 市本级 shares what it finds with the block for which it is meant; a block's own briefs stay in the block. */
function intended({ cityLevelBlock, intentBlockId }: AudienceFacts): string[] {
  return cityLevelBlock && intentBlockId ? [`b:${intentBlockId}`] : []
}

/** The one meaning of visibility; the database says the same by `audience && sec.keys()`. */
export function canSee(keys: readonly string[], audience: readonly string[]): boolean {
  return keys.some((key) => audience.includes(key))
}

/** Of two audiences the keys that both reach: what changed between them is shown to nobody who saw only one side of it. */
export function inBoth(before: readonly string[], after: readonly string[]): string[] {
  const held = (audience: readonly string[]) => (key: string) =>
    audience.includes(key) || audience.includes(unitOf(key))
  return [...new Set([...before.filter(held(after)), ...after.filter(held(before))])].sort()
}

/** Whoever heads a unit or writes for it holds the unit's own key as well. */
function unitOf(key: string): string {
  return /^[hw]:/.test(key) ? `u:${key.split(':')[1]}` : key
}

/** Where somebody stands who is called by @ or told by a ruling. */
export type Standing = { name: string; blockIds: readonly string[]; cityLevel: boolean }

/**
 * An @ shows the brief to whoever is called. Within the block (or the block it is meant for) and to the city's own bodies
 * anyone may call; across blocks, which compete for the same companies, only a leader of it may, and out of 仅领导 only
 * a leader or the writing unit.
 */
export function whyNotCall(
  brief: Pick<BriefFacts, 'blockId' | 'intentBlockId' | 'cityLevelBlock' | 'visibility'>,
  by: { ruler: boolean; writer: boolean },
  called: readonly Standing[],
): Because | null {
  if (by.ruler || called.length === 0) return null
  if (brief.visibility === 'leaders' && !by.writer) return no('这条简报仅领导可见，请由领导或发送单位来 @')
  const near = [brief.blockId, ...(brief.cityLevelBlock && brief.intentBlockId ? [brief.intentBlockId] : [])]
  const far = called.find((one) => !one.cityLevel && !one.blockIds.some((id) => near.includes(id)))
  return far ? no(`${far.name}不在本区块，跨区块须由领导交办或 @`) : null
}
