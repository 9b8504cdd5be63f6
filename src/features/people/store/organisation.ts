/** The city, its blocks, units and townships, and where each stands at a day. */
import { sqlOf } from '#platform/database.ts'

export const cityQuery = () => sqlOf.selectFrom('tenants').select('city')
