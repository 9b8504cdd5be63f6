/** Which board, block and month the address names, and what stands where it names none. */
import * as z from 'zod'
import type { Actor } from '#core/actor.ts'
import { addMonths, monthSchema } from '#core/month.ts'
import * as people from '#features/people/contract.ts'
import { usePage } from '#ui/data.tsx'
import { useFilters } from '#ui/filters.tsx'
import { todayOf } from '#ui/format.ts'
import { useMe } from '#ui/me.tsx'
import { useNow } from '#ui/now.ts'
import { boards } from '../boards/index.ts'

export const addressSchema = z.object({
  board: z.string().regex(/^[a-z][a-z-]{1,40}$/),
  block: z.uuid(),
  month: monthSchema,
  group: z.string().max(40),
})

export type MonthAddress = { board: string; block: string; month: string }

/** In the first week people close, check and publish the month before. */
const monthStaysDays = 7

export function usePlace() {
  const { actor } = useMe()
  const today = todayOf(useNow())
  const [address, set] = useFilters(addressSchema)
  const shown = Number(today.slice(8)) <= monthStaysDays ? addMonths(today.slice(0, 7), -1) : today.slice(0, 7)
  const home = homeBlock(actor)
  // those who read every block and stand in none of them begin with the first county
  const organisation = usePage(people.organisation, {}, { enabled: readsAll(actor) })
  const others = organisation.data?.blocks ?? []
  const first = others.find((block) => block.kind === 'county')?.id
  return {
    place: {
      board: address.board ?? boards[0]?.key ?? '',
      block: address.block ?? (readsAll(actor) ? (first ?? home) : home),
      month: address.month ?? shown,
    },
    group: address.group,
    thisMonth: today.slice(0, 7),
    /** blocks to choose from; empty for those who read their own only */
    blocks: others,
    set,
  }
}

export function readsAll(actor: Actor): boolean {
  return ['R', 'L', 'A'].some((key) => actor.keys.includes(key))
}

function homeBlock(actor: Actor): string | undefined {
  return actor.posts[0]?.blockId ?? actor.keys.find((key) => key.startsWith('b:'))?.slice(2)
}
