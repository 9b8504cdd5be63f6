/** Before the journeys: the template city, and the pages built from the sources as they are. */
import type { TestProject } from 'vitest/node'
import { startWebBuild } from '#app/web-build.ts'
import prepareCities from '#test/database.ts'

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await startWebBuild()?.done
  return prepareCities(project)
}
