/** What can be pressed: sheets, undo, copying to the group, keys. */
import { Button } from 'antd'
import { useState } from 'react'
import { CopyToGroup } from '../copy.tsx'
import { useKeyList } from '../keyboard.tsx'
import { Row, Section } from '../layout.tsx'
import { SlideSheet } from '../sheet.tsx'
import { useUndo } from '../undo.tsx'

export function Actions() {
  const [open, setOpen] = useState(false)
  const offer = useUndo()
  const listKeys = useKeyList()
  return (
    <Section title="动作">
      <Row>
        <Button onClick={() => setOpen(true)}>打开小页</Button>
        <Button onClick={() => offer({ say: '已批示：跟进', undo: () => {} })}>批示</Button>
        <CopyToGroup text={() => '【简报】盐仓街道：某某新材料，总投资35亿元，周四到访。'} />
        <Button onClick={listKeys}>快捷键</Button>
      </Row>
      <SlideSheet
        title="批示"
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>取消</Button>
            <Button type="primary" onClick={() => setOpen(false)}>
              批示
            </Button>
          </>
        }
      >
        <p>小事在这里办，不离开原来的页面。</p>
      </SlideSheet>
    </Section>
  )
}
