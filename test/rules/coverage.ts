/** What must not be forgotten: each endpoint is served and tried in a corridor test, each definition says its source. */
import { isTest, matches, type Offences, placeOf, type Tree, withoutComments } from './tree.ts'

type Promised = { feature: string; contract: string; name: string; verb: string }

export function endpointsOf(tree: Tree): Promised[] {
  return [...tree].flatMap(([path, text]) => {
    const place = placeOf(path)
    if (!place || !/^contract(\.ts$|\/)/.test(place.rest) || isTest(path)) return []
    const found = withoutComments(text).matchAll(/(\w+)\s*[:=]\s*endpoint\(\s*\{[\s\S]*?\bverb:\s*['"]([\w.]+)['"]/g)
    return [...found].map((match) => ({
      feature: place.feature,
      contract: path,
      name: match[1] ?? '',
      verb: match[2] ?? '',
    }))
  })
}

/** What a feature's contract promises and its door does not serve. */
export function unbound(
  contract: Readonly<Record<string, unknown>>,
  routes: readonly { endpoint: unknown }[],
): Offences {
  const served = new Set(routes.map((route) => route.endpoint))
  return Object.entries(contract)
    .filter(([, value]) => typeof value === 'object' && value !== null && 'verb' in value && !served.has(value))
    .map(([name]) => `contract.${name} is not bound`)
}

/** A corridor test is `actions.test.ts` (or one in `actions/`) of any feature, or a test of the whole city under test/. */
export function untried(tree: Tree): Offences {
  const ownPlants = 'test/house.test.ts'
  const tests = [...tree].filter(
    ([path]) => isTest(path) && path !== ownPlants && (/^test\//.test(path) || /\/actions(\.test\.ts$|\/)/.test(path)),
  )
  return endpointsOf(tree).flatMap(({ feature, contract, name, verb }) => {
    const tried = tests.some(([path, text]) => {
      if (text.includes(`'${verb}'`)) return true
      const here = placeOf(path)?.feature === feature
      const imports = text.includes(`#features/${feature}/contract`) || (here && /['"]\.\.?\/contract/.test(text))
      return imports && new RegExp(`\\b${name}\\b`).test(withoutComments(text))
    })
    return tried ? [] : [`${contract}: ${name} has no corridor test`]
  })
}

export function sourceless(tree: Tree): Offences {
  return [...tree].flatMap(([path, text]) => {
    const place = placeOf(path)
    if (!place || isTest(path)) return []
    const code = withoutComments(text)
    const folder = place.rest.split('/')[0] ?? ''
    const inList = tree.has(`src/features/${place.feature}/${folder}/index.ts`) && !place.rest.endsWith('index.ts')
    if (inList && !/\bsource\s*[:,]/.test(code)) return [`${path}: a definition without a source`]
    if (!/^clocks(\.ts$|\/)/.test(place.rest)) return []
    const clocks = matches(code, /\bstarts\s*:/g).length
    const sources = matches(code, /\bsource\s*[:,]/g).length
    return sources < clocks ? [`${path}: ${clocks} clocks, but ${sources} sources`] : []
  })
}
