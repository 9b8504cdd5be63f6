/** What the city's code may reach for: the clock, the environment and the network each stand behind one door. */
import { codeIn, type Offences, type Tree } from './tree.ts'

const nodeNetwork = 'http|https|http2|net|tls|dgram|dns'

export function ownClocks(tree: Tree): Offences {
  return found(
    tree,
    { tests: true },
    /\bDate\.now\b|\bnew Date\(\s*\)|\bnew Date\b(?!\s*\()|\bTemporal\.Now\b/,
    (path) =>
      /^src\/(app|platform)\//.test(path) ? null : 'now is handed in; only app/ and platform/ look at a clock',
  )
}

export function ownEnvironment(tree: Tree): Offences {
  return found(
    tree,
    { tests: false },
    /\bprocess\s*\.\s*env\b|\bprocess\s*\[|['"](?:node:)?process['"]|\}\s*=\s*process\b/,
    (path) => (path === 'src/platform/config.ts' ? null : 'the environment is read once, in platform/config.ts'),
  )
}

/** the browser's ways to our own server: ui/api.ts asks, ui/live-line.ts hears */
export function ownNetwork(tree: Tree): Offences {
  const server = new RegExp(
    `['"](?:(?:node:)?(?:${nodeNetwork})|undici)['"]|(?<![.\\w])fetch\\(|\\bnew (?:WebSocket|EventSource|XMLHttpRequest)\\b|sendBeacon\\(`,
  )
  return found(tree, { tests: false }, server, (path) =>
    path.startsWith('src/platform/') || path === 'src/ui/api.ts' || path === 'src/ui/live-line.ts'
      ? null
      : 'the network is touched only from platform/ (pages: ui/api.ts)',
  )
}

function found(tree: Tree, which: { tests: boolean }, pattern: RegExp, why: (path: string) => string | null): Offences {
  return codeIn(tree, 'src/', which).flatMap(([path, code]) => {
    const hit = pattern.exec(code)
    const reason = hit && why(path)
    return reason ? [`${path}: ${hit[0]}: ${reason}`] : []
  })
}
