/** The demo year's twelve monthly issues of 定海: closed, checked, drafted by one, published by another, each on its day. */
import type { AnyEndpoint, InputOf, OutputOf, ParamsOf } from '#core/endpoint.ts'
import { nextMonth } from '#core/month.ts'
import { feature as leaderboards } from '#features/leaderboards/feature.ts'
import { type CityPerson, holderOf, idOf, people } from './city.ts'
import { months } from './year.ts'

type Said<E extends AnyEndpoint> = { params?: ParamsOf<E>; input?: InputOf<E>; version?: number }

/** One person's call at a moment; the same `key` again answers what the first one did. */
export type Teller = <E extends AnyEndpoint>(
  person: CityPerson,
  at: string,
  key: string,
  endpoint: E,
  said: Said<E>,
) => Promise<OutputOf<E>>

const { close, check, draft, publish } = leaderboards.contract
const block = '定海区'

export async function publishYear(tell: Teller, say: (line: string) => void): Promise<void> {
  const [drafter, publisher] = people.filter((person) =>
    person.posts.some((post) => post.role === 'publisher' && post.unit === '定海区投促中心'),
  )
  if (!drafter || !publisher) throw new Error('publishing needs two persons')
  for (const month of months) {
    const on = (day: string, hour: string) => `${nextMonth(month)}-${day}T${hour}:00:00.000000Z`
    let page = await tell(drafter, on('02', '01'), `close-${month}`, close, {
      input: { board: 'monthly-briefs', block: idOf(`block:${block}`), month },
    })
    for (const unit of ['盐仓街道', '白泉镇', '定海区经济和信息化局', '定海区驻上海招商组']) {
      page = await tell(holderOf('reporter', { unit }), on('02', '05'), `check-${month}-${unit}`, check, {
        ...ofClosure(page),
        input: { unitId: idOf(`unit:${unit}`), agrees: true, word: null },
      })
    }
    page = await tell(drafter, on('03', '06'), `draft-${month}`, draft, ofClosure(page))
    await tell(publisher, on('04', '01'), `publish-${month}`, publish, ofClosure(page))
  }
  say(`示例数据 定海区 2022 年 ${months.length} 期月度排名`)
}

function ofClosure(page: { closure: { id: string; version: number } | null }): {
  params: { id: string }
  version: number
} {
  if (!page.closure) throw new Error('the month is not closed')
  return { params: { id: page.closure.id }, version: page.closure.version }
}
