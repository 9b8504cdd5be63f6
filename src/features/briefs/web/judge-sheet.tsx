/** 核实 asks for a reason, with those that are given most, and for the brief that was there before; what cannot be taken back says so before. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { dayOf } from '#core/calendar.ts'
import { usePage } from '#ui/data.tsx'
import { sayDay } from '#ui/format.ts'
import { useNow } from '#ui/now.ts'
import { SlideSheet } from '#ui/sheet.tsx'
import * as briefs from '../contract.ts'
import { verdicts } from '../model.ts'
import { Presets } from './presets.tsx'

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
  /** company and unit: a verdict cannot be taken back, so the sheet says on what it falls */
  readonly subject: string
  readonly busy: boolean
  readonly refusal: React.ReactNode
  readonly onClose: () => void
  readonly send: (reason: string | null, duplicateOf: string | null) => void
}

export function JudgeSheet(props: SheetProps) {
  const { verdict, recheck, briefId, company, subject, busy, refusal, onClose, send } = props
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
        <Original briefId={briefId} company={company} value={original} onChange={setOriginal} />
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
  if (recheck) return '复核只有一次，之后不能再改。'
  return verdict === 'invalid' ? '核实后不能自己改；可由另一人复核一次。' : '核实后不能再改。'
}

/** The brief that was there before: found by the company's name. */
function Original({
  briefId,
  company,
  value,
  onChange,
}: {
  briefId: string
  company: string
  value: string | null
  onChange: (id: string) => void
}) {
  const now = useNow()
  const [words, setWords] = useState(company)
  const [asked, setAsked] = useState(company)
  const found = usePage(briefs.list, { query: { q: asked.trim(), limit: 20 } }, { enabled: asked.trim() !== '' })
  const rows = (found.data?.rows ?? []).filter((row) => row.id !== briefId && row.state === 'sent')
  return (
    <div className="field">
      <span className="field-name">与哪一条重复</span>
      <Input.Search
        aria-label="找那条简报"
        enterButton="找"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onSearch={setAsked}
      />
      <ul className="originals" aria-label="可能重复的简报" aria-busy={found.busy}>
        {rows.map((row) => (
          <li key={row.id}>
            <label className={row.id === value ? 'original-row original-on' : 'original-row'}>
              <input type="radio" name="original" checked={row.id === value} onChange={() => onChange(row.id)} />
              <span>
                <strong>{row.companies.join('、')}</strong>
                <span className="small">
                  {row.unit.name} · {sayDay(dayOf(row.sentAt), now)} · {row.number}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {found.data && rows.length === 0 ? <p className="small">没有找到，换个说法再找</p> : null}
    </div>
  )
}
