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
  calledPersonIds: readonly string[]
}

/** Each key once, in text order, so that the same facts always give the same row. */
export function audienceOf(brief: AudienceFacts): string[] {
  const drawnIn = [
    ...brief.assignedUnitIds.map((id) => `u:${id}`),
    ...brief.calledUnitIds.map((id) => `u:${id}`),
    ...brief.calledPersonIds.map((id) => `p:${id}`),
  ]
  // whoever wrote it reads on as long as they stand in the unit for which they wrote
  const keys = [
    `w:${brief.unitId}:${brief.recorderId}`,
    `l:${brief.blockId}`,
    'L',
    judgeKey(brief),
    ...shared(brief),
    ...drawnIn,
  ]
  return [...new Set(keys)].sort()
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
