/** The verbs of a month: close, check, answer, draft, publish, open again; and the clock that ends the time to check. */
import { createHash } from 'node:crypto'
import { canonical } from '#core/canonical.ts'
import { allow } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import { addSeconds } from '#core/instant.ts'
import { Refusal } from '#core/refusal.ts'
import { wordedOf } from '#features/briefs/rules/wording.ts'
import type { Tx } from '#platform/database.ts'
import { type Route, writes } from '#platform/http/route.ts'
import type { BoardDefinition } from '../boards/definition.ts'
import * as contract from '../contract.ts'
import { snapshotSchema } from '../model.ts'
import { policy } from '../policy.ts'
import { type No, whyNotAnswer, whyNotCheck, whyNotClose, whyNotDraft, whyNotReopen } from '../rules/closing.ts'
import {
  type ClosureRow,
  checksOfClosure,
  closingTurn,
  closureById,
  closureHeld,
  closuresToSettle,
  saveAnswer,
  saveCheck,
  saveClosure,
  saveDraft,
  saveReopening,
  saveSettling,
} from '../store/closures.ts'
import { blockQuery } from '../store/figures.ts'
import { askMonth, definitionIn, pageAfter, snapshotOf } from './board-page.ts'

export function refuseFor(no: No | null): void {
  if (no === null) return
  const links = no.because.flatMap(({ link }) => (link === undefined ? [] : [link]))
  throw new Refusal(
    no.code,
    no.because.map(({ say }) => ({ say })),
    links.length > 0 ? { links } : {},
  )
}

export const hashOf = (value: unknown) => createHash('sha256').update(canonical(value)).digest()

/** The closure, held until commit, with what policies ask of it; stale when it was changed since it was read. */
export async function loadClosure(tx: Tx, id: string, version: number) {
  // the lock is a statement of its own, so that what is read behind it is what the one before has left
  const [, [closure]] = await Promise.all([tx.ask(closureHeld(id)), tx.ask(closureById(id))])
  if (!closure) throw new Refusal('not-found')
  const [block] = await tx.ask(blockQuery(closure.blockId))
  if (!block) throw new Refusal('not-found')
  if (closure.version !== version) throw new Refusal('version-stale', '这个月的排名已有新进展，请刷新后再办')
  const subject = { kind: 'closure', id, version: closure.version } as const
  return { closure, subject, place: { blockId: block.id, cityLevel: block.cityLevel } }
}

export const askedOf = ({ board, blockId, month }: ClosureRow) => ({ board, block: blockId, month })

export function closingRoutes(boards: readonly BoardDefinition[]): Route[] {
  const after = (tx: Tx, closureId: string) => pageAfter(boards, tx, closureId)

  const close = writes(
    contract.close,
    async ({ input }, tx) => {
      const board = definitionIn(boards, input.board)
      // the turn is taken first, so that what is read after it is what the one before has left
      const [, month] = await Promise.all([tx.ask(closingTurn(input)), askMonth(tx, board, input)])
      const subject = { kind: 'closure', id: newId(Date.parse(tx.now)), version: 'new' } as const
      const grant = allow(policy, 'leaderboards.close', tx, month.place, subject)
      refuseFor(whyNotClose({ month: input.month, now: tx.now, standing: month.closure?.state ?? null }))
      const figures = snapshotOf(month)
      saveClosure(
        tx,
        grant,
        { board: board.key, blockId: input.block, month: input.month },
        {
          checkUntil: addSeconds(tx.now, month.parameters.checkHours * 3600),
          figures,
          unitIds: figures.groups.flatMap((group) => group.rows.map((row) => row.unit.id)),
          hash: hashOf(figures).toString('hex'),
        },
      )
      return subject.id
    },
    after,
  )

  const check = writes(
    contract.check,
    async ({ params, input, version }, tx) => {
      const { shown } = wordedOf({ word: input.word })
      const { closure, subject } = await loadClosure(tx, params.id, version)
      const grant = allow(policy, 'leaderboards.check', tx, { unitId: input.unitId }, subject)
      const listed = snapshotSchema
        .parse(closure.figures)
        .groups.some((group) => group.rows.some((row) => row.unit.id === input.unitId))
      refuseFor(whyNotCheck({ state: closure.state, checkUntil: closure.checkUntil, now: tx.now, listed }))
      saveCheck(tx, grant, closure, { id: newId(Date.parse(tx.now)), ...input, ...shown })
      return closure.id
    },
    after,
  )

  const answer = writes(
    contract.answer,
    async ({ params, input, version }, tx) => {
      const { shown } = wordedOf({ word: input.word })
      const { closure, subject, place } = await loadClosure(tx, params.id, version)
      const checks = await tx.ask(checksOfClosure(closure.id))
      const grant = allow(policy, 'leaderboards.answer', tx, place, subject)
      const found = checks.find((one) => one.id === input.checkId)
      refuseFor(
        whyNotAnswer({
          state: closure.state,
          agrees: found?.agrees ?? false,
          answered: found?.answer != null,
          latest: found !== undefined,
        }),
      )
      if (found) saveAnswer(tx, grant, closure, { checkId: found.id, unitId: found.unitId, ...shown })
      return closure.id
    },
    after,
  )

  const draft = writes(
    contract.draft,
    async ({ params, version }, tx) => {
      const { closure, subject, place } = await loadClosure(tx, params.id, version)
      const grant = allow(policy, 'leaderboards.draft', tx, place, subject)
      refuseFor(whyNotDraft(closure.state))
      const figures = snapshotOf(await askMonth(tx, definitionIn(boards, closure.board), askedOf(closure)))
      saveDraft(tx, grant, closure, { version, figures, hash: hashOf(figures).toString('hex') })
      return closure.id
    },
    after,
  )

  const reopen = writes(
    contract.reopen,
    async ({ params, input, version }, tx) => {
      const { shown } = wordedOf({ reason: input.reason })
      const { closure, subject, place } = await loadClosure(tx, params.id, version)
      const grant = allow(policy, 'leaderboards.reopen', tx, place, subject)
      refuseFor(whyNotReopen(closure.state))
      saveReopening(tx, grant, closure, { version, ...shown })
      return closure.id
    },
    after,
  )
  return [close, check, answer, draft, reopen]
}

/** Run by the clock: the time to check is over, silence counts as agreed. */
export async function settleChecks(tx: Tx): Promise<void> {
  for (const closure of await tx.ask(closuresToSettle())) {
    const subject = { kind: 'closure', id: closure.id, version: closure.version }
    saveSettling(tx, allow(policy, 'leaderboards.settle', tx, undefined, subject), closure)
  }
}
