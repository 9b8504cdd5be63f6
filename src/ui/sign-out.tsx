/** The door out. Says first what would be deleted: nothing of a person stays in the browser after signing out. */
import { Button } from 'antd'
import { useState } from 'react'
import { useMe } from './me.tsx'
import { unsentOf } from './outbox.ts'

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
