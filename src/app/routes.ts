/** Every route of the city, gathered through the features' only doors in the written order. */
import { featureOrder } from '#app/features.ts'
import { feature as people } from '#features/people/feature.ts'
import { checkRoutes, type Route } from '#platform/http/route.ts'

const features = { people } as const

export function cityRoutes(): Route[] {
  const routes = Object.values(features).flatMap((feature) => feature.routes)
  checkRoutes(
    routes,
    Object.values(features).map((feature) => feature.contract),
  )
  return routes
}

export const gathered = featureOrder.filter((name) => name in features)
