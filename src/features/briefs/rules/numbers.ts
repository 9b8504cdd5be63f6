/** Numbers as officials write and say them: 666.32亿, １２００万, 三点五个亿, 两三百, 1亿2千万, 10余. */

/** value in millionths, so that 0.000001 is exact; `high` is the upper end of 两三百 */
export type Numeral = {
  start: number
  end: number
  low: bigint
  high: bigint | null
  /** 多, 余, 来, 几 after the figure: more than it */
  more: boolean
  /** the last scale word (万, 亿 …) in units, 1 when there is none */
  scale: bigint
}

export const micro = 1_000_000n

const digitOf: Readonly<Record<string, number>> = {
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
}
const tenOf: Readonly<Record<string, bigint>> = { 十: 10n, 拾: 10n, 百: 100n, 佰: 100n, 千: 1000n, 仟: 1000n }

type Section = { end: number; low: bigint; high: bigint | null }

/** The numeral that begins exactly at `at` of a folded text, with its scale; null when there is none or it is vague (几十, 数百). */
export function numeralAt(text: string, at: number): Numeral | null {
  if (at > 0 && isNumeralChar(text, at - 1) && isNumeralChar(text, at)) return null
  if ('几数上第'.includes(text.charAt(at - 1)) && at > 0) return null
  let low = 0n
  let high: bigint | null = null
  let more = false
  let lastScale = 0n
  let i = at
  for (;;) {
    const section = sectionAt(text, i)
    if (!section) break
    const scaled = scaleAt(text, section.end)
    if (scaled === 'vague') return null
    // 两万五千万 is 25,000万
    if (lastScale === 10_000n && scaled.scale === 10_000n && high === null) {
      low = (low + section.low) * 10_000n
      i = scaled.end
      break
    }
    if (lastScale > 0n && scaled.scale >= lastScale) break
    if (lastScale > 0n && scaled.scale === 1n) {
      const tail = tailOf(text, i, section, lastScale)
      if (tail === null) break
      low += tail
      i = section.end
      break
    }
    low += section.low * scaled.scale + (scaled.half ? (scaled.scale * micro) / 2n : 0n)
    high = section.high === null ? high : section.high * scaled.scale
    more ||= scaled.more
    i = scaled.end
    lastScale = scaled.scale
    if (lastScale === 1n) break
    if (text.charAt(i) === '零') i++
  }
  if (lastScale === 0n) return null
  return { start: at, end: i, low, high, more, scale: lastScale }
}

/** 两万五 is 25,000; 1亿2000 is not said, so an unscaled Arabic tail does not belong. */
function tailOf(text: string, at: number, section: Section, lastScale: bigint): bigint | null {
  // 一万五千, 两万三千五百
  if (
    section.end > at + 1 &&
    tenOf[text.charAt(at + 1)] !== undefined &&
    section.high === null &&
    section.low < lastScale * micro
  )
    return section.low
  const single = section.end === at + 1 && digitOf[text.charAt(at)] !== undefined
  // 二十五亿一期十个亿: the digit begins another word
  const another = '期个条次号层楼家栋批部座年月日步阶些'.includes(text.charAt(section.end)) && section.end < text.length
  return single && section.low > 0n && !another ? (section.low * lastScale) / 10n : null
}

function isNumeralChar(text: string, at: number): boolean {
  const char = text.charAt(at)
  return (char >= '0' && char <= '9') || char === '.' || digitOf[char] !== undefined || tenOf[char] !== undefined
}

type Scaled = { end: number; scale: bigint; more: boolean; half?: boolean }
function scaleAt(text: string, at: number): Scaled | 'vague' {
  let i = at
  let more = false
  let half = false
  while (text.charAt(i) === ' ' && i < at + 2) i++
  const spaced = i
  for (; i < at + 4; i++) {
    const char = text.charAt(i)
    if (char === '几') return 'vague'
    if ('多余来'.includes(char) && char !== '') more = true
    else if (char === '半' && text.charAt(i - 1) === '个') half = true
    else if (char !== '个') break
  }
  const word = scaleWord(text, i)
  if (!word) {
    const end = more && 'kg亩元公平㎡'.includes(text.charAt(i)) ? i : at
    return { end, scale: 1n, more: more && end === i }
  }
  // 2 个 万 is never written apart from its number by more than a blank
  if (spaced > at + 1) return { end: at, scale: 1n, more: false }
  i += word.length
  while ('多余来'.includes(text.charAt(i)) && i < text.length) {
    more = true
    i++
  }
  // 两亿半, but 两亿半年
  if (text.charAt(i) === '半' && !/[年月天个数]/.test(text.charAt(i + 1))) {
    half = true
    i++
  }
  return { end: i, scale: word.scale, more, half }
}

function scaleWord(text: string, at: number): { length: number; scale: bigint } | null {
  const char = text.charAt(at)
  const next = text.charAt(at + 1)
  if (char === '万') return next === '亿' ? { length: 2, scale: 1_000_000_000_000n } : { length: 1, scale: 10_000n }
  if (char === '亿') return { length: 1, scale: 100_000_000n }
  if (char === '千' || char === '仟')
    return next === '万' ? { length: 2, scale: 10_000_000n } : { length: 1, scale: 1000n }
  if (char === '百' || char === '佰')
    return next === '万' ? { length: 2, scale: 1_000_000n } : { length: 1, scale: 100n }
  // 3000w is group-chat writing for 3000万; kw is left alone, it is also a unit of power
  if ((char === 'w' || char === 'W') && !/[A-Za-z0-9]/.test(next)) return { length: 1, scale: 10_000n }
  return null
}

function sectionAt(text: string, at: number): Section | null {
  const char = text.charAt(at)
  if (char >= '0' && char <= '9') return arabicAt(text, at)
  if (char === '半') return text.charAt(at + 1) === '个' ? { end: at + 1, low: micro / 2n, high: null } : null
  return chineseAt(text, at)
}

function arabicAt(text: string, at: number): Section {
  let digits = ''
  let i = at
  for (; i < at + 18; i++) {
    const char = text.charAt(i)
    if (char >= '0' && char <= '9') digits += char
    else if (char === ',' && /^\d{3}(?!\d)/.test(text.slice(i + 1, i + 5)) && digits.length > 0) continue
    // 12 000万元
    else if (char === ' ' && digits.length > 0 && digits.length <= 3 && /^\d{3}[万亿元]/.test(text.slice(i + 1, i + 5)))
      continue
    else break
  }
  let fraction = ''
  if (text.charAt(i) === '.' && /\d/.test(text.charAt(i + 1))) {
    for (i++; /\d/.test(text.charAt(i)) && fraction.length < 12; i++) fraction += text.charAt(i)
  }
  return { end: i, low: BigInt(digits) * micro + BigInt(fraction.padEnd(6, '0').slice(0, 6)), high: null }
}

/** 十二, 一百二十, 三百五, 三点五, 两三百, 一二〇. Begins with a digit or 十: a bare 百 or 千 (百亿级) is no figure. */
function chineseAt(text: string, at: number): Section | null {
  const first = digitOf[text.charAt(at)]
  if (first === undefined && text.charAt(at) !== '十' && text.charAt(at) !== '拾') return null
  const second = digitOf[text.charAt(at + 1)]
  if (first !== undefined && second !== undefined) return digitStringAt(text, at, first, second)
  let total = 0n
  let pending = first === undefined ? 1n : -1n
  let lastTen = 10_000n
  let i = at
  for (; i < at + 12; i++) {
    const char = text.charAt(i)
    const digit = digitOf[char]
    const ten = tenOf[char]
    if (digit !== undefined) {
      // 一百五六十, 四十五六: two digits side by side span
      if (total > 0n && pending > 0n && BigInt(digit) === pending + 1n) return spanAt(text, i, total, pending, lastTen)
      if (pending > 0n) break
      pending = BigInt(digit)
    } else if (ten !== undefined && pending > 0n && ten < lastTen) {
      total += pending * ten
      pending = -1n
      lastTen = ten
    } else break
  }
  // 三百五 is 350, but 三百零五 is 305
  const colloquial = pending > 0n && lastTen < 10_000n && lastTen > 10n && text.charAt(i - 2) !== '零'
  if (pending > 0n) total += colloquial ? (pending * lastTen) / 10n : pending
  const point = /^点([零一二三四五六七八九]{1,4})/.exec(text.slice(i, i + 5))?.[1]
  if (!point) return { end: i, low: total * micro, high: null }
  const fraction = [...point].map((char) => digitOf[char]).join('')
  return { end: i + 1 + point.length, low: total * micro + BigInt(fraction.padEnd(6, '0')), high: null }
}

function spanAt(text: string, at: number, total: bigint, first: bigint, lastTen: bigint): Section | null {
  const ten = tenOf[text.charAt(at + 1)]
  if (ten !== undefined && ten >= lastTen) return null
  const times = ten ?? 1n
  return {
    end: at + (ten === undefined ? 1 : 2),
    low: (total + first * times) * micro,
    high: (total + (first + 1n) * times) * micro,
  }
}

/** two digits side by side are a span (两三百亩, 三五个亿); three and more are read one by one (一二零) */
function digitStringAt(text: string, at: number, first: number, second: number): Section | null {
  let i = at + 2
  let digits = `${first}${second}`
  while (digitOf[text.charAt(i)] !== undefined && digits.length < 12) digits += digitOf[text.charAt(i++)]
  if (digits.length > 2) return { end: i, low: BigInt(digits) * micro, high: null }
  if (second <= first) return null
  let times = 1n
  const ten = tenOf[text.charAt(i)]
  if (ten !== undefined) {
    times = ten
    i++
  }
  return { end: i, low: BigInt(first) * times * micro, high: BigInt(second) * times * micro }
}
