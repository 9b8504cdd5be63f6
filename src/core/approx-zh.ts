/** Round figures as officials say them: 100多条, 20余次, 近20个. The exact count stays behind; only the saying is round. */

/** 多 and 余 say that the count lies above the round number, 近 that it lies below. */
export type ApproxForm = '多' | '余' | '近'

/**
 * The round number has one leading digit (two from 1,000 on). Without a form: 近 in the last 30 hundredths before the
 * next round number, else 余 below 100 and 多 from there on. Counts below 10 and round counts are said exactly.
 */
export function approxZh(count: number, measure = '', form?: ApproxForm): string {
  if (!Number.isSafeInteger(count) || count < 10) return `${count}${measure}`
  const digits = String(count).length
  const step = 10 ** (digits - (digits > 3 ? 2 : 1))
  const below = count - (count % step)
  if (below === count) return `${count}${measure}`
  const said = form ?? ((count - below) / step >= 0.7 ? '近' : below >= 100 ? '多' : '余')
  return said === '近' ? `近${below + step}${measure}` : `${below}${said}${measure}`
}
