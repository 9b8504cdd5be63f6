/** Reading a message is quick enough to happen while somebody types. */
import { describe, expect, it } from 'vitest'
import { chatLines } from './examples/chat-lines.ts'
import { groupBriefs } from './examples/group-briefs.ts'
import { extract } from './extraction.ts'
import { liftPersonalData } from './personal-data.ts'
import { readBrief } from './reading.ts'
import { secrecyMark } from './secrecy.ts'

/** everything that happens to a text before it is sent */
function whole(text: string): void {
  readBrief(text, { postedOn: '2022-11-03' })
  liftPersonalData(text)
  secrecyMark(text)
}

function extracted(text: string): void {
  extract(text, { postedOn: '2022-11-03' })
}

/** of this thread's own work: a busy neighbour on the machine says nothing about the text */
function millisecondsFor(work: (text: string) => void, text: string): number {
  const started = process.threadCpuUsage()
  work(text)
  const used = process.threadCpuUsage(started)
  return (used.user + used.system) / 1000
}

const ordinary = [...groupBriefs, ...chatLines].map((example) => example.text).join('\n')
const evil: readonly (readonly [string, string])[] = [
  ['ordinary', ordinary],
  ['digits', '1'],
  ['digits and hyphens', '1-'],
  ['digits and commas', '1,000'],
  ['Chinese digits', '一'],
  ['ones and tens', '一十'],
  ['days', '11月2日'],
  ['a run without an end', '新材料科技电子'],
  ['forms of companies', '有限公司'],
  ['open brackets', '('],
  ['closed brackets', '有限公司)'],
  ['brackets in turn', '()'],
  ['blanks', ' '],
  ['full-width blanks', '　'],
  ['line ends', '\n'],
  ['marks', '秘密 '],
  ['stars', '★机密'],
  ['Latin words', 'Aa '],
  ['capitals', 'A'],
  ['zones', '开发区'],
  ['places', '舟山'],
  ['titles', '董事长王'],
  ['money', '投资3亿元'],
  ['land', '占地3亩'],
  ['counted projects', '共签约6个项目'],
  ['cues', '总投资'],
  ['phones', '13800000000 '],
  ['heads', '【盐仓街道简报】'],
  ['tails', '（盐仓街道）'],
  ['tildes', '3~'],
  ['ands', '和'],
  ['well-known', '华为'],
  ['wide digits', '１２'],
  ['emoji', '😀'],
  ['sums', '1亿'],
  ['sums after each other', '投资1亿元，'],
  ['corrected sums', '改为3亿'],
  ['sums with their share', '总投资3亿元其中出资1亿元'],
  ['counted totals', '等6个项目总投资41亿元，'],
  ['output', '年产值3亿元'],
  ['own output', '公司2023年产值3亿元，'],
  ['capacity', '年产5万吨'],
  ['capacity a year', '5万吨/年'],
  ['the cue of a capacity', '年产'],
  ['named projects', '总投资3亿元的电机项目、'],
  ['project tails', '项目'],
  ['contributions', '出资3亿元占'],
  ['corrected areas', '调整为3亩'],
  ['ranges', '3-5亿'],
  ['full dates', '2022年11月2日至'],
  ['months', '今年3月'],
  ['days in numbers', '2022-11-02'],
  ['open tags', '<b'],
  ['tags', '<b>'],
  ['scripts without an end', '<script>'],
  ['entities', '&nbsp;'],
  ['ampersands', '&a'],
  ['colons', ':'],
  ['one sentence', '公司拟在我区投资建设项目'],
  ['paragraphs', '一、项目\n'],
]

const works = [
  ['reading', whole],
  ['extraction', extracted],
] as const

describe.each(works)('%s takes time in proportion to the text', (_, work) => {
  it.each(evil)('100,000 characters of %s in less than a second', (_, piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length)).slice(0, 100_000)
    expect(millisecondsFor(work, text)).toBeLessThan(1000)
  })

  it.each(evil)('2,000 characters of %s in less than 20 ms', (_, piece) => {
    const text = piece.repeat(Math.ceil(2000 / piece.length)).slice(0, 2000)
    work(text)
    // the best of five: other tests run beside this one
    expect(Math.min(...[1, 2, 3, 4, 5].map(() => millisecondsFor(work, text)))).toBeLessThan(20)
  })
})
