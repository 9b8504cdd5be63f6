/** What belongs to 我的 besides the person's own data: the way to the rest, light or dark, keys, and the door out. */
import { Button, Segmented } from 'antd'
import { useKeyList } from './keyboard.tsx'
import { Row, Section } from './layout.tsx'
import { Go } from './link.tsx'
import { useMe } from './me.tsx'
import { type ModeChoice, useScreen, useWide } from './screen.tsx'
import { SignOut } from './sign-out.tsx'

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
