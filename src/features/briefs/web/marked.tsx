/** Text with the words of the search marked in it; what was typed into a brief stays text. */
import { createContext, useContext } from 'react'
import { marksIn, piecesOf } from '../rules/search.ts'

/** the words of the search in force; none where nothing is sought */
export const SoughtContext = createContext<readonly string[]>([])

export function Marked({ text }: { text: string }) {
  const words = useContext(SoughtContext)
  if (words.length === 0) return text
  return piecesOf(text, words).map(({ text: piece, hit }, place) =>
    // the pieces of one text have no other name than their place
    // biome-ignore lint/suspicious/noArrayIndexKey: as said
    hit ? <mark key={place}>{piece}</mark> : <span key={place}>{piece}</span>,
  )
}

/** Shown only where it is what was found. */
export function MarkedIfFound({ text, className }: { text: string; className: string }) {
  const words = useContext(SoughtContext)
  return marksIn(text, words).length > 0 ? (
    <span className={className}>
      <Marked text={text} />
    </span>
  ) : null
}
