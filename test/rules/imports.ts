/** Reads a tree with the import rules, so that tests can ask what was found and how much was read. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const house = fileURLToPath(new URL('../..', import.meta.url))
const tool = join(house, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
const node = join(house, 'node_modules/.bin/node')

export type Offence = { rule: string; from: string; to: string }
export type Reading = {
  rules: string[]
  offences: Offence[]
  sources: string[]
  edges: { from: string; to: string }[]
}

type Cruised = {
  summary: {
    ruleSetUsed: { forbidden: { name: string }[] }
    violations: { rule: { name: string }; from: string; to: string }[]
  }
  modules: { source: string; dependencies: { resolved: string }[] }[]
}

/** `config` is a file that exports a dependency-cruiser configuration. */
export function readImports(root: string, config: string): Reading {
  const args = [tool, 'src', '--config', config, '--output-type', 'json']
  const run = spawnSync(node, args, { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })
  if (!run.stdout.startsWith('{')) throw new Error(`dependency-cruiser said: ${run.stderr || run.stdout}`)
  const cruised = JSON.parse(run.stdout) as Cruised // the tool's documented JSON output
  const ours = cruised.modules.filter((module) => /^src\/.*\.tsx?$/.test(module.source))
  return {
    rules: cruised.summary.ruleSetUsed.forbidden.map((rule) => rule.name).sort(),
    offences: cruised.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
    sources: ours.map((module) => module.source).sort(),
    edges: ours.flatMap((module) => module.dependencies.map((to) => ({ from: module.source, to: to.resolved }))),
  }
}

/** The TypeScript files that are there: what git knows of or would add; without git, what lies in the folder. */
export function sourceFiles(root: string): string[] {
  const listed = existsSync(join(root, '.git'))
    ? execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src/*.ts', 'src/*.tsx'], {
        cwd: root,
        encoding: 'utf8',
      })
        .split('\n')
        .filter((file) => file !== '' && existsSync(join(root, file)))
    : readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
        .map((entry) => relative(root, join(entry.parentPath, entry.name)))
  return [...new Set(listed)].sort()
}

/** Writes a small tree into a temporary folder, lends it to `look` and takes it away again. */
export function withTree<T>(files: Readonly<Record<string, string>>, look: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'wutong-tree-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    return look(root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** A configuration with the house's own rules for another order of features. */
export function configFor(order: readonly string[]): string {
  const rules = pathToFileURL(join(house, '.dependency-cruiser.mjs')).href
  return `import { options, rulesFor } from ${JSON.stringify(rules)}
export default { forbidden: rulesFor(${JSON.stringify(order)}), options }
`
}
