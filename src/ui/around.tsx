/** What belongs to 我的 besides the person's own data: the way to the rest, light or dark, keys, and the door out. */
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useKeyList } from './keyboard.tsx'
import { Row, Section } from './layout.tsx'
import { Go } from './link.tsx'
import { useMe } from './me.tsx'
import { unsentOf } from './outbox.ts'
import { type ModeChoice, useScreen, useWide } from './screen.tsx'

const modes: { value: ModeChoice; label: string }[] = [
  { value: 'system', label: '随系统' },
  { value: 'light', label: '浅色' },
  { value: 'dark', label: '深色' },
]

/** For the page 我的: on a phone it is also the way to what the bar has no place for. */
export function Around() {
  const me = useMe()
  const wide = useWide()
  const listKeys = useKeyList()
  return (
    <>
      {!wide && me.elsewhere.length > 0 ? (
        <Section title="其他">
          <ul className="list">
            {me.elsewhere.map(({ to, label }) => (
              <li key={to}>
                <Go to={to} quiet className="list-row">
                  {label}
                </Go>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title="显示">
        <ModeSwitch />
      </Section>
      <Section title="退出">
        <Row>
          <SignOut />
          {wide ? <Button onClick={listKeys}>快捷键</Button> : null}
        </Row>
      </Section>
    </>
  )
}

export function ModeSwitch() {
  const { choice, choose } = useScreen()
  return <Segmented options={modes} value={choice} onChange={choose} aria-label="浅色或深色" />
}

/** Says first what would be deleted: nothing of a person stays in the browser after signing out. */
export function SignOut({ plain = false }: { plain?: boolean }) {
  const me = useMe()
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const leave = async () => {
    const unsent = unsentOf(me.actor.personId)
    if (unsent > 0 && !asked) return setAsked(true)
    setBusy(true)
    await me.signOut()
  }
  return (
    <span role="status">
      {asked ? (
        <span className="small">还有 {unsentOf(me.actor.personId)} 条草稿或未发出的内容，退出会删除。</span>
      ) : null}
      <Button
        type={plain ? 'text' : 'default'}
        {...(plain ? { size: 'small' as const } : {})}
        danger={asked}
        loading={busy}
        onClick={() => void leave()}
      >
        {asked ? '删除并退出' : '退出登录'}
      </Button>
    </span>
  )
}
