/** One person: posts now, to come and past, and what administrators may do about them. */
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { holds } from '#core/actor.ts'
import { may } from '#core/grant.ts'
import { Badge } from '#ui/badge.tsx'
import { usePage } from '#ui/data.tsx'
import { todayOf } from '#ui/format.ts'
import { Facts, Section, Sheet } from '#ui/layout.tsx'
import { Go, useParam } from '#ui/link.tsx'
import { useMe } from '#ui/me.tsx'
import { useNow } from '#ui/now.ts'
import { Body, Page } from '#ui/page.tsx'
import * as contract from '../contract.ts'
import type { DatedPost, Person } from '../model.ts'
import { policy } from '../policy.ts'
import { SetAccount, Suspend } from './account-sheets.tsx'
import './people.css'
import { Appoint, Leave } from './post-sheets.tsx'
import { byTime, sayRole, sayTerm } from './words.ts'

export function PersonPage() {
  const id = useParam('id')
  const read = usePage(contract.person, { params: { id } })
  return (
    <Page
      title={read.data?.name ?? '人员'}
      back={{ to: '/people', search: 'keep', label: '人员' }}
      actions={read.data ? <Verbs person={read.data} /> : null}
    >
      <Body of={read}>{(person) => <PersonSheet person={person} />}</Body>
    </Page>
  )
}

function Verbs({ person }: { person: Person }) {
  const { actor } = useMe()
  const [open, setOpen] = useState<'appoint' | 'account' | 'suspend' | null>(null)
  const close = () => setOpen(null)
  const appoints = actor.personId !== person.id && (holds(actor, 'security-admin') || holds(actor, 'unit-admin'))
  const keeps = may(policy, 'people.suspend', actor, { personId: person.id }) === true
  return (
    <>
      {appoints && person.active ? <Button onClick={() => setOpen('appoint')}>任岗</Button> : null}
      {keeps ? <Button onClick={() => setOpen('account')}>重设账号</Button> : null}
      {keeps ? (
        <Button danger={person.active} onClick={() => setOpen('suspend')}>
          {person.active ? '停用' : '恢复'}
        </Button>
      ) : null}
      {open === 'appoint' ? <Appoint person={person} onClose={close} /> : null}
      {open === 'account' ? <SetAccount person={person} onClose={close} /> : null}
      {open === 'suspend' ? <Suspend person={person} onClose={close} /> : null}
    </>
  )
}

export function PersonSheet({ person }: { person: Person }) {
  const { actor } = useMe()
  const [leaving, setLeaving] = useState<DatedPost | null>(null)
  const { running, coming, over } = byTime(person.posts, todayOf(useNow()))
  const end = (post: DatedPost) =>
    may(policy, 'people.leave', actor, { personId: person.id, role: post.role, blockId: post.blockId }) === true ? (
      <Button onClick={() => setLeaving(post)}>离岗</Button>
    ) : null
  return (
    <>
      {person.active ? null : (
        <p className="note note-amber">
          <Badge tone="amber" word="已停用" />
          　不能登录，岗位保留在案
        </p>
      )}
      <Facts
        facts={[
          { name: '账号', value: person.account },
          { name: '手机', value: person.phoneMasked },
        ]}
      />
      <Posts title="现任岗位" posts={running} nothing="现在没有岗位" verb={end} />
      {coming.length > 0 ? <Posts title="将任岗位" posts={coming} verb={end} /> : null}
      {over.length > 0 ? <Posts title="历任岗位" posts={over} /> : null}
      {leaving ? <Leave person={person} post={leaving} onClose={() => setLeaving(null)} /> : null}
    </>
  )
}

function Posts({
  title,
  posts,
  nothing,
  verb,
}: {
  title: string
  posts: readonly DatedPost[]
  nothing?: string
  verb?: (post: DatedPost) => ReactNode
}) {
  return (
    <Section title={title}>
      <Sheet>
        {posts.length === 0 ? <p className="soft">{nothing}</p> : null}
        {posts.map((post) => (
          <div key={post.id} className="people-post">
            <div className="people-post-head">
              <strong>{sayRole(post)}</strong>
              <Go to="/organisation/$id" params={{ id: post.unitId }}>
                {post.unitName}
              </Go>
            </div>
            <span className="small">{[sayTerm(post), post.document].filter(Boolean).join(' · ')}</span>
            {verb?.(post)}
          </div>
        ))}
      </Sheet>
    </Section>
  )
}
