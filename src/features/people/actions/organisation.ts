/** The organisation tree, and what the system administrator changes in it. */
import { dayOf } from '#core/calendar.ts'
import { allow } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import { Refusal } from '#core/refusal.ts'
import type { RowsOf, Tx } from '#platform/database.ts'
import { plan, reads, writes } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import type { Organisation } from '../model.ts'
import { policy } from '../policy.ts'
import { moveClashes, standingFaults, unitFaults } from '../rules.ts'
import {
  blockIdsQuery,
  organisationQueries,
  saveMove,
  saveUnit,
  saveUnitName,
  standingsQuery,
  townshipQuery,
  townshipStandingQuery,
} from '../store/organisation.ts'

export const organisation = reads(contract.organisation, ({ query }) =>
  plan(organisationQueries(query.on ?? null), (rows, { now }) => treeOf(rows, query.on ?? dayOf(now))),
)

function treeOf(rows: RowsOf<ReturnType<typeof organisationQueries>>, on: string): Organisation {
  return {
    city: rows.city[0]?.city ?? '',
    on,
    blocks: rows.blocks,
    units: rows.units,
    townships: rows.townships.map((township) => ({ ...township, countyCode: township.code.slice(0, 6) })),
  }
}

async function answerToday(tx: Tx): Promise<Organisation> {
  const queries = organisationQueries(null)
  const [city, blocks, units, townships] = await Promise.all([
    tx.ask(queries.city),
    tx.ask(queries.blocks),
    tx.ask(queries.units),
    tx.ask(queries.townships),
  ])
  return treeOf({ city, blocks, units, townships }, dayOf(tx.now))
}

async function known(tx: Tx) {
  const [blocks, units] = await Promise.all([tx.ask(blockIdsQuery()), tx.ask(standingsQuery)])
  return { blocks: new Set(blocks.map(({ id }) => id)), units, names: new Map(units.map(({ id, name }) => [id, name])) }
}

function must(found: Awaited<ReturnType<typeof known>>['units'][number] | undefined, version: number) {
  if (!found) throw new Refusal('not-found', '没有这个单位')
  if (found.version !== version) throw new Refusal('version-stale')
  return found
}

export const addUnit = writes(
  contract.addUnit,
  async ({ input }, tx) => {
    const { blocks, names } = await known(tx)
    const subject = { kind: 'unit', id: newId(Date.parse(tx.now)), version: 'new' } as const
    const grant = allow(policy, 'people.addUnit', tx, null, subject)
    const faults = unitFaults(input, dayOf(tx.now), { blocks, units: names })
    if (faults.length > 0) throw new Refusal('invalid', faults)
    saveUnit(tx, grant, input)
    return subject.id
  },
  answerToday,
)

export const renameUnit = writes(
  contract.renameUnit,
  async ({ params, input, version }, tx) => {
    const { units } = await known(tx)
    const unit = units.find(({ id }) => id === params.id)
    const grant = allow(policy, 'people.renameUnit', tx, null, { kind: 'unit', id: params.id, version })
    const { blockId } = must(unit, version)
    if (units.some(({ id, name }) => id !== params.id && name === input.name))
      throw new Refusal('invalid', [{ say: '已有同名单位', field: 'name' }])
    saveUnitName(tx, grant, version, input.name, input.short, blockId)
    return params.id
  },
  answerToday,
)

export const moveUnit = writes(
  contract.moveUnit,
  async ({ params, input, version }, tx) => {
    const [{ blocks, units }, land] = await Promise.all([known(tx), landOf(tx, input.townshipCode)])
    const unit = units.find(({ id }) => id === params.id)
    const grant = allow(policy, 'people.moveUnit', tx, null, { kind: 'unit', id: params.id, version })
    const from = must(unit, version)
    const faults = standingFaults(input, dayOf(tx.now), blocks)
    if (land === 'unknown') faults.push({ say: '没有这个乡镇街道', field: 'townshipCode' })
    if (faults.length > 0) throw new Refusal('invalid', faults)
    const township = land === 'unknown' ? null : land
    const clashes = [...moveClashes(input, from), ...(township ? moveClashes(input, township) : [])]
    if (clashes.length > 0) throw new Refusal('conflict', clashes.slice(0, 1))
    saveMove(tx, grant, version, { ...input, from, township })
    return params.id
  },
  answerToday,
)

/** Where the land that goes along belongs now; null: nothing goes along, or it belongs nowhere yet. */
async function landOf(tx: Tx, code: string | null): Promise<{ blockId: string; fromDay: string } | null | 'unknown'> {
  if (code === null) return null
  const [[known], [standing]] = await Promise.all([tx.ask(townshipQuery(code)), tx.ask(townshipStandingQuery(code))])
  return known ? (standing ?? null) : 'unknown'
}
