/** The colour of a deadline at a moment, with the reason in the officials' words. */
import { dayOf, daysBetween, dayZh, endOfDay } from '#core/calendar.ts'
import type { Because } from '#core/refusal.ts'
import type { Clock, ClockState } from '../model.ts'

/** The day (or the moment) of a limit still keeps the better colour. Reads the clock as it is known, at any `now`. */
export function stateOf(clock: Clock, now: string): { state: ClockState; because: Because[] } {
  const state = stateAt(clock, now)
  const because: Because[] = [{ say: `${clock.title}：${saying(clock, state, now)}`, rule: clock.source }]
  if (!clock.known) because.push({ say: '节假日安排未全部录入，工作日暂按周末推算' })
  return { state, because }
}

function stateAt(clock: Clock, now: string): ClockState {
  if (clock.cancelledAt !== null) return 'cancelled'
  if (clock.stoppedAt !== null) return clock.stoppedAt <= clock.dueAt ? 'met' : 'missed'
  if (clock.pausedAt !== null) return 'paused'
  if (now <= clock.amberAt) return 'green'
  return now <= clock.dueAt ? 'amber' : 'red'
}

function saying(clock: Clock, state: ClockState, now: string): string {
  const limit = `${dayZh(dayOf(clock.startedAt))}起算，${limitZh(clock)}，截至${momentZh(clock.dueAt)}`
  const late = Math.max(1, daysBetween(dayOf(clock.dueAt), dayOf(clock.stoppedAt ?? now)))
  switch (state) {
    case 'cancelled':
      return `已于${dayZh(dayOf(clock.cancelledAt ?? now))}取消`
    case 'met':
      return `${limit}；已于${dayZh(dayOf(clock.stoppedAt ?? now))}办结`
    case 'missed':
      return `${limit}；${dayZh(dayOf(clock.stoppedAt ?? now))}办结，逾期${late}天`
    case 'paused':
      return `${limit}；自${dayZh(dayOf(clock.pausedAt ?? now))}起暂停`
    case 'red':
      return `${limit}；已超期${late}天`
    default: {
      const left = daysBetween(dayOf(now), dayOf(clock.dueAt))
      return `${limit}；${left > 0 ? `还有${left}天` : '今天到期'}`
    }
  }
}

function limitZh(clock: Clock): string {
  const pause = clock.pausedDays > 0 ? `（暂停${clock.pausedDays}天不计）` : ''
  if ('workingDays' in clock.within) return `${clock.within.workingDays}个工作日${pause}`
  return 'days' in clock.within ? `${clock.within.days}天${pause}` : `限期办理${pause}`
}

/** The hour is said only where the limit is not the end of a day. */
function momentZh(instant: string): string {
  const day = dayOf(instant)
  if (instant === endOfDay(day)) return dayZh(day)
  const minutes = (Number(instant.slice(11, 13)) * 60 + Number(instant.slice(14, 16)) + 480) % 1440
  const clock = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
  return `${dayZh(day)}${clock}`
}
