/** One owner per table: which file says that it owns one, and who else writes it. */
import { codeIn, matches, type Offences, placeOf, type Tree } from './tree.ts'

const claim = /export const tables = \[([^\]]*)\]/
const builders = /\b(?:insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\(\s*['"`]([\w.]+)/g
const dynamic = /\b(?:insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\(\s*[^'"`\s)]/
/** writes a new city's first rows as migrator, before there is anybody whom a store could let act */
const founding = 'src/app/demo/found.ts'
const statements = [
  /\binsert\s+into\s+"?([a-z_][\w.]*)/gi,
  /\bupdate\s+(?:only\s+)?"?([a-z_][\w.]*)"?(?:\s+(?:as\s+)?[a-z]\w*)?\s+set\b/gi,
  /\bdelete\s+from\s+(?:only\s+)?"?([a-z_][\w.]*)/gi,
  /\bmerge\s+into\s+"?([a-z_][\w.]*)/gi,
  /\btruncate\s+(?:table\s+)?"?([a-z_][\w.]*)/gi,
]

/** A feature's store says what it owns; what no feature claims and platform writes is platform's. */
export function ownersOf(tree: Tree): Map<string, string[]> {
  const owners = new Map<string, string[]>()
  const code = codeIn(tree, 'src/', { tests: false })
  for (const [path, text] of code) {
    for (const table of matches(claim.exec(text)?.[1] ?? '', /['"]([\w.]+)['"]/g)) {
      owners.set(table, [...(owners.get(table) ?? []), path])
    }
  }
  for (const [path, text] of code.filter(([path]) => path.startsWith('src/platform/'))) {
    for (const table of writtenIn(text)) if (!owners.has(table)) owners.set(table, [path])
  }
  return owners
}

function writtenIn(code: string): Set<string> {
  return new Set([builders, ...statements].flatMap((pattern) => matches(code, pattern)).map(bare))
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
    ...(paths[0]?.startsWith('src/platform/') || made.includes(bare(table))
      ? []
      : [`${paths[0]}: owns ${table}, which no migration makes`]),
  ])
  return [...unclaimed, ...claimed]
}

export function foreignWrites(tree: Tree): Offences {
  const owners = ownersOf(tree)
  const known = new Set([...owners.keys(), ...tablesMade(tree)])
  return codeIn(tree, 'src/', { tests: false }).flatMap(([path, code]) => {
    if (path === founding) return []
    const foreign = [...writtenIn(code)]
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
