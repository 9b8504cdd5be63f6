/** The line that says what has not been sent yet, sends it when the network is back, and lets refused letters be mended. */
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { dispatch, drain, dropLetter, type Letter, mendLetter, refusalOf, useLetters } from './outbox.ts'
import { sayRefusal } from './refusal.tsx'
import { useOnline } from './screen.tsx'

const againMs = 30_000

export function Outbox({ personId }: { personId: string }) {
  const letters = useLetters(personId)
  const online = useOnline()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const waiting = letters.some(({ refused }) => !refused)
  useEffect(() => {
    if (!online || !waiting) return
    const go = async () => {
      const done = await drain(personId)
      if (done.length > 0) void client.invalidateQueries()
    }
    void go()
    const timer = setInterval(() => void go(), againMs)
    return () => clearInterval(timer)
  }, [online, waiting, personId, client])
  if (letters.length === 0) return null
  const again = async (letter: Letter) => {
    setBusy(true)
    const outcome = await dispatch(personId, letter)
    setBusy(false)
    if (outcome.ok) void client.invalidateQueries()
  }
  return (
    <details className="banner banner-outbox">
      <summary>
        <span role="status">{summaryOf(letters)}</span>
      </summary>
      <ul>
        {letters.map((letter) => {
          const refusal = refusalOf(letter)
          return (
            <li key={letter.key}>
              <span>{letter.title}</span>
              <span className="small">{refusal ? sayRefusal(refusal) : '还没有发出，连上网后自动发'}</span>
              <span className="row">
                {refusal ? (
                  <Button size="small" onClick={() => mendLetter(personId, letter)}>
                    {letter.draft ? '放回草稿修改' : '知道了'}
                  </Button>
                ) : (
                  <Button size="small" loading={busy} onClick={() => void again(letter)}>
                    现在就发
                  </Button>
                )}
                {refusal && letter.draft ? (
                  <Button size="small" type="text" danger onClick={() => dropLetter(personId, letter.key)}>
                    删除
                  </Button>
                ) : null}
              </span>
            </li>
          )
        })}
      </ul>
    </details>
  )
}

function summaryOf(letters: readonly Letter[]): string {
  const refused = letters.filter((letter) => letter.refused).length
  const waiting = letters.length - refused
  return [waiting > 0 ? `${waiting} 条待发送` : '', refused > 0 ? `${refused} 条没有发成，请看` : '']
    .filter(Boolean)
    .join('　')
}
