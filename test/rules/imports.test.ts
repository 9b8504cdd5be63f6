/** The import rules hold in the house, read every file, and report each offence planted in a small tree. */
import { describe, expect, it } from 'vitest'
import { configFor, house, type Offence, readImports, sourceFiles, withTree } from './imports.ts'

const aliases = { '#core/*': './src/core/*', '#platform/*': './src/platform/*', '#ui/*': './src/ui/*' }
const rest = { '#features/*': './src/features/*', '#app/*': './src/app/*', '#test/*': './test/*' }

/** a small city that keeps every rule; `briefs` stands above `people` */
const clean = {
  'package.json': JSON.stringify({
    type: 'module',
    imports: { ...aliases, ...rest },
    dependencies: { zod: '1', react: '1', pg: '1' },
    devDependencies: { spade: '1' },
  }),
  'rules.mjs': configFor(['people', 'briefs']),
  ...npm('zod'),
  ...npm('react'),
  ...npm('pg'),
  ...npm('spade'),
  'test/world.ts': 'export const city = 1',
  'src/core/month.ts': "import * as z from 'zod'\nexport const month = z",
  'src/platform/db.ts': "import { month } from '#core/month.ts'\nimport 'pg'\nexport const db = month",
  'src/ui/table.tsx': "import 'react'\nimport { month } from '#core/month.ts'\nexport const table = month",
  'src/features/people/model.ts': "import { month } from '#core/month.ts'\nexport const person = month",
  'src/features/people/rules.ts': "import { person } from './model.ts'\nexport const knows = person",
  'src/features/people/store.ts': "import { db } from '#platform/db.ts'\nexport const find = db",
  'src/features/people/feature.ts': "import { find } from './store.ts'\nexport const feature = find",
  'src/features/people/web/routes.tsx': "import { table } from '#ui/table.tsx'\nexport const routes = table",
  'src/features/briefs/rules.ts': "import { person } from '#features/people/model.ts'\nexport const light = person",
  'src/features/briefs/store.ts': "import { find } from '#features/people/store.ts'\nexport const brief = find",
  'src/features/briefs/rules.test.ts':
    "import { city } from '#test/world.ts'\nimport 'node:fs'\nexport const seen = city",
  'src/features/briefs/web/list.tsx': "import { light } from '../rules.ts'\nexport const list = light",
  'src/app/server.ts': "import { feature } from '#features/people/feature.ts'\nexport const server = feature",
  'src/app/web.tsx': "import { routes } from '#features/people/web/routes.tsx'\nexport const web = routes",
}

/** each line: the rule, and the offence planted for it as file → import */
const planted: readonly [rule: string, from: string, to: string][] = [
  ['no-circles', 'src/core/egg.ts', '#core/hen.ts'],
  ['no-circles', 'src/core/nest.ts', 'type #core/twig.ts'],
  ['resolvable', 'src/platform/lost.ts', './nowhere.ts'],
  ['no-tests-in-the-house', 'src/platform/tested.ts', '#test/world.ts'],
  ['no-dev-packages', 'src/platform/digs.ts', 'spade'],
  ['down-from-people', 'src/features/people/policy.ts', '#features/briefs/model.ts'],
  ['down-from-people', 'src/features/people/clocks.ts', 'type #features/briefs/model.ts'],
  ['down-from-briefs', 'src/features/briefs/actions.ts', '#features/unlisted/model.ts'],
  ['core-zod-only', 'src/core/reads.ts', 'node:fs'],
  ['core-zod-only', 'src/core/paints.ts', 'react'],
  ['platform-core-only', 'src/platform/knows.ts', '#features/people/model.ts'],
  ['ui-core-only', 'src/ui/knows.tsx', '#features/people/model.ts'],
  ['ui-from-web-only', 'src/features/people/parts.ts', '#ui/table.tsx'],
  ['pure-stays-pure', 'src/features/briefs/sheet.ts', '#features/people/store.ts'],
  ['pure-stays-pure', 'src/features/briefs/contract.ts', 'node:crypto'],
  ['pure-stays-pure', 'src/features/briefs/boards/most.ts', '#platform/db.ts'],
  ['platform-from-waiting-files-only', 'src/features/briefs/boards/most.ts', '#platform/db.ts'],
  ['app-through-the-door', 'src/app/worker.ts', '#features/people/store.ts'],
  ['door-for-app-only', 'src/features/briefs/jobs.ts', '#features/people/feature.ts'],
  ['nobody-leans-on-app', 'src/features/briefs/parts.ts', '#app/server.ts'],
  ['web-never-reaches-server', 'src/features/briefs/web/direct.tsx', '../store.ts'],
  ['web-never-reaches-server', 'src/features/briefs/web/later.tsx', 'lazy #platform/db.ts'],
  ['web-without-node', 'src/features/briefs/web/node.tsx', 'node:fs'],
  ['web-without-server-packages', 'src/features/briefs/web/driver.tsx', 'pg'],
  ['server-never-reaches-web', 'src/app/cli.ts', '#ui/table.tsx'],
]

describe('the house', () => {
  const reading = readImports(house, '.dependency-cruiser.mjs')

  it('keeps every import rule', () => {
    expect(reading.offences).toEqual([])
  })

  it('was read whole: as many modules as there are files', () => {
    expect(reading.sources).toEqual(sourceFiles(house))
    expect(reading.sources.length).toBeGreaterThan(0)
  })

  it('was read with its imports: aliases lead to files', () => {
    expect(reading.edges.filter((edge) => edge.to.startsWith('src/')).length).toBeGreaterThan(0)
    expect(reading.edges.filter((edge) => edge.to.startsWith('#'))).toEqual([])
  })
})

describe('planted offences', () => {
  const empty = { 'src/features/briefs/model.ts': '', 'src/features/unlisted/model.ts': '' }
  const reading = withTree({ ...clean, ...empty, ...offending() }, (root) => readImports(root, 'rules.mjs'))
  const found = reading.offences

  it.each(planted)('%s: %s → %s', (rule, from) => {
    expect(found.map(pair)).toContain(`${rule}: ${from}`)
  })

  it('web-never-reaches-server: by a detour through a pure file', () => {
    const through = found.filter((one) => one.rule === 'web-never-reaches-server' && one.from.endsWith('/detour.tsx'))
    expect(through.map((one) => one.to)).toContain('src/features/people/store.ts')
  })

  it('every rule has one', () => {
    expect([...new Set(planted.map(([rule]) => rule))].sort()).toEqual(reading.rules)
  })

  it('are the only ones: the clean tree has none', () => {
    expect(withTree(clean, (root) => readImports(root, 'rules.mjs')).offences).toEqual([])
  })
})

function offending(): Record<string, string> {
  const files: Record<string, string> = {
    'src/core/hen.ts': "import './egg.ts'",
    'src/core/twig.ts': "import type * as nest from './nest.ts'",
    'src/features/briefs/web/detour.tsx': "import { found } from '../sheet.ts'\nexport const detour = found",
  }
  const imports = new Set(planted.map(([, from, to]) => `${from} ${to}`))
  for (const line of imports) {
    const [from = '', ...to] = line.split(' ')
    files[from] = `${files[from] ?? 'export const found = 1'}\n${importLine(to)}`
  }
  return files
}

function importLine(words: string[]): string {
  const path = `'${words.at(-1)}'`
  if (words[0] === 'type') return `import type * as seen from ${path}`
  return words[0] === 'lazy' ? `export const later = () => import(${path})` : `import ${path}`
}

function npm(name: string): Record<string, string> {
  return {
    [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    [`node_modules/${name}/index.js`]: 'module.exports = {}',
  }
}

function pair(one: Offence): string {
  return `${one.rule}: ${one.from}`
}
