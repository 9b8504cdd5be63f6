/** Every page of the city, in the order of the house. */
import type { PageDefinition } from '#ui/routes.ts'

const found = import.meta.glob<{ pages: readonly PageDefinition[] }>('../../features/*/web/routes.tsx', { eager: true })

export const allPages: readonly PageDefinition[] = Object.values(found).flatMap((feature) => feature.pages)
