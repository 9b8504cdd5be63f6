/** One brief as a line of the conversation: who, which company, what it wants, how much, what was ruled. */

import type * as z from 'zod'
import { Badge } from '#ui/badge.tsx'
import { Moment } from '#ui/clock.tsx'
import { sayArea } from '#ui/format.ts'
import { type briefListSchema, conclusions } from '../model.ts'
import { Marked, MarkedIfFound } from './marked.tsx'
import { OriginalMark } from './original.tsx'
import { sayInvestment } from './said.ts'
import { ValidityBadge } from './validity-badge.tsx'

export type BriefRow = z.infer<typeof briefListSchema>['rows'][number]

export function BriefLine({ row }: { row: BriefRow }) {
  const gone = row.state !== 'sent'
  const figures = [sayInvestment(row), row.landM2 === null ? null : sayArea(row.landM2)].filter(Boolean).join(' · ')
  return (
    <span className={row.read ? 'brief-line' : 'brief-line brief-new'}>
      <span className="brief-who">
        {row.read ? null : <span className="brief-dot" role="img" aria-label="未读" />}
        <span>{row.unit.name}</span>
        <Moment at={row.sentAt} />
      </span>
      <MarkedIfFound text={row.number} className="small" />
      {gone ? (
        <span className="soft">{row.state === 'recalled' ? '已撤回' : '已撤销'}</span>
      ) : (
        <>
          <span className="brief-company">
            <Marked text={row.companies.join('、')} />
          </span>
          <OriginalMark of={row.original} />
          {row.excerpt !== null ? (
            <span className="brief-excerpt">
              <Marked text={row.excerpt} />
            </span>
          ) : row.intention ? (
            <span className="brief-intention">{row.intention}</span>
          ) : null}
          <span className="brief-marks">
            {figures ? <strong className="brief-figures">{figures}</strong> : null}
            <ValidityBadge validity={row.validity} />
            {row.negotiating ? <Badge tone="green" word="在谈" /> : null}
            {row.ruled ? <span className="ruled-word">批示：{conclusions[row.ruled]}</span> : null}
            {row.replies > 0 ? <span className="small">{row.replies} 条回复</span> : null}
          </span>
        </>
      )}
    </span>
  )
}
