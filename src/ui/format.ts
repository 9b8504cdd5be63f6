/** Dates, periods, money and counts as officials write them. Pure: `now` is handed in, in milliseconds since 1970. */

/** Shanghai has had no summer time since 1991, so a fixed offset is exact for everything recorded here. */
const shanghaiMs = 8 * 3_600_000
const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 86_400_000
const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const

/** 11月3日 周四 09:12; another year: 2021年11月3日 周三 09:12. `iso` is an instant in UTC. */
export function sayInstant(iso: string, now: number): string {
  const at = shanghaiOf(Date.parse(iso))
  return `${sayDay(dayOf(at), now)} ${clockOf(at)}`
}

/** 11月3日 周四; another year: 2021年11月3日 周三. `day` is YYYY-MM-DD. */
export function sayDay(day: string, now: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  const year = date.getUTCFullYear() === shanghaiOf(now).getUTCFullYear() ? '' : `${date.getUTCFullYear()}年`
  return `${year}${date.getUTCMonth() + 1}月${date.getUTCDate()}日 ${weekdays[date.getUTCDay()]}`
}

/** 11月; another year: 2021年11月. `month` is YYYY-MM. */
export function sayMonth(month: string, now: number): string {
  const [year, number] = month.split('-').map(Number)
  return year === shanghaiOf(now).getUTCFullYear() ? `${number}月` : `${year}年${number}月`
}

/** The whole of it, with seconds, for the tap: 2022年11月3日 周四 09:12:05. */
export function sayExactInstant(iso: string): string {
  const at = shanghaiOf(Date.parse(iso))
  const seconds = String(at.getUTCSeconds()).padStart(2, '0')
  return `${sayDay(dayOf(at), 0)} ${clockOf(at)}:${seconds}`
}

/** 刚刚, 5 分钟前, 今天 09:12, 昨天 09:12, else as sayInstant. */
export function sayAgo(iso: string, now: number): string {
  const past = now - Date.parse(iso)
  if (past < minuteMs) return '刚刚'
  if (past < hourMs) return `${Math.floor(past / minuteMs)} 分钟前`
  const at = shanghaiOf(Date.parse(iso))
  const days = dayNumber(now) - dayNumber(Date.parse(iso))
  if (days === 0) return `今天 ${clockOf(at)}`
  if (days === 1) return `昨天 ${clockOf(at)}`
  return sayInstant(iso, now)
}

/** 3 天后到期, 2 小时后到期, 已超期 1 天. Days are counted in full 24 hours. */
export function sayDue(iso: string, now: number): string {
  const left = Date.parse(iso) - now
  return left >= 0 ? `${spanOf(left)}后到期` : `已超期 ${spanOf(-left)}`
}

/** Today in Shanghai, YYYY-MM-DD. */
export function todayOf(now: number): string {
  return dayOf(shanghaiOf(now))
}

/** The month now in Shanghai, YYYY-MM. */
export function monthOf(now: number): string {
  return todayOf(now).slice(0, 7)
}

export type Fen = number | bigint

/** 3.5 亿元, 1,200 万元, 8,000 元: at most two decimals, rounded half up; the exact figure is for the tap. */
export function sayMoney(fen: Fen): string {
  const exact = BigInt(fen)
  const size = exact < 0n ? -exact : exact
  if (size >= yi) return `${scaled(exact, yi)} 亿元`
  if (size >= wan) return `${scaled(exact, wan)} 万元`
  return `${scaled(exact, 100n)} 元`
}

/** 350,000,000.00 元 */
export function sayExactMoney(fen: Fen): string {
  const exact = BigInt(fen)
  const size = exact < 0n ? -exact : exact
  const sign = exact < 0n ? '-' : ''
  return `${sign}${(size / 100n).toLocaleString('zh-CN')}.${String(size % 100n).padStart(2, '0')} 元`
}

/** 1,234 */
export function sayCount(count: number): string {
  return count.toLocaleString('zh-CN', { maximumFractionDigits: 2 })
}

/** 410 亩 and, where the land is smaller than one 亩, 400 ㎡. 1 亩 = 2000/3 ㎡. */
export function sayArea(m2: number): string {
  const mu = (m2 * 3) / 2000
  return mu >= 1 ? `${sayCount(Math.round(mu * 100) / 100)} 亩` : `${sayCount(m2)} ㎡`
}

/** 0.875 → 87.5% */
export function sayShare(share: number): string {
  return `${sayCount(Math.round(share * 1000) / 10)}%`
}

const wan = 1_000_000n // 1 万元 in fen
const yi = 10_000_000_000n // 1 亿元 in fen

function scaled(fen: bigint, unit: bigint): string {
  const hundredths = (2n * fen * 100n + (fen < 0n ? -unit : unit)) / (2n * unit)
  const size = hundredths < 0n ? -hundredths : hundredths
  const decimals = String(size % 100n)
    .padStart(2, '0')
    .replace(/0+$/, '')
  const whole = (size / 100n).toLocaleString('zh-CN')
  return `${hundredths < 0n ? '-' : ''}${whole}${decimals ? `.${decimals}` : ''}`
}

function spanOf(ms: number): string {
  if (ms >= dayMs) return `${Math.floor(ms / dayMs)} 天`
  if (ms >= hourMs) return `${Math.floor(ms / hourMs)} 小时`
  return `${Math.max(1, Math.floor(ms / minuteMs))} 分钟`
}

/** A date whose UTC fields read as Shanghai's clock. */
function shanghaiOf(ms: number): Date {
  return new Date(ms + shanghaiMs)
}

function dayNumber(ms: number): number {
  return Math.floor((ms + shanghaiMs) / dayMs)
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}

function clockOf(at: Date): string {
  return at.toISOString().slice(11, 16)
}
