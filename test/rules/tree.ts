/** The tree as data: path → text, so that a rule reads the house and a planted offence alike. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export type Tree = ReadonlyMap<string, string>

/** An offence as people read it: `path: what is wrong and what to do`. */
export type Offences = string[]

const rooms = ['src', 'test', 'bin', 'db', 'docs']

/** What git knows of or would add; without git (an unpacked archive), what lies in the rooms. */
export function filesOf(root: string): string[] {
  if (!existsSync(join(root, '.git'))) return rooms.flatMap((room) => lying(root, room)).sort()
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...rooms], {
    cwd: root,
    encoding: 'utf8',
  })
  return [...new Set(listed.split('\n'))].filter((file) => file !== '' && existsSync(join(root, file))).sort()
}

export function treeOf(root: string): Tree {
  const read = filesOf(root).filter((file) => /(\.(ts|tsx|mjs|sql|md|html|css|json)|^bin\/[^.]+)$/.test(file))
  return new Map(read.map((file) => [file, readFileSync(join(root, file), 'utf8')]))
}

export function planted(files: Readonly<Record<string, string>>): Tree {
  return new Map(Object.entries(files))
}

/** TypeScript under `room`, with comments taken out so that words in them are not taken for code. */
export function codeIn(tree: Tree, room: string, { tests }: { tests: boolean }): [path: string, code: string][] {
  return [...tree]
    .filter(([path]) => path.startsWith(room) && /\.tsx?$/.test(path) && (tests || !isTest(path)))
    .map(([path, text]) => [path, withoutComments(text)])
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path)
}

const stringsOrComments =
  /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`)|(?<![\\/*])\/\/[^\n]*|\/\*[\s\S]*?\*\//g

export function withoutComments(text: string): string {
  return text.replace(stringsOrComments, (_, quoted: string | undefined) => quoted ?? ' ')
}

/** `src/features/briefs/store/orders.ts` → feature `briefs`, rest `store/orders.ts`. */
export function placeOf(path: string): { feature: string; rest: string } | null {
  const [, feature, rest] = /^src\/features\/([^/]+)\/(.+)$/.exec(path) ?? []
  return feature === undefined || rest === undefined ? null : { feature, rest }
}

export function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[0])
}

function lying(root: string, room: string): string[] {
  if (!existsSync(join(root, room))) return []
  return readdirSync(join(root, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
}
