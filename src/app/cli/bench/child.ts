/** What the bench runs beside itself: the city's server, the bare one, or the one who presses them; told by its parent what to be. */
import { serve } from '#app/serve.ts'
import { environmentWith, readConfig } from '#platform/config.ts'
import { freePort } from '#platform/loopback.ts'
import { serveBare } from '#platform/loopback-bare.ts'
import { press } from '#platform/loopback-load.ts'
import type { Task } from './children.ts'

process.on('message', (task: Task) => {
  done(task).then(
    (value) => process.send?.({ value }),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})
// whoever started it is gone
process.on('disconnect', () => process.exit(0))

async function done(task: Task): Promise<unknown> {
  if ('press' in task) return press(task.press)
  if ('bare' in task) return serveBare(task.bare)
  const port = await freePort()
  const variables = { PORT: String(port), DATA_DIR: task.city.dataDir, LOG_LEVEL: 'silent' }
  await serve(task.city.urls, readConfig(environmentWith(variables)))
  return port
}
