/** 我的: posts, whom I let enter my rulings, my devices, my password, and the way to the rest. */
import { Button } from 'antd'
import { useState } from 'react'
import { roles } from '#core/actor.ts'
import { dayZh } from '#core/calendar.ts'
import { may } from '#core/grant.ts'
import { Around } from '#ui/around.tsx'
import { useAct, usePage } from '#ui/data.tsx'
import { sayAgo, sayInstant } from '#ui/format.ts'
import { Section, Sheet } from '#ui/layout.tsx'
import { useMe } from '#ui/me.tsx'
import { useNow } from '#ui/now.ts'
import { Body, Page } from '#ui/page.tsx'
import { RefusalNote } from '#ui/refusal.tsx'
import { useSay } from '#ui/undo.tsx'
import * as contract from '../contract.ts'
import type { Profile } from '../model.ts'
import { policy } from '../policy.ts'
import './people.css'
import { PersonSheet } from './person.tsx'
import { ChangePassword, Delegate } from './profile-sheets.tsx'

export function ProfilePage() {
  const { actor, city } = useMe()
  const read = usePage(contract.profile, {})
  const me = usePage(contract.me, {})
  return (
    <Page title={actor.name} about={`${city}招商引资工作系统`} width="narrow">
      {me.data?.mustChange ? (
        <p className="note note-amber">
          <strong>请先修改密码</strong>　现在的密码是管理员设的，改好后才能看到内容。
        </p>
      ) : null}
      <Body of={read}>
        {(profile) => (
          <>
            <PersonSheet person={profile.person} />
            <Delegations profile={profile} />
            <Devices profile={profile} />
            <Password profile={profile} atOnce={me.data?.mustChange ?? false} />
          </>
        )}
      </Body>
      <Around />
    </Page>
  )
}

function Delegations({ profile: { delegates, person } }: { profile: Profile }) {
  const { actor } = useMe()
  const [adding, setAdding] = useState(false)
  const { run, busy, refusal } = useAct(contract.endDelegation, {
    seeds: (answer, seed) => seed(contract.profile, {}, answer),
  })
  const leads = may(policy, 'people.delegate', actor, null) === true
  if (!leads && delegates.length === 0 && actor.delegations.length === 0) return null
  return (
    <Section title="代录" aside={leads ? <Button onClick={() => setAdding(true)}>委托代录</Button> : null}>
      <RefusalNote of={refusal} />
      <Sheet>
        {leads && delegates.length === 0 ? <p className="soft">没有委托他人代录批示</p> : null}
        {delegates.map(({ id, name, fromDay, toDay }) => (
          <div key={id} className="people-post">
            <strong>{name} 代我录入批示</strong>
            <span className="small">
              {dayZh(fromDay)}起{toDay ? `，${dayZh(toDay)}到期` : ''}
            </span>
            <Button loading={busy} onClick={() => void run({ params: { id } })}>
              收回
            </Button>
          </div>
        ))}
        {actor.delegations.map(({ personId, name, posts }) => (
          <div key={personId} className="people-post">
            <strong>我代 {name} 录入批示</strong>
            <span className="small">{posts.map(({ unitName, role }) => `${unitName} ${roles[role]}`).join('、')}</span>
          </div>
        ))}
      </Sheet>
      {adding ? <Delegate leaderId={person.id} onClose={() => setAdding(false)} /> : null}
    </Section>
  )
}

function Devices({ profile: { sessions } }: { profile: Profile }) {
  const now = useNow()
  const say = useSay()
  const { run, busy, refusal } = useAct(contract.revokeSession, {
    seeds: (answer, seed) => seed(contract.profile, {}, answer),
  })
  const revoke = async (id: string) => {
    const outcome = await run({ params: { id } })
    if (outcome.ok) say('那部设备已退出')
  }
  return (
    <Section title="登录的设备">
      <RefusalNote of={refusal} />
      <Sheet>
        {sessions.map(({ id, deviceName, current, startedAt, lastSeenAt }) => (
          <div key={id} className="people-post">
            <strong>{deviceName || '未命名设备'}</strong>
            <span className="small">
              {current ? '正在使用' : `${sayAgo(lastSeenAt, now)}用过`} · {sayInstant(startedAt, now)} 登录
            </span>
            {current ? null : (
              <Button loading={busy} aria-label={`让${deviceName || '这部设备'}退出`} onClick={() => void revoke(id)}>
                退出
              </Button>
            )}
          </div>
        ))}
      </Sheet>
    </Section>
  )
}

function Password({ profile, atOnce }: { profile: Profile; atOnce: boolean }) {
  const [open, setOpen] = useState(atOnce)
  return (
    <Section title="密码">
      <Button onClick={() => setOpen(true)}>修改密码</Button>
      {open ? <ChangePassword minLength={profile.passwordMinLength} onClose={() => setOpen(false)} /> : null}
    </Section>
  )
}
