/** What files may be called, what a feature may consist of, and how each file introduces itself. */
import { basename } from 'node:path'
import { isTest, type Offences, placeOf, type Tree } from './tree.ts'

/** the table of the house: what a feature's files and folders hold is known before one opens them */
const featureFiles = ['README.md', 'feature.ts']
const splittable = ['model', 'rules', 'policy', 'contract', 'sheet', 'clocks', 'store', 'actions', 'parts', 'jobs']
const forbidden = 'utils helpers common shared misc manager service handler types constants'.split(' ')

export function strangeFeatureFiles(tree: Tree): Offences {
  return [...tree.keys()].flatMap((path) => {
    const place = placeOf(path)
    if (!place || isTest(path) || place.rest.includes('__snapshots__/')) return []
    const [top = '', ...deeper] = place.rest.split('/')
    const known =
      deeper.length === 0
        ? featureFiles.includes(top) || splittable.includes(top.replace(/\.ts$/, ''))
        : top === 'web' || splittable.includes(top) || tree.has(`src/features/${place.feature}/${top}/index.ts`)
    return known ? [] : [`${path}: not in the table of a feature’s files`]
  })
}

export function strangeFeatures(tree: Tree, order: readonly string[]): Offences {
  const there = new Set([...tree.keys()].flatMap((path) => placeOf(path)?.feature ?? []))
  return [...there]
    .filter((feature) => !order.includes(feature))
    .map((feature) => `src/features/${feature}: not in app/features.ts`)
}

export function forbiddenNames(tree: Tree): Offences {
  return [...tree.keys()]
    .filter((path) => !path.startsWith('docs/'))
    .flatMap((path) => {
      const words = path.split('/').map((word) => word.replace(/\..*$/, ''))
      const bad = words.find((word) => forbidden.includes(word))
      if (bad !== undefined) return [`${path}: “${bad}” says nothing; name it for what it holds`]
      const index = /^index\.[a-z.]+$/.test(basename(path)) && !/^src\/features\/[^/]+\/[^/]+\/index\.ts$/.test(path)
      return index ? [`${path}: index is for lists of definitions only`] : []
    })
}

export function unintroduced(tree: Tree): Offences {
  return [...tree].flatMap(([path, text]) => {
    const code = /\.(ts|tsx|mjs)$/.test(path) && path !== 'db/tables.ts'
    if (code && !/^(#!.*\n)?\/\*\* ?\S[^\n]{10,}|^(#!.*\n)?\/\*\*\n \* \S[^\n]{10,}/.test(text)) {
      return [`${path}: opens without one sentence /** … */ that says what it holds`]
    }
    const script = /^bin\/[^.]+$/.test(path)
    return script && !/^#!.*\n# \S.{10,}/.test(text) ? [`${path}: its second line must say what it is for`] : []
  })
}
