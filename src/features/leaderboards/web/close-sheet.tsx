/** 关账 asks once: how many units will be asked to check their figures, and until when. */
import { Button } from 'antd'
import { useState } from 'react'
import { addSeconds, instantOf } from '#core/instant.ts'
import { monthZh } from '#core/month.ts'
import { useNow } from '#ui/now.ts'
import { RefusalNote } from '#ui/refusal.tsx'
import { SlideSheet } from '#ui/sheet.tsx'
import * as contract from '../contract.ts'
import type { BoardPage } from '../model.ts'
import { fullMomentZh } from '../rules/words.ts'
import { useVerb } from './verb.ts'

export function Close({ page }: { page: BoardPage }) {
  const close = useVerb(contract.close, page)
  const [open, setOpen] = useState(false)
  const now = instantOf(useNow())
  const units = page.groups.reduce((sum, group) => sum + group.rows.length + group.kept, 0)
  const input = { board: page.board.key, block: page.block.id, month: page.month }
  return (
    <>
      <p className="soft">关账后请各单位核对数字</p>
      <Button type="primary" onClick={() => setOpen(true)}>
        关账
      </Button>
      <SlideSheet
        title={`${monthZh(page.month)}关账`}
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>再看看</Button>
            <Button
              type="primary"
              loading={close.busy}
              onClick={() =>
                void close.run({ input }).then((outcome) => {
                  if (outcome.ok) setOpen(false)
                })
              }
            >
              确认关账
            </Button>
          </>
        }
      >
        <p>
          将请 <strong>{units} 个单位</strong>核对关账时的数字，到{' '}
          <strong>{fullMomentZh(addSeconds(now, page.checkHours * 3600))}</strong> 为止（{page.checkHours}{' '}
          小时）；到时没有答复的，视为同意。
        </p>
        <RefusalNote of={close.refusal} />
      </SlideSheet>
    </>
  )
}
