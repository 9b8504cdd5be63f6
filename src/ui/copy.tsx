/** 复制到群: the text for the group chat goes to the clipboard; where the browser forbids it, it stands there to be taken. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { SlideSheet } from './sheet.tsx'
import { useSay } from './undo.tsx'

export function CopyToGroup({ text, label = '复制到群' }: { text: () => string; label?: string }) {
  const say = useSay()
  const [shown, setShown] = useState<string | null>(null)
  const copy = async () => {
    const said = text()
    if (await toClipboard(said)) say('已复制，到群里粘贴即可')
    else setShown(said)
  }
  return (
    <>
      <Button onClick={() => void copy()}>{label}</Button>
      <SlideSheet title="长按下面的文字复制" open={shown !== null} onClose={() => setShown(null)}>
        <Input.TextArea
          value={shown ?? ''}
          readOnly
          autoSize
          aria-label="给群里的文字"
          onFocus={(event) => event.target.select()}
        />
      </SlideSheet>
    </>
  )
}

async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return byCommand(text)
  }
}

/** Old, but the only way where a site is served by plain http or inside a chat's own browser. */
function byCommand(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'unseen'
  document.body.append(field)
  field.select()
  try {
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
  }
}
