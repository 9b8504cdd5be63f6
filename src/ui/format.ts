/** How instants, periods, money and counts are said on the screen. Pure: `now` is handed in, in milliseconds since 1970. */
import { areaIn, areaZh } from '#core/area.ts'
import { dayOf, daysBetween, dayZh, weekdayOf } from '#core/calendar.ts'
import { instantOf } from '#core/instant.ts'
import { hundredths, moneyZh } from '#core/money.ts'
import { monthZh } from '#core/month.ts'

const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 86_400_000
const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const

/** 11月3日 周四 09:12; another year: 2021年11月3日 周三 09:12. `iso` is an instant in UTC. */
export function sayInstant(iso: string, now: number): string {
  return `${sayDay(dayOf(iso), now)} ${clockOf(iso)}`
}

/** 11月3日 周四; another year: 2021年11月3日 周三. `day` is YYYY-MM-DD. */
export function sayDay(day: string, now: number): string {
  const sameYear = day.slice(0, 4) === todayOf(now).slice(0, 4)
  return `${sameYear ? dayZh(day).slice(5) : dayZh(day)} ${weekdays[weekdayOf(day) - 1]}`
}

/** 11月; another year: 2021年11月. `month` is YYYY-MM. */
export function sayMonth(month: string, now: number): string {
  return month.slice(0, 4) === todayOf(now).slice(0, 4) ? monthZh(month).slice(5) : monthZh(month)
}

/** The whole of it, with seconds, for the tap: 2022年11月3日 周四 09:12:05. */
export function sayExactInstant(iso: string): string {
  const day = dayOf(iso)
  return `${dayZh(day)} ${weekdays[weekdayOf(day) - 1]} ${clockOf(iso)}:${iso.slice(17, 19)}`
}

/** 刚刚, 5 分钟前, 今天 09:12, 昨天 09:12, else as sayInstant. */
export function sayAgo(iso: string, now: number): string {
  const past = now - Date.parse(iso)
  if (past < minuteMs) return '刚刚'
  if (past < hourMs) return `${Math.floor(past / minuteMs)} 分钟前`
  const days = daysBetween(dayOf(iso), todayOf(now))
  if (days === 0) return `今天 ${clockOf(iso)}`
  if (days === 1) return `昨天 ${clockOf(iso)}`
  return sayInstant(iso, now)
}

/** 3 天后到期, 2 小时后到期, 已超期 1 天. Days are counted in full 24 hours. */
export function sayDue(iso: string, now: number): string {
  const left = Date.parse(iso) - now
  return left >= 0 ? `${sayPeriod(left)}后到期` : `已超期 ${sayPeriod(-left)}`
}

/** 3 天, 2 小时, 5 分钟: the largest that fits. */
export function sayPeriod(ms: number): string {
  if (ms >= dayMs) return `${Math.floor(ms / dayMs)} 天`
  if (ms >= hourMs) return `${Math.floor(ms / hourMs)} 小时`
  return `${Math.max(1, Math.floor(ms / minuteMs))} 分钟`
}

/** Today in Shanghai, YYYY-MM-DD. */
export function todayOf(now: number): string {
  return dayOf(instantOf(now))
}

/** Money on the wire is fen as a safe integer. */
export type Fen = number | bigint

/** 3.5亿元, 1,200万元, 8,000元: at most two decimals; the exact figure is for the tap. */
export function sayMoney(fen: Fen): string {
  return moneyZh(BigInt(fen))
}

/** 350,000,000.00元 */
export function sayExactMoney(fen: Fen): string {
  return `${hundredths(BigInt(fen), 'fixed')}元`
}

/** 1,234 */
export function sayCount(count: number): string {
  return count.toLocaleString('zh-CN', { maximumFractionDigits: 2 })
}

/** 410亩; what is smaller than one 亩 in ㎡. */
export function sayArea(m2: number): string {
  return m2 * 3 >= 2000 ? areaZh(m2) : `${areaIn(m2, '㎡')}㎡`
}

/** 0.875 → 87.5% */
export function sayShare(share: number): string {
  return `${sayCount(Math.round(share * 1000) / 10)}%`
}

/** The clock on the wall in Shanghai, whose hour is 8 ahead of UTC. */
function clockOf(iso: string): string {
  const hour = (Number(iso.slice(11, 13)) + 8) % 24
  return `${String(hour).padStart(2, '0')}:${iso.slice(14, 16)}`
}
