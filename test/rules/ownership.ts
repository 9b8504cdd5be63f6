/** One owner per table: which file says that it owns one, and who else writes it. */
import { codeIn, matches, type Offences, placeOf, type Tree } from './tree.ts'

const claim = /export const tables = \[([^\]]*)\]/
const builders = /\b(?:insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\(\s*['"`]([\w.]+)/g
const dynamic = /\b(?:insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\(\s*[^'"`\s)]/
const statements = [
  /\binsert\s+into\s+"?([a-z_][\w.]*)/gi,
  /\bupdate\s+(?:only\s+)?"?([a-z_][\w.]*)"?(?:\s+(?:as\s+)?[a-z]\w*)?\s+set\b/gi,
  /\bdelete\s+from\s+(?:only\s+)?"?([a-z_][\w.]*)/gi,
  /\bmerge\s+into\s+"?([a-z_][\w.]*)/gi,
  /\btruncate\s+(?:table\s+)?"?([a-z_][\w.]*)/gi,
]

/** `store.ts`, a file of `store/`, or a file of platform: where tables may be owned. */
export function ownersOf(tree: Tree): Map<string, string[]> {
  const owners = new Map<string, string[]>()
  for (const [path, code] of codeIn(tree, 'src/', { tests: false })) {
    for (const table of matches(claim.exec(code)?.[1] ?? '', /['"]([\w.]+)['"]/g)) {
      owners.set(table, [...(owners.get(table) ?? []), path])
    }
  }
  return owners
}

/** Tables that migrations make; partitions belong to their parent. */
export function tablesMade(tree: Tree): string[] {
  const made = [...tree]
    .filter(([path]) => /^db\/migrations\/.*\.sql$/.test(path))
    .flatMap(([, sql]) =>
      matches(
        sql.replace(/--[^\n]*/g, ''),
        /\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?([\w.]+)\s*(?:\(|as\b)/gi,
      ),
    )
  return [...new Set(made.map(bare))]
}

export function ownerless(tree: Tree): Offences {
  const owners = ownersOf(tree)
  const made = tablesMade(tree)
  const unclaimed = made
    .filter((table) => !table.includes('.') && !owners.has(table))
    .map((table) => `db/migrations: ${table} has no owner; its store says export const tables = ['${table}', …]`)
  const claimed = [...owners].flatMap(([table, paths]) => [
    ...(paths.length > 1 ? [`${table}: owned twice, by ${paths.join(' and ')}`] : []),
    ...paths
      .filter((path) => !mayOwn(path))
      .map((path) => `${path}: ${table} can be owned by a store or by platform only`),
    ...(made.includes(bare(table)) ? [] : [`${paths[0]}: owns ${table}, which no migration makes`]),
  ])
  return [...unclaimed, ...claimed]
}

export function foreignWrites(tree: Tree): Offences {
  const owners = ownersOf(tree)
  const known = new Set([...owners.keys(), ...tablesMade(tree)])
  return codeIn(tree, 'src/', { tests: false }).flatMap(([path, code]) => {
    const written = new Set([builders, ...statements].flatMap((pattern) => matches(code, pattern)).map(bare))
    const foreign = [...written]
      .filter((table) => known.has(table) && !isOwner(path, owners.get(table)?.[0]))
      .map((table) => `${path}: writes ${table}, which ${owners.get(table)?.[0] ?? 'nobody here'} owns`)
    const unnamed = dynamic.test(code) ? [`${path}: writes a table that is not named as a literal`] : []
    return [...foreign, ...unnamed]
  })
}

function isOwner(path: string, owner: string | undefined): boolean {
  if (owner === undefined) return false
  const [mine, theirs] = [placeOf(path), placeOf(owner)]
  if (mine && theirs) return mine.feature === theirs.feature && mayOwn(path)
  return path.startsWith('src/platform/') && owner.startsWith('src/platform/')
}

function mayOwn(path: string): boolean {
  return path.startsWith('src/platform/') || /^store(\.ts$|\/)/.test(placeOf(path)?.rest ?? '')
}

function bare(table: string): string {
  return table.toLowerCase().replace(/^public\./, '')
}
