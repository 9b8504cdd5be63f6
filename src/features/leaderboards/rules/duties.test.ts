/** Who is urged to close a month, and when nobody is. */
import { expect, test } from 'vitest'
import type { Actor } from '#core/actor.ts'
import { monthlyBriefs } from '../boards/monthly-briefs.ts'
import { dutiesOf } from './duties.ts'

const block = { id: 'dinghai', name: '定海区', short: '定海', cityLevel: false }
const post = { id: 'post', role: 'verifier', unitId: 'office', unitName: '区招商办', acting: false } as const
const verifier: Actor = {
  ...{ kind: 'person', tenantId: 't', personId: 'p', name: '姚敏', delegations: [], keys: ['b:dinghai'] },
  posts: [{ ...post, blockId: block.id, blockName: block.name, cityLevel: false }],
}
const known = { closures: [], blocks: [block], boards: [monthlyBriefs], now: '2022-12-03T01:00:00.000000Z' }

test('a month in which something was sent waits to be closed', () => {
  expect(dutiesOf(verifier, { ...known, toldBlocks: new Set(['dinghai']) })).toMatchObject([
    { kind: 'close', month: '2022-11', title: '定海2022年11月招商简报月度排名可以关账' },
  ])
})

test('a month without a single brief urges nobody', () => {
  expect(dutiesOf(verifier, { ...known, toldBlocks: new Set() })).toEqual([])
  expect(dutiesOf(verifier, { ...known, toldBlocks: new Set(['putuo']) })).toEqual([])
})
