/** Figures: every one opens what it is made of; money is short with the exact sum on tap. */
import { Exact } from './exact.tsx'
import { type Fen, sayCount, sayExactMoney, sayMoney } from './format.ts'
import { Go, type Target } from './link.tsx'

/** A count that is a link to its rows; `of` says to those who listen what is counted. */
export function Figure({ value, of, open }: { value: number; of: string; open?: Target }) {
  if (!open) return <span className="figure">{sayCount(value)}</span>
  return (
    <Go {...open} className="figure" label={`${of} ${sayCount(value)}，打开明细`}>
      {sayCount(value)}
    </Go>
  )
}

/** 3.5亿元, with 350,000,000.00元 on tap; 未填 where there is none. */
export function Money({ fen }: { fen: Fen | null | undefined }) {
  if (fen === null || fen === undefined) return <span className="soft">未填</span>
  return (
    <Exact exact={sayExactMoney(fen)} className="figure">
      {sayMoney(fen)}
    </Exact>
  )
}

/** Up 3, down 2, level or new, each in a word that can be read in black and white. */
export function Change({ by }: { by: number | null }) {
  if (by === null) return <span className="soft">新</span>
  if (by === 0) return <span className="soft">持平</span>
  return by > 0 ? (
    <span className="change-up">
      <span aria-hidden="true">▲</span>
      <span className="unseen">上升</span> {by}
    </span>
  ) : (
    <span className="change-down">
      <span aria-hidden="true">▼</span>
      <span className="unseen">下降</span> {-by}
    </span>
  )
}
