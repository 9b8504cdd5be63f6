/** Showing the settings and setting one. */
import { dayOf } from '#core/calendar.ts'
import { allow } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import { Refusal } from '#core/refusal.ts'
import type { RowsOf } from '#platform/database.ts'
import { reads, writes } from '#platform/http/route.ts'
import * as contract from './contract.ts'
import { type SettingDefinition, type SettingList, settingValue } from './model.ts'
import { policy } from './policy.ts'
import { definitionOf, registry } from './registry/index.ts'
import { earliestFrom, faultsIn, valueAt } from './rules.ts'
import { blocksQuery, historyQuery, saveSetting } from './store.ts'

const pageQueries = () => ({ history: historyQuery(), blocks: blocksQuery() })
type PageRows = RowsOf<ReturnType<typeof pageQueries>>

export const list = reads(contract.list, () => ({
  queries: pageQueries(),
  answer: (rows, { now }) => pageOf(rows, dayOf(now)),
}))

export const set = writes(
  contract.set,
  async ({ input }, tx) => {
    const blocks = await tx.ask(blocksQuery())
    const today = dayOf(tx.now)
    const subject = { kind: 'setting', id: newId(Date.parse(tx.now)), version: 'new' } as const
    // an unknown key is refused as input below; whoever asks must be some administrator all the same
    const setBy = definitionOf(input.key)?.setBy ?? 'business-admin'
    const grant = allow(policy, 'settings.set', tx, { setBy }, subject)
    const faults = faultsIn(input, today, new Set(blocks.map(({ id }) => id)))
    if (faults.length > 0) throw new Refusal('invalid', faults)
    saveSetting(tx, grant, input)
    return subject.id
  },
  async (tx) => {
    const { history, blocks } = pageQueries()
    const [found, known] = await Promise.all([tx.ask(history), tx.ask(blocks)])
    return pageOf({ history: found, blocks: known }, dayOf(tx.now))
  },
)

function pageOf({ history, blocks }: PageRows, today: string): SettingList {
  const nameOf = new Map(blocks.map(({ id, name }) => [id, name]))
  return {
    today,
    earliest: earliestFrom(today),
    blocks,
    rows: Object.values(registry).map((definition: SettingDefinition) => ({
      ...described(definition),
      value: valueAt(definition, history, today, null),
      blocks: blocks
        .filter(({ id }) =>
          history.some((row) => row.key === definition.key && row.blockId === id && row.effectiveFrom <= today),
        )
        .map(({ id, name }) => ({ blockId: id, blockName: name, value: valueAt(definition, history, today, id) })),
      history: history
        .filter(({ key }) => key === definition.key)
        .map(({ key: _, value, blockId, ...row }) => ({
          ...row,
          blockId,
          blockName: blockId === null ? null : (nameOf.get(blockId) ?? null),
          value: settingValue.parse(value),
        })),
    })),
  }
}

function described(definition: SettingDefinition) {
  const { key, title, about, source, scope, setBy, kind } = definition
  const numbers = definition.kind === 'number' ? definition : { unit: null, min: null, max: null }
  const choices = definition.kind === 'choice' ? Object.entries(definition.choices) : []
  return {
    ...{ key, title, about, source, scope, setBy, kind, default: definition.default },
    ...{ unit: numbers.unit, min: numbers.min, max: numbers.max },
    choices: choices.map(([value, label]) => ({ value, label })),
  }
}
