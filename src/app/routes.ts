/** Every route, clock and job of the city, gathered through the features' only doors in the written order. */

import { feature as briefs } from '#features/briefs/feature.ts'
import { feature as cockpit } from '#features/cockpit/feature.ts'
import { type ClockDefinition, feature as deadlines, keepClocks } from '#features/deadlines/feature.ts'
import { feature as documents } from '#features/documents/feature.ts'
import { feature as leaderboards } from '#features/leaderboards/feature.ts'
import { feature as people } from '#features/people/feature.ts'
import { feature as settings } from '#features/settings/feature.ts'
import type { Feature, Job } from '#platform/feature.ts'
import { housekeeping } from '#platform/housekeeping.ts'
import { checkRoutes, type Route } from '#platform/http/route.ts'

/** in the order of app/features.ts; test/house.test.ts holds the two together */
export const features: readonly (Feature & { clocks?: readonly ClockDefinition[] })[] = [
  settings,
  documents,
  people,
  deadlines,
  briefs,
  leaderboards,
  cockpit,
]

export function cityRoutes(): Route[] {
  const routes = features.flatMap((feature) => feature.routes)
  checkRoutes(
    routes,
    features.map((feature) => feature.contract),
  )
  return routes
}

export function cityClocks(): ClockDefinition[] {
  return features.flatMap((feature) => feature.clocks ?? [])
}

/** What the features print about themselves for docs/generated. */
export function cityPapers(): { rules: string[]; roles: string[] } {
  return {
    rules: features.flatMap((feature) => feature.papers?.rules?.() ?? []),
    roles: features.flatMap((feature) => feature.papers?.roles?.() ?? []),
  }
}

export function cityJobs(): Job[] {
  const events = features.flatMap((feature) => feature.events ?? [])
  return [...features.flatMap((feature) => feature.jobs), keepClocks(cityClocks(), events), housekeeping]
}

/** Whose lists and counts an event makes untrue: those of the feature that tells it, by name. */
export function cityCounts(): (event: string) => readonly string[] {
  const tellers = new Map<string, string[]>()
  for (const { name, events } of features)
    for (const event of events ?? []) tellers.set(event, [...(tellers.get(event) ?? []), name])
  return (event) => tellers.get(event) ?? []
}
