/** The demo year's twelve monthly issues of 定海: closed, checked, drafted by one, published by another, each on its day. */
import { nextMonth } from '#core/month.ts'
import { feature as leaderboards } from '#features/leaderboards/feature.ts'
import { holderOf, idOf, people, tenant } from './city.ts'
import type { Eye, Teller } from './teller.ts'
import { months } from './year.ts'

const { close, check, draft, publish } = leaderboards.contract
const block = '定海区'

export async function publishYear(tell: Teller, eye: Eye, say: (line: string) => void): Promise<void> {
  const [drafter, publisher] = people.filter((person) =>
    person.posts.some((post) => post.role === 'publisher' && post.unit === '定海区投促中心'),
  )
  if (!drafter || !publisher) throw new Error('publishing needs two persons')
  for (const month of months) {
    const on = (day: string, hour: string) => `${nextMonth(month)}-${day}T${hour}:00:00.000000Z`
    const closing = { board: 'monthly-briefs', block: idOf(`block:${block}`), month }
    await tell(drafter, on('02', '01'), `close-${month}`, close, { input: closing })
    const ofClosure = async () => {
      const statement = 'select id, version from closures where tenant_id = $1 and block_id = $2 and month = $3'
      const row = await eye<{ id: string; version: number }>(statement, [tenant.id, closing.block, month])
      return { params: { id: row.id }, version: row.version }
    }
    for (const unit of ['盐仓街道', '白泉镇', '定海区经济和信息化局', '定海区驻上海招商组']) {
      await tell(holderOf('reporter', { unit }), on('02', '05'), `check-${month}-${unit}`, check, {
        ...(await ofClosure()),
        input: { unitId: idOf(`unit:${unit}`), agrees: true, word: null },
      })
    }
    await tell(drafter, on('03', '06'), `draft-${month}`, draft, await ofClosure())
    await tell(publisher, on('04', '01'), `publish-${month}`, publish, await ofClosure())
  }
  say(`示例数据 定海区 2022 年 ${months.length} 期月度排名`)
}
