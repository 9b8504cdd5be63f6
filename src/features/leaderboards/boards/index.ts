/** The boards of the city, in the order in which people see them. */
import type { BoardDefinition } from './definition.ts'
import { monthlyBriefs } from './monthly-briefs.ts'

export const boards: readonly BoardDefinition[] = [monthlyBriefs]
