/** Writes, or with --check compares, what is generated: the API document, roles, rules, the map, the schema and its types. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { house } from '#test/rules/imports.ts'
import { drawMap } from './map.ts'

/** all but the map come from the running app: `bin/wutong docs --into <folder>` writes them below that folder */
const fromApp = [
  'docs/generated/openapi.json',
  'docs/generated/roles.md',
  'docs/generated/rules.md',
  'db/schema.sql',
  'db/tables.ts',
]
const map = 'docs/generated/map.svg'

function generate(into: string): void {
  for (const folder of ['docs/generated', 'db']) mkdirSync(join(into, folder), { recursive: true })
  execFileSync(process.execPath, [join(house, 'src/app/cli.ts'), 'docs', '--into', into], {
    stdio: 'inherit',
    cwd: house,
  })
  writeFileSync(join(into, map), drawMap())
}

function differs(draft: string, file: string): boolean {
  const [mine, theirs] = [join(house, file), join(draft, file)]
  if (existsSync(mine) && readFileSync(mine, 'utf8') === readFileSync(theirs, 'utf8')) return false
  console.error(`${file} is not fresh; bin/docs writes it anew`)
  if (existsSync(mine)) {
    const seen = spawnSync('diff', ['-u', mine, theirs], { encoding: 'utf8' }).stdout ?? ''
    console.error(seen.split('\n').slice(0, 20).join('\n'))
  }
  return true
}

const draft = mkdtempSync(join(tmpdir(), 'wutong-docs-'))
try {
  generate(draft)
  const files = [...fromApp, map]
  if (process.argv.includes('--check'))
    process.exitCode = files.filter((file) => differs(draft, file)).length > 0 ? 1 : 0
  else for (const file of files) cpSync(join(draft, file), join(house, file))
} finally {
  rmSync(draft, { recursive: true, force: true })
}
