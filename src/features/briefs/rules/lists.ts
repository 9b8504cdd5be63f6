/** The items of a list that 、 parts, such as a text names firms or projects in. */

export type Item = { start: number; end: number }
/** longer lists are read up to here */
const longestList = 300

/** The list that holds the 、 at `at`: its items and where it ends. */
export function listAround(text: string, at: number): { items: Item[]; end: number } {
  const items: Item[] = []
  let from = at
  while (from > Math.max(0, at - 24) && !'，,。；;:：\n、！!？?“”'.includes(text.charAt(from - 1))) from--
  items.push({ start: from, end: at })
  let start = at + 1
  const limit = Math.min(text.length, at + longestList)
  for (let i = start; i <= limit; i++) {
    const char = i < limit ? text.charAt(i) : ''
    if (char === '、') {
      items.push({ start, end: i })
      start = i + 1
      continue
    }
    const stops = char === '' || '，,。；;:：\n！!？?'.includes(char) || (char === '等' && i - start >= 2)
    if (!stops) continue
    if (i - start >= 2) items.push({ start, end: i })
    return { items, end: i }
  }
  return { items, end: limit }
}
