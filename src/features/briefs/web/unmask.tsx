/** 联系方式: masked for everybody; whoever needs the number says why, and that is kept. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#ui/data.tsx'
import { RefusalNote } from '#ui/refusal.tsx'
import { SlideSheet } from '#ui/sheet.tsx'
import * as briefs from '../contract.ts'
import type { Brief } from '../model.ts'
import { Presets } from './presets.tsx'

const reasons = ['联系企业', '核实情况', '陪同考察', '办理交办'] as const

export function Phone({ brief, mayUnmask }: { brief: Brief; mayUnmask: boolean }) {
  const [open, setOpen] = useState(false)
  const masked = [brief.contactPhoneMasked, ...brief.lifted.map((item) => item.masked)].filter(
    (item, index, all) => item !== null && all.indexOf(item) === index,
  )
  return (
    <span className="phone">
      <span>{brief.contactName}</span> <span>{masked.join('、')}</span>
      {mayUnmask && masked.length > 0 ? (
        <Button type="link" size="small" onClick={() => setOpen(true)}>
          看号码
        </Button>
      ) : null}
      {open ? <UnmaskSheet briefId={brief.id} onClose={() => setOpen(false)} /> : null}
    </span>
  )
}

/** What was shown is forgotten with the sheet. */
function UnmaskSheet({ briefId, onClose }: { briefId: string; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const [shown, setShown] = useState<readonly string[] | null>(null)
  const { run, busy, refusal } = useAct(briefs.unmask)
  const look = async () => {
    const outcome = await run({ params: { id: briefId }, input: { reason: reason.trim() } })
    if (!outcome.ok) return
    const { contactPhone, lifted } = outcome.answer
    setShown([...new Set([...(contactPhone ? [contactPhone] : []), ...lifted.map(({ value }) => value)])])
  }
  return (
    <SlideSheet
      title="查看联系方式"
      open
      onClose={onClose}
      actions={
        shown ? (
          <Button onClick={onClose}>看完了</Button>
        ) : (
          <Button type="primary" disabled={reason.trim() === ''} loading={busy} onClick={() => void look()}>
            查看
          </Button>
        )
      }
    >
      {shown ? (
        <ul className="phones">
          {shown.map((number) => (
            <li key={number}>{/^1\d{10}$|^0/.test(number) ? <a href={`tel:${number}`}>{number}</a> : number}</li>
          ))}
        </ul>
      ) : (
        <>
          <p className="soft">谁在什么时候为什么看过，会留下记录。</p>
          <Presets label="常用理由" options={reasons} onTake={setReason} />
          <Input
            aria-label="查看理由"
            placeholder="为什么要看"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <RefusalNote of={refusal} />
        </>
      )}
    </SlideSheet>
  )
}
