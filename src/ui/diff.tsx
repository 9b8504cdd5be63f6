/** What a revision changed: the words taken away and the words put in, and fields before and after. */
import { type Piece, piecesOf } from './diff-text.ts'

export function TextDiff({ before, after }: { before: string; after: string }) {
  return (
    <p className="diff">
      {piecesOf(before, after).map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name but their place
        <DiffPiece key={index} piece={piece} />
      ))}
    </p>
  )
}

export type Changed = { readonly name: string; readonly before: string | null; readonly after: string | null }

/** Only fields that differ are shown. */
export function FieldsDiff({ fields }: { fields: readonly Changed[] }) {
  return (
    <dl className="facts">
      {fields
        .filter(({ before, after }) => before !== after)
        .map(({ name, before, after }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <TextDiff before={before ?? ''} after={after ?? ''} />
            </dd>
          </div>
        ))}
    </dl>
  )
}

function DiffPiece({ piece }: { piece: Piece }) {
  if (piece.kind === 'same') return <>{piece.text}</>
  return piece.kind === 'gone' ? (
    <del>
      <span className="unseen">删去：</span>
      {piece.text}
    </del>
  ) : (
    <ins>
      <span className="unseen">增加：</span>
      {piece.text}
    </ins>
  )
}
