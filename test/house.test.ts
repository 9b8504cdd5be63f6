/** The house keeps its own rules; each rule is shown to see the offence it is there for. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { featureOrder } from '#app/features.ts'
import { unreasonedCasts } from './rules/casts.ts'
import { sourceless, unbound, untried } from './rules/coverage.ts'
import { strayEvents } from './rules/events.ts'
import { house } from './rules/imports.ts'
import { forbiddenNames, strangeFeatureFiles, strangeFeatures, unintroduced } from './rules/names.ts'
import { foreignWrites, ownerless } from './rules/ownership.ts'
import { ownClocks, ownEnvironment, ownNetwork } from './rules/reach.ts'
import { isTest, planted, type Tree, treeOf } from './rules/tree.ts'

type Rule = {
  name: string
  check: (tree: Tree) => string[]
  /** path → text with exactly one offence each, unless `offences` says more */
  offending: Readonly<Record<string, string>>[]
  /** looks like an offence and is none */
  innocent: Readonly<Record<string, string>>
}

const owned = {
  'db/migrations/0001_briefs.sql':
    'create table briefs (\n id uuid);\ncreate table briefs_rest partition of briefs default;',
  'src/features/briefs/store.ts': "export const tables = ['briefs']\nsqlOf.insertInto('briefs')",
}
const told = {
  'src/features/briefs/model.ts': "export const events = ['brief.sent'] as const",
  'src/features/briefs/store.ts': "write({ event: 'brief.sent' })",
}
const contract = "export const send = endpoint({\n  verb: 'briefs.send',\n})"

const rules: Rule[] = [
  {
    name: 'a feature consists of the files in the table',
    check: strangeFeatureFiles,
    offending: [
      { 'src/features/briefs/extraction.ts': '' },
      { 'src/features/briefs/things/one.ts': '' },
      { 'src/features/briefs/store.tsx': '' },
    ],
    innocent: {
      'src/features/briefs/store/replies.ts': '',
      'src/features/briefs/rules.test.ts': '',
      'src/features/leaderboards/boards/index.ts': '',
      'src/features/leaderboards/boards/briefs.ts': '',
      'src/features/briefs/web/list.tsx': '',
    },
  },
  {
    name: 'every feature stands in the order',
    check: (tree) => strangeFeatures(tree, featureOrder),
    offending: [{ 'src/features/spells/model.ts': '' }],
    innocent: { 'src/features/briefs/model.ts': '' },
  },
  {
    name: 'names say something',
    check: forbiddenNames,
    offending: [
      { 'src/core/utils.ts': '' },
      { 'src/platform/common/db.ts': '' },
      { 'test/helpers.test.ts': '' },
      { 'src/core/index.ts': '' },
      { 'src/ui/index.tsx': '' },
    ],
    innocent: {
      'src/features/services/model.ts': '',
      'src/features/leaderboards/boards/index.ts': '',
      'docs/types.md': '',
    },
  },
  {
    name: 'every file says first what it holds',
    check: unintroduced,
    offending: [
      { 'src/core/month.ts': "import 'x'\n/** The month of the city. */" },
      { 'src/core/month.ts': '/** */\nexport const x = 1' },
      { 'bin/ci': '#!/bin/sh\nset -e' },
    ],
    innocent: {
      'src/core/month.ts': '/** The months by which the city counts. */',
      'bin/ci': '#!/bin/sh\n# Everything that must hold before a change lands.',
      'bin/ensure.mjs': '#!/usr/bin/env node\n/** Installs what is missing. */',
    },
  },
  {
    name: 'now is handed in',
    check: ownClocks,
    offending: [
      { 'src/core/month.ts': 'const t = Date.now()' },
      { 'src/features/briefs/rules.ts': 'const t = new Date()' },
      { 'src/ui/format.ts': 'const t = new Date' },
    ],
    innocent: {
      'src/app/server.ts': 'Date.now()',
      'src/core/month.ts': '// never Date.now()\nconst day = new Date(text)',
    },
  },
  {
    name: 'the environment is read once',
    check: ownEnvironment,
    offending: [
      { 'src/platform/db.ts': 'process.env.DATABASE_URL' },
      { 'src/app/server.ts': 'const { env } = process' },
      { 'src/app/worker.ts': "import { env } from 'node:process'" },
    ],
    innocent: { 'src/platform/config.ts': 'process.env.PORT', 'src/app/start.ts': "process.on('SIGTERM', stop)" },
  },
  {
    name: 'the network is touched only from platform/',
    check: ownNetwork,
    offending: [
      { 'src/features/briefs/actions.ts': 'await fetch(url)' },
      { 'src/app/start.ts': "import net from 'node:net'" },
      { 'src/ui/page.tsx': 'new EventSource(url)' },
    ],
    innocent: {
      'src/platform/http.ts': "import http from 'node:http'",
      'src/ui/api.ts': 'fetch(url)',
      'src/ui/data.tsx': 'query.refetch()\nclient.fetch(x)',
    },
  },
  {
    name: 'an as or ! carries its reason',
    check: unreasonedCasts,
    offending: [
      { 'src/core/month.ts': '// a month\nconst a = 1\nconst b = a as Month' },
      { 'src/ui/page.tsx': 'function f() {\n  // why not\n  g()\n  return h!\n}' },
    ],
    innocent: {
      'src/core/month.ts': "const a = ['x'] as const\nconst b = a as Month // checked above",
      'src/ui/page.tsx': 'if (!x) {\n  // the list was never empty\n  const y = x[0]!\n}',
      'src/core/month.test.ts': 'const a = b as Month',
    },
  },
  {
    name: 'every table has one owner',
    check: ownerless,
    offending: [
      { 'db/migrations/0001_briefs.sql': 'create table briefs (id uuid)' },
      { ...owned, 'src/features/people/store.ts': "export const tables = ['briefs']" },
      {
        ...owned,
        'src/features/briefs/store.ts': '',
        'src/features/briefs/actions.ts': "export const tables = ['briefs']",
      },
      { ...owned, 'src/features/people/store.ts': "export const tables = ['ghosts']" },
    ],
    innocent: { ...owned, 'db/migrations/0002_sec.sql': 'create table sec.sessions (id uuid)' },
  },
  {
    name: 'only its owner’s store writes a table',
    check: foreignWrites,
    offending: [
      { ...owned, 'src/features/leaderboards/store.ts': "sqlOf.updateTable('briefs')" },
      { ...owned, 'src/features/briefs/actions.ts': "sqlOf.deleteFrom('briefs')" },
      { ...owned, 'src/features/people/store.ts': 'sql`insert into briefs (id) values (1)`' },
      { ...owned, 'src/app/cli.ts': 'sql`update briefs b set state = 1`' },
      { ...owned, 'src/features/people/jobs.ts': 'sql`delete from public.briefs`' },
      { ...owned, 'src/features/people/store.ts': 'sqlOf.insertInto(table)' },
    ],
    innocent: {
      ...owned,
      'src/features/briefs/store/replies.ts': 'sql`update only briefs set x = 1`',
      'src/features/people/store.ts': "// insert into briefs\nsqlOf.selectFrom('briefs')",
    },
  },
  {
    name: 'every event is listed, written, and there when a clock waits for it',
    check: strayEvents,
    offending: [
      { ...told, 'src/features/briefs/store.ts': "write({ event: 'brief.sent' })\nwrite({ event: 'brief.lost' })" },
      { ...told, 'src/features/briefs/store.ts': '// brief.sent' },
      { ...told, 'src/features/briefs/clocks.ts': "clock({ key: 'briefs.answer', starts: 'brief.ruled' })" },
    ],
    innocent: { ...told, 'src/features/briefs/clocks.ts': "clock({ key: 'briefs.judge', starts: 'brief.sent' })" },
  },
  {
    name: 'every endpoint has a corridor test',
    check: untried,
    offending: [
      { 'src/features/briefs/contract.ts': contract },
      { 'src/features/briefs/contract.ts': contract, 'src/features/briefs/rules.test.ts': "it('briefs.send')" },
      { 'src/features/briefs/contract.ts': contract, 'src/features/people/actions.test.ts': 'contract.send' },
    ],
    innocent: {
      'src/features/briefs/contract.ts': contract,
      'src/features/briefs/actions.test.ts': "import * as contract from './contract.ts'\ncontract.send",
    },
  },
  {
    name: 'every definition says its source',
    check: sourceless,
    offending: [
      {
        'src/features/leaderboards/boards/index.ts': '',
        'src/features/leaderboards/boards/briefs.ts': "board({ key: 'b' })",
      },
      {
        'src/features/briefs/clocks.ts': "clock({ starts: 'a', source: 'x' })\nclock({ starts: 'b' /* source: y */ })",
      },
    ],
    innocent: {
      'src/features/leaderboards/boards/index.ts': '',
      'src/features/leaderboards/boards/briefs.ts': "board({ source: '文件' })",
      'src/features/briefs/clocks.ts': "clock({ starts: 'a', source: 'x' })",
    },
  },
]

const tree = treeOf(house)

describe('every endpoint is bound', () => {
  it.each(featureOrder)('in %s', async (name) => {
    const { features } = await import('#app/routes.ts')
    const file = join(house, 'src/features', name, 'contract.ts')
    const contract = existsSync(file) ? await import(/* @vite-ignore */ file) : {}
    expect(unbound(contract, features.find((feature) => feature.name === name)?.routes ?? [])).toEqual([])
  })

  it('sees one that is not', () => {
    const [list, send] = [{ verb: 'briefs.list' }, { verb: 'briefs.send' }]
    expect(unbound({ list, send, limit: 3 }, [{ endpoint: list }])).toEqual(['contract.send is not bound'])
  })
})

it('every test file belongs to a kind that is run', () => {
  const vitest = join(house, 'node_modules/vitest/vitest.mjs')
  const said = execFileSync(process.execPath, [vitest, 'list', '--filesOnly', '--json'], {
    cwd: house,
    encoding: 'utf8',
  })
  const listed = (JSON.parse(said) as { file: string }[]).map(({ file }) => relative(house, file))
  expect([...new Set(listed)].sort()).toEqual([...tree.keys()].filter(isTest))
})

it('the doors are opened in the order of the house', async () => {
  const { features } = await import('#app/routes.ts')
  expect(features.map((feature) => feature.name)).toEqual([...featureOrder])
})

describe.each(rules)('$name', ({ check, offending, innocent }) => {
  it('in the house', () => {
    expect(check(tree)).toEqual([])
  })

  it.each(offending.map((files) => [Object.keys(files).at(-1) ?? '', files] as const))(
    'sees the offence in %s',
    (_, files) => {
      expect(check(planted(files))).toHaveLength(1)
    },
  )

  it('lets the innocent pass', () => {
    expect(check(planted(innocent))).toEqual([])
  })
})
