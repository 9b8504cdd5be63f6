/** 补录: the worklist of a pasted chat, what is left of it, and who posted that nobody knows yet. */
import { Button } from 'antd'
import { useAct, usePage } from '#ui/data.tsx'
import { Section } from '#ui/layout.tsx'
import { Go, useGo } from '#ui/link.tsx'
import { useNow } from '#ui/now.ts'
import { Body, Page } from '#ui/page.tsx'
import { RefusalNote } from '#ui/refusal.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { useUndo } from '#ui/undo.tsx'
import * as briefs from '../contract.ts'
import type { ChatDraft, ChatDraftList } from '../model/transcribing.ts'
import { sayPosted } from './said.ts'
import { Unmatched } from './unmatched.tsx'
import './transcribing.css'

export function TranscribingPage() {
  const read = usePage(briefs.drafts, {})
  return (
    <Page
      title="补录"
      about="从聊天记录拆出的草稿，只有您看得见；换台设备登录也能接着录"
      actions={
        <Go to="/write" className="button-link">
          粘贴聊天记录
        </Go>
      }
    >
      <Body
        of={read}
        empty={{
          when: ({ rows }) => rows.length === 0,
          say: '把群里的聊天记录粘贴到“写简报”，会拆成一条条草稿列在这里',
          first: <Go to="/write">去粘贴</Go>,
        }}
      >
        {(list) => <Worklist list={list} />}
      </Body>
    </Page>
  )
}

function Worklist({ list }: { list: ChatDraftList }) {
  const go = useGo()
  const settle = useSettling()
  const open = list.rows.filter(({ state }) => state === 'open')
  const toEnter = open.filter(({ enters }) => enters)
  const nothing = open.filter(({ enters }) => !enters)
  const away = list.rows.filter(({ state }) => state === 'discarded')
  const sent = list.rows.filter(({ state }) => state === 'sent')
  const [first] = toEnter
  return (
    <div className="transcribing">
      <Progress rows={list.rows} />
      {first ? (
        <Button
          type="primary"
          size="large"
          onClick={() => go({ to: '/transcribe/$id', params: { id: first.id } })}
          className="transcribing-next"
        >
          {sent.length === 0 ? '从第一条录起' : '接着录下一条'}
        </Button>
      ) : (
        <p className="note note-green">可录的都处理完了。下面是没有可录内容的和已经录过的，需要时还能打开。</p>
      )}
      <RefusalNote of={settle.refusal} />
      <Unmatched list={list} />
      {toEnter.length > 0 ? (
        <Section title={`待录 ${toEnter.length} 条`}>
          <Drafts
            label="待录"
            rows={toEnter}
            bulk={[{ say: '不录', press: (rows) => settle.discard(rows), busy: settle.busy }]}
          />
        </Section>
      ) : null}
      <Fold title={`无可录入 ${nothing.length} 条`} rows={nothing} />
      <Fold title={`已录 ${sent.length} 条`} rows={sent} />
      <Fold
        title={`不录 ${away.length} 条`}
        rows={away}
        bulk={[{ say: '恢复', press: (rows) => settle.restore(rows), busy: settle.busy }]}
      />
    </div>
  )
}

/** 进度 3/11: of what has something to enter; the rest needs nobody. */
function Progress({ rows }: { rows: readonly ChatDraft[] }) {
  const toDo = rows.filter(({ enters, state }) => enters || state === 'sent')
  const done = toDo.filter(({ state }) => state !== 'open').length
  return (
    <p className="transcribing-progress">
      <progress max={Math.max(1, toDo.length)} value={done} aria-label="补录进度" />
      <strong>
        {done}/{toDo.length}
      </strong>
      <span className="soft">
        共 {rows.length} 条消息，{rows.length - toDo.length} 条无可录入
      </span>
    </p>
  )
}

type Bulk = NonNullable<Parameters<typeof Table<ChatDraft>>[0]['bulk']>

function Drafts({ label, rows, bulk }: { label: string; rows: readonly ChatDraft[]; bulk?: Bulk }) {
  const now = useNow()
  const columns: readonly Column<ChatDraft>[] = [
    { key: 'what', title: '内容', phone: 'head', show: (row) => <What row={row} /> },
    { key: 'who', title: '原发', width: '22em', show: ({ original }) => sayPosted(original, now) },
  ]
  return (
    <Table
      label={label}
      columns={columns}
      rows={rows}
      idOf={({ id }) => id}
      open={({ id, briefId }) =>
        briefId ? { to: '/briefs/$id', params: { id: briefId } } : { to: '/transcribe/$id', params: { id } }
      }
      {...(bulk ? { bulk } : {})}
      keys={label === '待录'}
    />
  )
}

function What({ row }: { row: ChatDraft }) {
  return (
    <span className="transcribing-what">
      {row.companies.length > 0 ? <strong>{row.companies.join('、')}</strong> : null}
      <span className={row.companies.length > 0 ? 'soft' : ''}>{row.excerpt || '已录成简报'}</span>
    </span>
  )
}

function Fold({ title, rows, bulk }: { title: string; rows: readonly ChatDraft[]; bulk?: Bulk }) {
  if (rows.length === 0) return null
  return (
    <details className="fold">
      <summary>{title}</summary>
      <Drafts label={title} rows={rows} {...(bulk ? { bulk } : {})} />
    </details>
  )
}

/** 不录 and 恢复, each taken back within ten seconds. */
export function useSettling() {
  const offer = useUndo()
  const seeds = { seeds: (answer: ChatDraftList, seed: Seeds) => seed(briefs.drafts, {}, answer) }
  const away = useAct(briefs.discardDrafts, seeds)
  const back = useAct(briefs.restoreDrafts, seeds)
  const inputOf = (rows: readonly { id: string }[]) => ({ input: { ids: rows.map(({ id }) => id).slice(0, 200) } })
  const discard = async (rows: readonly { id: string }[]) => {
    const outcome = await away.run(inputOf(rows))
    if (outcome.ok) offer({ say: `${rows.length} 条标为不录`, undo: () => back.run(inputOf(rows)) })
    return outcome.ok
  }
  const restore = async (rows: readonly { id: string }[]) => {
    const outcome = await back.run(inputOf(rows))
    if (outcome.ok) offer({ say: `${rows.length} 条已恢复`, undo: () => away.run(inputOf(rows)) })
    return outcome.ok
  }
  return { discard, restore, busy: away.busy || back.busy, refusal: away.refusal ?? back.refusal }
}
type Seeds = (endpoint: typeof briefs.drafts, args: Record<string, never>, data: ChatDraftList) => void
