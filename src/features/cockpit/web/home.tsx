/** 待办: what I have to do now, each done in place; under it what others did since yesterday. */
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { BriefTaskItem, MoveLine } from '#features/briefs/web/parts.tsx'
import { longOverdueDays } from '#features/deadlines/model.ts'
import { Badge } from '#ui/badge.tsx'
import { Clock } from '#ui/clock.tsx'
import { usePage } from '#ui/data.tsx'
import { sayCount } from '#ui/format.ts'
import { Section } from '#ui/layout.tsx'
import { Go } from '#ui/link.tsx'
import { useRenewal } from '#ui/live.ts'
import { useMe } from '#ui/me.tsx'
import { useNow } from '#ui/now.ts'
import { Body, Page } from '#ui/page.tsx'
import * as cockpit from '../contract.ts'
import type { Home, Task } from '../model.ts'
import { dueOf, inOrder } from '../rules.ts'
import { useTaskKeys } from './task-keys.ts'
import './cockpit.css'

const shownAtFirst = 20
/** the clocks follow the ledger within moments */
const settleMs = 1_500
/** whose news may be something to do, or has moved */
const moving: ReadonlySet<string> = new Set(['briefs', 'leaderboards'])

export function HomePage() {
  const { again, ...read } = usePage(cockpit.home, {}, { everyMs: 60_000 })
  useRenewal(cockpit.home, {}, ({ counts }) => counts.some((name) => moving.has(name)), {
    afterMs: settleMs,
    apartMs: 15_000,
  })
  const me = useMe()
  const now = useNow()
  const [done, setDone] = useState<ReadonlyMap<string, Done>>(new Map())
  // what was done on another page a moment ago must not stand here
  const [readAgain] = useState(() => again)
  useEffect(() => readAgain(), [readAgain])
  const finish = (task: Task, said: string | null) => {
    setDone((old) => {
      const next = new Map(old)
      if (said !== null) next.set(keyOf(task), { task, said })
      else next.delete(keyOf(task))
      return next
    })
    setTimeout(again, settleMs)
  }
  const left = read.data?.tasks.filter((task) => !done.has(keyOf(task))) ?? []
  return (
    <Page title="待办" width="narrow" about={read.data && left.length > 0 ? aboutOf(left, read.data, now) : undefined}>
      <Body of={{ ...read, again }}>
        {(home) => (
          <>
            {left.length === 0 && home.overdue.length === 0 ? <Free name={me.actor.name} /> : null}
            <Tasks
              tasks={inOrder([...left, ...[...done.values()].map(({ task }) => task)])}
              done={done}
              more={home.more}
              finish={finish}
            />
            <LongOverdue of={home.overdue} />
            <Moved home={home} />
          </>
        )}
      </Body>
    </Page>
  )
}

/** what was done here, and in which words */
type Done = { readonly task: Task; readonly said: string }

function keyOf(task: Task): string {
  if (task.kind === 'ranking') {
    const { kind, board, month, block, unit } = task.duty
    return ['ranking', kind, board, month, block.id, unit?.id ?? ''].join(':')
  }
  return ['brief', task.task.key, task.task.brief.id, task.task.ruling?.id ?? ''].join(':')
}

/** 3 件 · 1 件超期 */
function aboutOf(tasks: readonly Task[], home: Home, now: number): string {
  const over = tasks.filter((task) => {
    const due = dueOf(task)
    return due !== null && Date.parse(due) < now
  }).length
  return `${home.more ? '至少 ' : ''}${sayCount(tasks.length)} 件${over > 0 ? ` · ${sayCount(over)} 件超期` : ''}`
}

/** What was done stays where it stood, so that no other task slides under the thumb that has just pressed. */
function Tasks({
  tasks,
  done,
  more,
  finish,
}: {
  tasks: readonly Task[]
  done: ReadonlyMap<string, Done>
  more: boolean
  finish: (task: Task, said: string | null) => void
}) {
  const [most, setMost] = useState(shownAtFirst)
  const frame = useTaskKeys(done.size)
  if (tasks.length === 0) return null
  return (
    <>
      <ol className="tasks" aria-label="待办" ref={frame}>
        {tasks.slice(0, most).map((task) => {
          const key = keyOf(task)
          const said = done.get(key)?.said
          const isDone = said !== undefined
          return (
            <li key={key} className={isDone ? 'task task-done' : 'task'}>
              {isDone ? <DoneWord said={said} task={task} /> : null}
              <div inert={isDone}>
                {task.kind === 'brief' ? (
                  <BriefTaskItem
                    task={task.task}
                    onDone={(word) => finish(task, word)}
                    onUndone={() => finish(task, null)}
                  />
                ) : (
                  <RankingTask duty={task.duty} />
                )}
              </div>
            </li>
          )
        })}
      </ol>
      {tasks.length > most ? (
        <div className="more">
          <Button onClick={() => setMost(most + shownAtFirst)}>
            再看 {Math.min(shownAtFirst, tasks.length - most)} 件
          </Button>
        </div>
      ) : more ? (
        <p className="small">还有更多，办完这些会接着列出</p>
      ) : null}
    </>
  )
}

/** Stands where the buttons stood: what was done, and the way to the brief. */
function DoneWord({ said, task }: { said: string; task: Task }) {
  return (
    <p className="task-word">
      <strong>已办</strong> <span>{said}</span>{' '}
      {task.kind === 'brief' ? (
        <Go to="/briefs/$id" params={{ id: task.task.brief.id }}>
          看这条简报
        </Go>
      ) : null}
    </p>
  )
}

const duties = { close: '去关账', check: '去核对', answer: '去答复', draft: '去起草', publish: '去公布' } as const

function RankingTask({ duty }: { duty: Extract<Task, { kind: 'ranking' }>['duty'] }) {
  const now = useNow()
  return (
    <article className="task-body" aria-label={duty.title}>
      <p className="task-head">
        {duty.dueAt ? (
          <Clock dueAt={duty.dueAt} light={Date.parse(duty.dueAt) - now < 3 * 3_600_000 ? 'amber' : 'green'} />
        ) : (
          <Badge tone="plain" word="待办" />
        )}
      </p>
      <p className="task-title">
        <strong>{duty.title}</strong>
      </p>
      <Go to={duty.link} className="task-go">
        {duties[duty.kind]}
      </Go>
    </article>
  )
}

function Free({ name }: { name: string }) {
  return (
    <div className="free">
      <p className="free-say">{name}，手头的事都办完了。</p>
      <p className="soft">有要批示、核实、答复或核对的，会列在这里，先到期的在前。</p>
    </div>
  )
}

const overdueKinds = {
  respond: { word: '待批示', search: { ruled: 'none' } },
  judge: { word: '待核实', search: { validity: 'pending' } },
  answer: { word: '交办待答复', search: { mine: 'assigned' } },
} as const

/** What has run over for long is not shown one by one, and not forgotten. */
function LongOverdue({ of }: { of: Home['overdue'] }) {
  return of.map(({ key, count }) => (
    <p key={key} className="small">
      <Go to="/briefs" search={overdueKinds[key].search}>
        另有 {sayCount(count)} 件{overdueKinds[key].word}超期 {longOverdueDays} 天以上
      </Go>
    </p>
  ))
}

function Moved({ home }: { home: Home }) {
  const { sent, valid } = home.since
  return (
    <Section title="昨天以来">
      {sent === 0 && home.moves.length === 0 ? (
        <p className="soft">还没有新的动静</p>
      ) : (
        <>
          <p className="since">
            <Go to="/briefs">
              新简报 <span className="number">{sayCount(sent)}</span> 条
            </Go>
            {valid > 0 ? `，已核实有效 ${sayCount(valid)} 条` : ''}
          </p>
          <ul className="moves">
            {home.moves.map((move) => (
              <li key={`${move.what}:${move.brief.id}:${move.at}`}>
                <MoveLine move={move} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}
