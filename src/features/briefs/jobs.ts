/** Mentions that came before their keys were kept, or past the verbs, are given theirs. */
import type { Job } from '#platform/feature.ts'
import { keyMentions } from './store/resemblances.ts'

export const jobs: readonly Job[] = [{ name: 'mention-keys', as: 'housekeeping', everyMs: 30_000, run: keyMentions }]
