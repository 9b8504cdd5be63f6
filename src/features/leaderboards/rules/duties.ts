/** What somebody has to do about rankings now: close the month, check figures, answer an objection, draft, publish. */
import type { Actor } from '#core/actor.ts'
import { may } from '#core/grant.ts'
import { monthOf, monthZh, previousMonth } from '#core/month.ts'
import type { BoardDefinition } from '../boards/definition.ts'
import type { Duty } from '../model.ts'
import { policy } from '../policy.ts'

export type GoingOn = {
  id: string
  version: number
  board: string
  blockId: string
  month: string
  state: 'checking' | 'drafted' | 'published' | 'reopened'
  checkUntil: string
  draftedBy: string | null
  units: readonly { id: string; name: string }[]
  checks: readonly { unitId: string; unitName: string; agrees: boolean; answered: boolean }[]
}
type Block = Duty['block']
type Known = {
  closures: readonly GoingOn[]
  /** blocks of which a unit sent something last month */
  toldBlocks: ReadonlySet<string>
  blocks: readonly Block[]
  boards: readonly BoardDefinition[]
  now: string
}

/** In the order of the clock: what is due first comes first. */
export function dutiesOf(actor: Actor, known: Known): Duty[] {
  const duties = [...closings(actor, known), ...known.closures.flatMap((closure) => dutiesIn(actor, closure, known))]
  return duties.sort((a, b) => ((a.dueAt ?? '9') < (b.dueAt ?? '9') ? -1 : 1))
}

/** A month in which nobody sent anything may be closed, but nobody is urged to. */
function closings(actor: Actor, { closures, toldBlocks, blocks, boards, now }: Known): Duty[] {
  const month = previousMonth(monthOf(now))
  const told = blocks.filter((block) => toldBlocks.has(block.id))
  return told.flatMap((block) =>
    boards.flatMap((board) => {
      const closed = closures.some(
        (one) => one.board === board.key && one.blockId === block.id && one.month === month && one.state !== 'reopened',
      )
      if (closed || may(policy, 'leaderboards.close', actor, placeOf(block)) !== true) return []
      const title = `${block.short}${monthZh(month)}${board.title}可以关账`
      return [{ ...blank(block, board, month), kind: 'close' as const, title }]
    }),
  )
}

function dutiesIn(actor: Actor, closure: GoingOn, { blocks, boards, now }: Known): Duty[] {
  const block = blocks.find((one) => one.id === closure.blockId)
  const board = boards.find((one) => one.key === closure.board)
  if (!block || !board || closure.state === 'published' || closure.state === 'reopened') return []
  const place = placeOf(block)
  const base = { ...blank(block, board, closure.month), closure: { id: closure.id, version: closure.version } }
  const what = `${monthZh(closure.month)}${board.title}`
  const spoken = new Set(closure.checks.map((check) => check.unitId))
  const open = now <= closure.checkUntil
  const checks = closure.units
    .filter(
      (unit) => open && !spoken.has(unit.id) && may(policy, 'leaderboards.check', actor, { unitId: unit.id }) === true,
    )
    .map((unit) => ({
      ...base,
      kind: 'check' as const,
      title: `核对${unit.name}的${what}数字`,
      unit,
      dueAt: closure.checkUntil,
    }))
  const objections = closure.checks
    .filter((check) => !check.agrees && !check.answered && may(policy, 'leaderboards.answer', actor, place) === true)
    .map((check) => ({
      ...base,
      kind: 'answer' as const,
      title: `答复${check.unitName}对${what}的异议`,
      unit: { id: check.unitId, name: check.unitName },
    }))
  // while units still check there is nothing to write yet
  const ready = !open || closure.units.every((unit) => spoken.has(unit.id))
  const drafts =
    closure.state === 'checking' && ready && may(policy, 'leaderboards.draft', actor, place) === true
      ? [{ ...base, kind: 'draft' as const, title: `${block.short}${what}可以拟稿` }]
      : []
  const publishes =
    closure.state === 'drafted' &&
    ready &&
    may(policy, 'leaderboards.publish', actor, { ...place, draftedBy: closure.draftedBy }) === true
      ? [{ ...base, kind: 'publish' as const, title: `${block.short}${what}已拟稿，等您公布` }]
      : []
  return [...checks, ...objections, ...drafts, ...publishes]
}

const placeOf = (block: Block) => ({ blockId: block.id, cityLevel: block.cityLevel })

function blank(block: Block, board: BoardDefinition, month: string): Omit<Duty, 'kind' | 'title'> {
  const link = `/boards?board=${board.key}&block=${block.id}&month=${month}`
  return { block, board: board.key, month, unit: null, closure: null, dueAt: null, link }
}
