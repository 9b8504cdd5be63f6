/** Draws who imports whom: the rooms and features in their order from top to bottom, arcs to what each leans on. */
import { featureOrder } from '#app/features.ts'
import { house, readImports } from '#test/rules/imports.ts'

type Arc = { from: string; to: string }

const rowHeight = 44
const boxWidth = 150
const boxHeight = 28
const left = 330
const colours: Readonly<Record<string, string>> = { core: '#9aa0a6', platform: '#3b6ea5', ui: '#b07d2b' }

/** The whole drawing as SVG text; the same imports give the same text. */
export function drawMap(): string {
  const arcs = arcsOf(readImports(house, '.dependency-cruiser.mjs').edges)
  const rows = ['app', ...[...featureOrder].reverse(), 'ui', 'platform', 'core']
  const height = rows.length * rowHeight + 60
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 820 ${height}" font-family="system-ui, sans-serif" font-size="14">
<title>Who imports whom</title>
<desc>Top to bottom: app, the features in their order, the kit, the machine room, the words. Right: features and app. Left: rooms.</desc>
<rect width="820" height="${height}" fill="#fff"/>
<defs>${[...Object.entries(colours), ['feature', '#2f6b4f'], ['up', '#c4291c']].map(([name, colour]) => arrowHead(String(name), String(colour))).join('')}</defs>
${arcs.map((arc) => drawArc(arc, rows)).join('\n')}
${rows.map((name, row) => drawBox(name, row)).join('\n')}
<text x="20" y="${height - 16}" fill="#5f6368">An arrow points to what is leant on. A red one looks up, which is a fault.</text>
</svg>
`
}

/** Each pair once, in a fixed order. */
function arcsOf(edges: readonly Arc[]): Arc[] {
  const pairs = new Set<string>()
  for (const { from, to } of edges) {
    const [a, b] = [roomOf(from), roomOf(to)]
    if (a && b && a !== b && !/\.test\.tsx?$/.test(from)) pairs.add(`${a} ${b}`)
  }
  return [...pairs].sort().map((pair) => {
    const [from = '', to = ''] = pair.split(' ')
    return { from, to }
  })
}

function roomOf(path: string): string | null {
  const [src, room, feature] = path.split('/')
  if (src !== 'src' || room === undefined) return null
  return room === 'features' ? (feature ?? null) : room
}

function drawArc({ from, to }: Arc, rows: readonly string[]): string {
  const [a, b] = [rows.indexOf(from), rows.indexOf(to)]
  const aside = to in colours
  const up = b < a
  const kind = up ? 'up' : aside ? to : 'feature'
  const x = aside ? left : left + boxWidth
  const reach = (aside ? -1 : 1) * Math.min(300, 30 + Math.abs(b - a) * 26)
  const [y1, y2] = [middle(a) + 4, middle(b) - 4]
  const colour = up ? '#c4291c' : (colours[to] ?? '#2f6b4f')
  return `<path d="M ${x} ${y1} C ${x + reach} ${y1}, ${x + reach} ${y2}, ${x} ${y2}" fill="none" stroke="${colour}" stroke-width="1.5" marker-end="url(#${kind})"><title>${from} → ${to}</title></path>`
}

function drawBox(name: string, row: number): string {
  const y = middle(row) - boxHeight / 2
  const room = name === 'app' || name in colours
  return `<g><rect x="${left}" y="${y}" width="${boxWidth}" height="${boxHeight}" rx="4" fill="${room ? '#f1f3f4' : '#e8f1ec'}" stroke="${colours[name] ?? '#2f6b4f'}"/><text x="${left + boxWidth / 2}" y="${y + 19}" text-anchor="middle" fill="#202124">${name}</text></g>`
}

function arrowHead(name: string, colour: string): string {
  return `<marker id="${name}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="${colour}"/></marker>`
}

function middle(row: number): number {
  return 40 + row * rowHeight
}
