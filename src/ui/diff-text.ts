/** Two wordings compared: longest common run of characters, numbers and Latin words kept whole. */

export type Piece = { readonly kind: 'same' | 'gone' | 'new'; readonly text: string }

/** beyond this many cells the table would make a phone wait: then the middle is shown as replaced */
const mostCells = 1_000_000

export function piecesOf(before: string, after: string): readonly Piece[] {
  const a = wordsOf(before)
  const b = wordsOf(after)
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail])
    tail += 1
  const middle = between(a.slice(head, a.length - tail), b.slice(head, b.length - tail))
  return joined([
    ...a.slice(0, head).map((text): Piece => ({ kind: 'same', text })),
    ...middle,
    ...a.slice(a.length - tail).map((text): Piece => ({ kind: 'same', text })),
  ])
}

/** Chinese by character; 1,200.5 and Latin words whole, since half a number says nothing. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[0-9][0-9.,]*|[A-Za-z]+|[\s\S]/gu) ?? []
}

function between(a: readonly string[], b: readonly string[]): readonly Piece[] {
  if (a.length * b.length > mostCells) {
    return [
      { kind: 'gone', text: a.join('') },
      { kind: 'new', text: b.join('') },
    ]
  }
  const lengths = commonLengths(a, b)
  const pieces: Piece[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const [x, y] = [a[i], b[j]]
    if (x !== undefined && x === y) {
      pieces.push({ kind: 'same', text: x })
      i += 1
      j += 1
    } else if (x !== undefined && (y === undefined || (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))) {
      pieces.push({ kind: 'gone', text: x })
      i += 1
    } else {
      pieces.push({ kind: 'new', text: y ?? '' })
      j += 1
    }
  }
  return pieces
}

/** `[i][j]`: how much of a from i and b from j is common. */
function commonLengths(a: readonly string[], b: readonly string[]): readonly Uint32Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const [row, below] = [rows[i], rows[i + 1]]
    if (!row || !below) continue
    for (let j = b.length - 1; j >= 0; j -= 1) {
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
    }
  }
  return rows
}

function joined(pieces: readonly Piece[]): readonly Piece[] {
  const out: { kind: Piece['kind']; text: string }[] = []
  for (const piece of pieces) {
    const last = out.at(-1)
    if (last?.kind === piece.kind) last.text += piece.text
    else out.push({ ...piece })
  }
  return out
}
