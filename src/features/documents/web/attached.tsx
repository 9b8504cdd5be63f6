/** What was sent along, where it is read: photos small, voice notes with their seconds, papers by name. */
import { Button } from 'antd'
import { useState } from 'react'
import { shownInline } from '#core/media.ts'
import { ask, asRefusal } from '#ui/api.ts'
import { usePage } from '#ui/data.tsx'
import { useSay } from '#ui/undo.tsx'
import * as documents from '../contract.ts'
import type { Document } from '../model.ts'
import './documents.css'

export function Attached({ documents: all }: { documents: readonly Document[] }) {
  if (all.length === 0) return null
  return (
    <ul className="attached" aria-label="附件">
      {all.map((document) => (
        <li key={document.id}>
          <One document={document} />
        </li>
      ))}
    </ul>
  )
}

function One({ document: given }: { document: Document }) {
  const waits = given.state === 'quarantined'
  const { data } = usePage(documents.document, { params: { id: given.id } }, { enabled: waits, everyMs: 3_000 })
  const document = waits ? (data ?? given) : given
  if (document.state !== 'clean')
    return (
      <span className="attached-closed">
        {document.name}
        <span className="soft">
          {document.state === 'refused' ? `未通过检查：${document.refusedBecause}` : '正在检查，通过后可以打开'}
        </span>
      </span>
    )
  if (document.mediaType && shownInline.includes(document.mediaType)) return <Photo document={document} />
  return document.mediaType?.startsWith('audio/') ? <Voice document={document} /> : <Paper document={document} />
}

/** A link lives a minute: it is asked for when somebody opens, not before. */
function useOpening(id: string) {
  const [busy, setBusy] = useState(false)
  const say = useSay()
  const open = async (use: (url: string) => unknown) => {
    setBusy(true)
    try {
      await use((await ask(documents.link, { params: { id } })).url)
    } catch (problem) {
      say(asRefusal(problem).because[0]?.say ?? '没有打开，请再试一次')
    } finally {
      setBusy(false)
    }
  }
  return { busy, open }
}

function Photo({ document }: { document: Document }) {
  const { data, again } = usePage(documents.link, { params: { id: document.id } })
  const [tries, setTries] = useState(0)
  const { open } = useOpening(document.id)
  const size = document.width && document.height ? { width: document.width, height: document.height } : {}
  const show = () => {
    // opened at the press, or the browser takes it for an advertisement; its address comes a moment later
    const tab = window.open('about:blank')
    void open((url) => {
      if (tab) tab.location.href = url
      else window.location.assign(url)
    })
  }
  return (
    <button type="button" className="attached-photo" onClick={show} aria-label={`打开照片 ${document.name}`}>
      {data ? (
        <img
          src={data.url}
          alt={document.name}
          decoding="async"
          {...size}
          onError={() => {
            // a link that has died meanwhile
            if (tries < 2) again()
            setTries(tries + 1)
          }}
        />
      ) : (
        <span className="soft">照片</span>
      )}
    </button>
  )
}

function Voice({ document }: { document: Document }) {
  const [url, setUrl] = useState<string | null>(null)
  const { busy, open } = useOpening(document.id)
  const word = document.seconds === null ? document.name : `语音 ${document.seconds} 秒`
  if (url)
    return (
      // biome-ignore lint/a11y/useMediaCaption: nobody writes down what is said into a phone
      <audio className="attached-voice" src={url} controls autoPlay aria-label={word} />
    )
  return (
    <Button loading={busy} onClick={() => void open(setUrl)}>
      ▶ {word}
    </Button>
  )
}

function Paper({ document }: { document: Document }) {
  const { busy, open } = useOpening(document.id)
  return (
    <Button loading={busy} onClick={() => void open((url) => window.location.assign(url))}>
      {document.name}（{saySize(document.bytes)}）
    </Button>
  )
}

export function saySize(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
