/** Whom an @ may call in a thread. */
import { useMemo } from 'react'
import * as people from '#features/people/contract.ts'
import { usePage } from '#ui/data.tsx'
import type { Candidate } from '#ui/mention.tsx'
import type { Thread } from '../model.ts'
import type { Verbs } from './verbs.ts'

/** One's own block, the block the brief is meant for and the city's bodies; leaders may call anybody. */
export function useCandidates({ facts }: Thread, verbs: Verbs, wanted: boolean): readonly Candidate[] {
  const organisation = usePage(people.organisation, {}, { enabled: wanted }).data
  const persons = usePage(people.persons, { query: { block: facts.blockId } }, { enabled: wanted }).data
  return useMemo(() => {
    const near = new Set([facts.blockId, facts.intentBlockId])
    const anywhere = verbs.leaders.length > 0
    const blocks = new Map(organisation?.blocks.map((block) => [block.id, block]))
    const units = (organisation?.units ?? [])
      .filter(({ blockId }) => anywhere || near.has(blockId) || blocks.get(blockId)?.kind === 'city-level')
      .map(({ id, name, blockId }): Candidate => ({ kind: 'unit', id, name, note: blocks.get(blockId)?.short ?? '' }))
    const people_ = (persons?.rows ?? []).map(
      ({ id, name, posts }): Candidate => ({ kind: 'person', id, name, note: posts[0]?.unitName ?? '' }),
    )
    return [...people_, ...units]
  }, [organisation, persons, facts.blockId, facts.intentBlockId, verbs.leaders.length])
}
