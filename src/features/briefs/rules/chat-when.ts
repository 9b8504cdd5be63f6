/** When a line of a chat says that something was posted: a day, a time of day, and whether both are sure. */
import { addDays, dayOf, partsOf, weekdayOf } from './calendar-days.ts'

/** `certain` where the day is written in full; one reckoned from 昨天 or 星期五 depends on when it was copied */
export type PostedAt = { date: string | null; time: string | null; certain: boolean }
export const unsaid: PostedAt = { date: null, time: null, certain: false }

const half = '(凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间)? ?'
const clock = `${half}(\\d{1,2}):(\\d{2})(?::\\d{2})? ?([AaPp][Mm])?`
const day =
  '(?:(\\d{4})[-/.年] ?(\\d{1,2})[-/.月] ?(\\d{1,2})日?|(\\d{1,2})[-/月] ?(\\d{1,2})日?|(今天|昨天|前天)|(?:星期|周|礼拜)([一二三四五六日天]))'
const weekday = '(?: ?\\(?(?:星期|周|礼拜)[一二三四五六日天]\\)?)?'
/** everything that a chat prints as a time; groups: year month day month day spoken weekday half hour minute am */
export const whenPattern = `(?:${day}${weekday}(?:,? {0,3}(?:${clock}))?|${clock})`
const groupsOfWhen = 15

const whole = new RegExp(`^${whenPattern}$`)

/** The time that stands in a text by itself; null where it is none. `copiedOn` is the day on which the chat was pasted. */
export function postedAt(text: string, copiedOn: string | null): PostedAt | null {
  const hit = whole.exec(text.trim())
  if (!hit || hit.length !== groupsOfWhen + 1) return null
  const [, year, month, date, bareMonth, bareDate, spoken, weekdayName, ...clocks] = hit
  const time = clockOf(clocks.slice(0, 4)) ?? clockOf(clocks.slice(4))
  if (time === 'wrong') return null
  if (year) {
    const found = dayOf(Number(year), Number(month), Number(date))
    return found === null ? null : { date: found, time, certain: true }
  }
  if (bareMonth) {
    if (dayOf(2024, Number(bareMonth), Number(bareDate)) === null) return null
    return { date: latestSuch(Number(bareMonth), Number(bareDate), copiedOn), time, certain: false }
  }
  if (spoken || weekdayName) return { date: reckoned(spoken, weekdayName, copiedOn), time, certain: false }
  return time === null ? null : { date: null, time, certain: false }
}

function clockOf([part, hour, minute, am]: readonly (string | undefined)[]): string | null | 'wrong' {
  if (hour === undefined || minute === undefined) return null
  let h = Number(hour)
  const late = /下午|傍晚|晚/.test(part ?? '') || /p/i.test(am ?? '')
  if (late && h < 12) h += 12
  if (part === '中午' && h < 11) h += 12
  if ((part === '凌晨' || /a/i.test(am ?? '')) && h === 12) h = 0
  if (h > 23 || Number(minute) > 59) return 'wrong'
  return `${String(h).padStart(2, '0')}:${minute}`
}

/** 11月3日 in a chat is the last one before it was copied */
function latestSuch(month: number, date: number, copiedOn: string | null): string | null {
  if (copiedOn === null) return null
  const { year } = partsOf(copiedOn)
  const found = [year, year - 1, year - 2, year - 3].map((one) => dayOf(one, month, date))
  return found.find((one) => one !== null && one <= copiedOn) ?? null
}

const back: Readonly<Record<string, number>> = { 今天: 0, 昨天: 1, 前天: 2 }

function reckoned(spoken: string | undefined, weekdayName: string | undefined, copiedOn: string | null): string | null {
  if (copiedOn === null) return null
  if (spoken) return addDays(copiedOn, -(back[spoken] ?? 0))
  const wanted = '一二三四五六日'.indexOf(weekdayName === '天' ? '日' : (weekdayName ?? '')) + 1
  return addDays(copiedOn, -((weekdayOf(copiedOn) - wanted + 7) % 7))
}
