/** A voice note: up to a minute, recorded in the page. */
import { useCallback, useEffect, useRef, useState } from 'react'

export const longestSeconds = 60

export type Recorded = { readonly file: Blob; readonly name: string; readonly seconds: number }

/** what browsers record in, by the ending that such a file has */
const kinds: readonly (readonly [string, string])[] = [
  ['audio/webm;codecs=opus', 'webm'],
  ['audio/mp4', 'm4a'],
  ['audio/ogg;codecs=opus', 'ogg'],
]

export function canRecord(): boolean {
  // a page under plain http gets no microphone
  return typeof MediaRecorder !== 'undefined' && window.isSecureContext && kindHere() !== undefined
}

const kindHere = () => kinds.find(([type]) => MediaRecorder.isTypeSupported(type))

export function useRecording(done: (recorded: Recorded) => void) {
  const [seconds, setSeconds] = useState<number | null>(null)
  const [refused, setRefused] = useState(false)
  const recorder = useRef<MediaRecorder | null>(null)
  const begun = useRef(0)
  const stop = useCallback(() => {
    if (recorder.current?.state === 'recording') recorder.current.stop()
  }, [])
  const runs = seconds !== null
  useEffect(() => {
    if (!runs) return
    const tick = setInterval(() => {
      const past = Math.floor((performance.now() - begun.current) / 1000)
      setSeconds(past)
      if (past >= longestSeconds) stop()
    }, 250)
    return () => clearInterval(tick)
  }, [runs, stop])
  // leaving the page lets the microphone go
  useEffect(
    () => () => {
      const left = recorder.current
      if (!left) return
      left.onstop = null
      for (const track of left.stream.getTracks()) track.stop()
    },
    [],
  )
  const start = async () => {
    setRefused(false)
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null)
    const kind = kindHere()
    if (!stream || !kind) return setRefused(true)
    const pieces: Blob[] = []
    const own = new MediaRecorder(stream, { mimeType: kind[0], audioBitsPerSecond: 32_000 })
    recorder.current = own
    own.ondataavailable = ({ data }) => pieces.push(data)
    own.onstop = () => {
      for (const track of stream.getTracks()) track.stop()
      const lasted = Math.min(longestSeconds, Math.max(1, Math.round((performance.now() - begun.current) / 1000)))
      setSeconds(null)
      done({ file: new Blob(pieces, { type: kind[0] }), name: `语音.${kind[1]}`, seconds: lasted })
    }
    begun.current = performance.now()
    setSeconds(0)
    own.start()
  }
  return { seconds, refused, start: () => void start(), stop }
}
