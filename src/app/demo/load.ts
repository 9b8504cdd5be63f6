/** Loads the demo city: founds it, then tells its year. Cut off and started again, it goes on where it was. */
import type { DatabaseUrls } from '#app/database-urls.ts'
import { dayOf } from '#core/calendar.ts'
import { instantOf } from '#core/instant.ts'
import type { Config } from '#platform/config.ts'
import { loadKeys } from '#platform/keys.ts'
import { foundCity } from './found.ts'
import { tellYear } from './tell.ts'

export async function loadDemo(urls: DatabaseUrls, config: Config, say: (line: string) => void): Promise<void> {
  const keys = await loadKeys(config.keysDir)
  await foundCity(urls.migrator, { mark: 'demo', from: '2021-01-01', keys })
  await tellYear(urls, keys, dayOf(instantOf(Date.now())), say)
}
