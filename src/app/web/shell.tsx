/** What stands around every page of a signed-in person: who, where to go, and what state the connection is in. */
import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useLocation } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import * as people from '#features/people/web/routes.tsx'
import { act, onSignedOut } from '#ui/api.ts'
import { usePage } from '#ui/data.tsx'
import { FreshCount } from '#ui/fresh-bar.tsx'
import { useKeyList } from '#ui/keyboard.tsx'
import { Go, useGo } from '#ui/link.tsx'
import { useLiveLine } from '#ui/live.ts'
import { type Me, MeProvider, useMe } from '#ui/me.tsx'
import { setClock } from '#ui/now.ts'
import { forgetAll } from '#ui/outbox.ts'
import { Outbox } from '#ui/outbox-bar.tsx'
import { RefusalNote } from '#ui/refusal.tsx'
import { useOnline, useWide } from '#ui/screen.tsx'
import { SignOut } from '#ui/sign-out.tsx'
import {
  activeEntry,
  deskGroups,
  type Entry,
  elsewhereEntries,
  entriesFor,
  entryIn,
  iconOf,
  phoneEntries,
} from './navigation.tsx'

export function Shell() {
  const { me, signedOut, read } = useSession()
  useDoor(signedOut)
  useOwnPassword(read.data?.mustChange ?? false)
  if (!me || signedOut) {
    return (
      <main className="splash" aria-busy={read.first}>
        {read.refusal && !signedOut ? (
          <RefusalNote of={read.refusal} again={read.again} />
        ) : (
          <p role="status">{read.paused ? '现在没有网络，连上后会自动打开' : '正在打开…'}</p>
        )}
      </main>
    )
  }
  return (
    <MeProvider me={me}>
      <Frame asked={read.again} />
    </MeProvider>
  )
}

/** Once, and from where the person was: the address of the door itself must not become the next one. */
function useDoor(signedOut: 'signed-out' | 'stale' | null): void {
  const go = useGo()
  const at = useLocation().href
  const latest = useRef({ go, at })
  latest.current = { go, at }
  useEffect(() => {
    if (!signedOut) return
    const why = signedOut === 'stale' ? { why: 'stale' } : {}
    latest.current.go({ to: '/sign-in', search: { next: latest.current.at, ...why } }, { replace: true })
  }, [signedOut])
}

/** A password that an administrator has set opens nothing but the page on which it is changed. */
function useOwnPassword(mustChange: boolean): void {
  const go = useGo()
  const at = useLocation().pathname
  useEffect(() => {
    if (mustChange && at !== '/mine') go({ to: '/mine' }, { replace: true })
  }, [mustChange, at, go])
}

function useSession() {
  const client = useQueryClient()
  const [signedOut, setSignedOut] = useState<'signed-out' | 'stale' | null>(null)
  const read = usePage(people.me, {}, { enabled: !signedOut })
  useEffect(() => onSignedOut(setSignedOut), [])
  const { data } = read
  const now = data?.now
  useEffect(() => {
    if (now === undefined) return
    const ahead = Date.parse(now) - Date.now()
    setClock(() => Date.now() + ahead)
  }, [now])
  const me: Me | null = data
    ? {
        actor: data.actor,
        city: data.city,
        demo: data.demo,
        elsewhere: elsewhereEntries(entriesFor(data.actor)),
        signOut: async () => {
          await act(people.signOut, {})
          forgetAll(data.actor.personId)
          setSignedOut('signed-out')
          client.clear()
        },
      }
    : null
  return { me, signedOut, read }
}

/** `asked`: asks once more who this is, which a session at its end answers with a no */
function Frame({ asked }: { asked: () => void }) {
  useLiveLine(asked)
  const wide = useWide()
  const me = useMe()
  const entries = entriesFor(me.actor)
  const active = activeEntry(entries, useLocation().pathname)
  return (
    <div className={wide ? 'shell shell-desk' : 'shell shell-phone'}>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <Banners demo={me.demo} personId={me.actor.personId} />
      {wide ? <DeskNavigation entries={entries} active={active} /> : null}
      <main id="main" tabIndex={-1} data-scroll-restoration-id="main">
        <Outlet />
      </main>
      {wide ? null : <PhoneBar entries={phoneEntries(entries)} active={active} />}
    </div>
  )
}

function Banners({ demo, personId }: { demo: boolean; personId: string }) {
  const online = useOnline()
  return (
    <section className="banners" aria-label="提示">
      {demo ? (
        <p className="banner banner-demo" role="note">
          示例数据　人物和内容为演示而编，不作依据
        </p>
      ) : null}
      {online ? null : (
        <p className="banner banner-offline" role="status">
          没有网络　写下的内容会留着，连上后再发
        </p>
      )}
      <Outbox personId={personId} />
    </section>
  )
}

function DeskNavigation({ entries, active }: { entries: readonly Entry[]; active: Entry | undefined }) {
  const me = useMe()
  const listKeys = useKeyList()
  const write = entryIn('write', entries)
  const mine = entryIn('mine', entries)
  return (
    <nav className="side" aria-label="主导航">
      <p className="side-name">
        <strong>梧桐</strong>
        <span>{me.city}招商</span>
      </p>
      {write ? (
        <Go to={write.to} className="side-write">
          {iconOf('write')} {write.label}
        </Go>
      ) : null}
      {deskGroups(entries).map((group) => (
        <div key={group.heading ?? group.entries[0]?.to} className="side-group">
          {group.heading ? <p className="side-heading">{group.heading}</p> : null}
          <ul>
            {group.entries.map((entry) => (
              <li key={entry.to}>
                <EntryLink entry={entry} active={entry === active} />
              </li>
            ))}
          </ul>
        </div>
      ))}
      <div className="side-foot">
        <p>
          {mine ? (
            <Go to={mine.to} quiet>
              {me.actor.name}
            </Go>
          ) : (
            me.actor.name
          )}
          <span>{me.actor.posts.map(({ unitName }) => unitName).find(Boolean) ?? ''}</span>
        </p>
        <div className="row">
          <Button type="text" size="small" onClick={listKeys}>
            快捷键
          </Button>
          <SignOut plain />
        </div>
      </div>
    </nav>
  )
}

function PhoneBar({ entries, active }: { entries: readonly Entry[]; active: Entry | undefined }) {
  return (
    <nav className="bar" aria-label="主导航">
      <ul>
        {entries.map((entry) => (
          <li key={entry.slot} className={`bar-${entry.slot}`}>
            <EntryLink entry={entry.slot === 'write' ? { ...entry, label: '写' } : entry} active={entry === active} />
          </li>
        ))}
      </ul>
    </nav>
  )
}

function EntryLink({ entry, active }: { entry: Entry; active: boolean }) {
  return (
    <Go to={entry.to} className={active ? 'entry entry-active' : 'entry'}>
      <span aria-hidden="true" className="entry-icon">
        {iconOf(entry.slot)}
      </span>
      {entry.label}
      <FreshCount of={entry.fresh} />
    </Go>
  )
}
