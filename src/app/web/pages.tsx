/** Every page of the city, in the order of the house. */
import { pages as briefs } from '#features/briefs/web/routes.tsx'
import { pages as cockpit } from '#features/cockpit/web/routes.tsx'
import { pages as leaderboards } from '#features/leaderboards/web/routes.tsx'
import { pages as people } from '#features/people/web/routes.tsx'
import { pages as settings } from '#features/settings/web/routes.tsx'
import type { PageDefinition } from '#ui/routes.ts'

export const allPages: readonly PageDefinition[] = [...settings, ...people, ...briefs, ...leaderboards, ...cockpit]
