/** 核实 asks for a reason, with those that are given most, and for the brief that was there before; what can be taken back for a while only says so before. */
import { Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { dayOf } from '#core/calendar.ts'
import { usePage } from '#ui/data.tsx'
import { sayDay } from '#ui/format.ts'
import { useNow } from '#ui/now.ts'
import { SlideSheet } from '#ui/sheet.tsx'
import * as briefs from '../contract.ts'
import { verdicts } from '../model.ts'
import { Presets } from './presets.tsx'
import { askedFor, ResembledFacts, useResembled } from './resemblances.tsx'

export type Verdict = keyof typeof verdicts

const reasons: Readonly<Record<Verdict, readonly string[]>> = {
  valid: ['已电话核实', '已见面核实', '材料齐全'],
  invalid: ['联系不上企业', '企业无投资意向', '内容不实', '非招商信息', '本地存量企业'],
  duplicate: ['同一企业同一项目', '他单位已先报'],
}

type SheetProps = {
  readonly verdict: Verdict
  readonly recheck: boolean
  readonly briefId: string
  readonly company: string
  readonly intention: string | null
  /** company and unit: the sheet says on what the verdict falls */
  readonly subject: string
  readonly busy: boolean
  readonly refusal: React.ReactNode
  readonly onClose: () => void
  readonly send: (reason: string | null, duplicateOf: string | null) => void
}

export function JudgeSheet(props: SheetProps) {
  const { verdict, recheck, briefId, company, intention, subject, busy, refusal, onClose, send } = props
  const [reason, setReason] = useState('')
  const [original, setOriginal] = useState<string | null>(null)
  const ready = (verdict === 'valid' || reason.trim() !== '') && (verdict !== 'duplicate' || original !== null)
  return (
    <SlideSheet
      title={`${recheck ? '复核' : '核实'}为${verdicts[verdict]}：${subject}`}
      open
      onClose={onClose}
      actions={
        <Button
          type="primary"
          size="large"
          block
          disabled={!ready}
          loading={busy}
          onClick={() => send(reason.trim() || null, original)}
        >
          {recheck ? '复核' : '核实'}为{verdicts[verdict]}
        </Button>
      }
    >
      {verdict === 'duplicate' ? (
        <Original briefId={briefId} company={company} intention={intention} value={original} onChange={setOriginal} />
      ) : null}
      <div className="field">
        <span className="field-name">
          理由{verdict === 'valid' ? <span className="field-optional">选填</span> : null}
        </span>
        <Presets label="常用理由" options={reasons[verdict]} onTake={setReason} />
        <Input.TextArea
          aria-label="理由"
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <p className="small">{noteFor(verdict, recheck)}</p>
      {refusal}
    </SlideSheet>
  )
}

function noteFor(verdict: Verdict, recheck: boolean): string {
  if (recheck) return '点错了可在时限内撤回；之后不能再改，复核只有一次。'
  return verdict === 'invalid'
    ? '点错了可在时限内撤回；之后不能自己改，可由另一人复核一次。'
    : '点错了可在时限内撤回；之后不能再改。'
}

/** The brief that was there before: what resembles it is proposed, anything else is found by a word. */
function Original({
  briefId,
  company,
  intention,
  value,
  onChange,
}: {
  briefId: string
  company: string
  intention: string | null
  value: string | null
  onChange: (id: string) => void
}) {
  const now = useNow()
  const { data } = useResembled(askedFor(company, intention), briefId, company.length >= 2)
  const [words, setWords] = useState('')
  const [asked, setAsked] = useState('')
  const found = usePage(briefs.list, { query: { q: asked.trim(), limit: 20 } }, { enabled: asked.trim() !== '' })
  const near = (data?.rows ?? []).filter(({ validity }) => validity !== 'duplicate')
  const rows = (found.data?.rows ?? []).filter(
    (row) => row.id !== briefId && row.state === 'sent' && near.every(({ id }) => id !== row.id),
  )
  const choice = (id: string, says: ReactNode) => (
    <li key={id}>
      <label className={id === value ? 'original-row original-on' : 'original-row'}>
        <input type="radio" name="original" checked={id === value} onChange={() => onChange(id)} />
        <span>{says}</span>
      </label>
    </li>
  )
  return (
    <div className="field">
      <span className="field-name">与哪一条重复</span>
      {near.length > 0 ? (
        <ul className="originals" aria-label="可能重复的简报">
          {near.map((row) =>
            choice(
              row.id,
              <>
                <strong>{row.company}</strong>
                <ResembledFacts row={row} now={now} />
              </>,
            ),
          )}
        </ul>
      ) : null}
      {data && near.length === 0 ? <p className="small">没有看到同一企业的其他简报，可以按企业名找</p> : null}
      <Input.Search
        aria-label="找那条简报"
        enterButton="找"
        placeholder="不在上面？按企业名找"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onSearch={setAsked}
      />
      <ul className="originals" aria-label="找到的简报" aria-busy={found.busy}>
        {rows.map((row) =>
          choice(
            row.id,
            <>
              <strong>{row.companies.join('、')}</strong>
              <span className="small">
                {row.unit.name} · {sayDay(dayOf(row.sentAt), now)} · {row.number}
              </span>
            </>,
          ),
        )}
      </ul>
      {found.data && rows.length === 0 ? <p className="small">没有找到，换个说法再找</p> : null}
    </div>
  )
}
