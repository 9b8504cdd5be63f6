/** Photos, files and voice notes for what is being written: chosen, on their way, there. */
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { acceptOf, familyLabels } from '#core/media.ts'
import { saySize } from './attached.tsx'
import { canRecord, longestSeconds, useRecording } from './recording.ts'
import type { Upload, Uploads } from './uploads.ts'
import './documents.css'

export function AttachBar({ uploads }: { uploads: Uploads }) {
  const [original, setOriginal] = useState(false)
  const photos = useRef<HTMLInputElement>(null)
  const files = useRef<HTMLInputElement>(null)
  const { full } = uploads
  const hasPhoto = uploads.items.some(({ chosen }) => chosen.family === 'photo')
  return (
    <div className="attach">
      <div className="attach-verbs">
        <Button size="small" disabled={full} onClick={() => photos.current?.click()}>
          照片
        </Button>
        <Button size="small" disabled={full} onClick={() => files.current?.click()}>
          文件
        </Button>
        {canRecord() ? <Recorder uploads={uploads} /> : null}
        {hasPhoto ? (
          <label className="attach-original soft">
            <input type="checkbox" checked={original} onChange={(event) => setOriginal(event.target.checked)} />
            再加的照片传原图
          </label>
        ) : null}
      </div>
      <Chooser of={photos} label="选照片或拍照" accept="image/*" add={(list) => uploads.add(list, 'photo', original)} />
      <Chooser of={files} label="选文件" accept={acceptOf('file')} add={(list) => uploads.add(list, 'file')} />
      {uploads.items.length > 0 ? (
        <ul className="attach-list">
          {uploads.items.map((item) => (
            <Item key={item.key} item={item} uploads={uploads} />
          ))}
        </ul>
      ) : null}
    </div>
  )
}

type Choosing = {
  of: React.RefObject<HTMLInputElement | null>
  label: string
  accept: string
  add: (files: readonly File[]) => void
}

function Chooser({ of, label, accept, add }: Choosing) {
  return (
    <input
      ref={of}
      type="file"
      hidden
      multiple
      accept={accept}
      aria-label={label}
      onChange={({ target }) => {
        add([...(target.files ?? [])])
        // the same file may be chosen again
        target.value = ''
      }}
    />
  )
}

function Recorder({ uploads }: { uploads: Uploads }) {
  const recording = useRecording(({ file, name, seconds }) => uploads.addVoice(file, name, seconds))
  const { seconds } = recording
  return (
    <>
      {seconds === null ? (
        <Button size="small" disabled={uploads.full} onClick={recording.start}>
          语音
        </Button>
      ) : (
        <Button size="small" danger onClick={recording.stop}>
          录完了（{seconds} / {longestSeconds} 秒）
        </Button>
      )}
      {recording.refused ? <span className="attach-fault">用不了话筒，请在浏览器里允许</span> : null}
    </>
  )
}

function Item({ item, uploads }: { item: Upload; uploads: Uploads }) {
  const { chosen, fault } = item
  return (
    <li>
      <span className="attach-name">
        {chosen.family === 'voice' ? `${familyLabels.voice} ${chosen.seconds} 秒` : chosen.name}
      </span>
      <span className={fault ? 'attach-fault' : 'soft'} role="status">
        {fault ?? sayState(item)}
      </span>
      {fault && item.document?.state !== 'refused' ? (
        <Button type="link" size="small" onClick={() => uploads.retry(item.key)}>
          再试
        </Button>
      ) : null}
      <Button type="text" size="small" aria-label={`去掉${chosen.name}`} onClick={() => uploads.remove(item.key)}>
        去掉
      </Button>
    </li>
  )
}

function sayState({ document, share, chosen }: Upload): string {
  if (document?.state === 'clean') return saySize(chosen.file.size)
  if (document?.state === 'quarantined') return '已传到，正在检查'
  return `正在上传 ${Math.round(share * 100)}%`
}
