/** 关账 → 核对 → 拟稿 → 公布: who did each when, and the one thing that can be done now. */
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { dayZh } from '#core/calendar.ts'
import { may } from '#core/grant.ts'
import { firstDay, nextMonth } from '#core/month.ts'
import { Moment } from '#ui/clock.tsx'
import { Go } from '#ui/link.tsx'
import { useMe } from '#ui/me.tsx'
import { RefusalNote } from '#ui/refusal.tsx'
import { useWide } from '#ui/screen.tsx'
import { SlideSheet } from '#ui/sheet.tsx'
import { boards } from '../boards/index.ts'
import * as contract from '../contract.ts'
import type { BoardPage, Closure } from '../model.ts'
import { policy } from '../policy.ts'
import { sayShift } from '../rules/closing.ts'
import { numberOf } from '../rules/words.ts'
import { Checks } from './checks.tsx'
import { Close } from './close-sheet.tsx'
import { atClosure, useVerb } from './verb.ts'
import { WordSheet } from './word-sheet.tsx'

type State = 'done' | 'now' | 'later'

export function Steps({ page }: { page: BoardPage }) {
  const wide = useWide()
  const { actor } = useMe()
  const ahead = !page.closure && !(page.over && may(policy, 'leaderboards.close', actor, placeOf(page)) === true)
  return (
    <section className="steps" aria-label="关账到公布">
      {page.issue && !wide ? (
        <Folded page={page} issue={page.issue} />
      ) : ahead ? (
        <Ahead page={page} />
      ) : (
        <List page={page} />
      )}
    </section>
  )
}

/** What is published stands in one line on a phone: there the ranking itself comes first. */
function Folded({ page, issue }: { page: BoardPage; issue: NonNullable<BoardPage['issue']> }) {
  return (
    <>
      <p>
        {issue.published.by.name} <Moment at={issue.published.at} full /> 公布
      </p>
      <p>
        <IssueLink page={page} issue={issue} />
      </p>
      <details className="step-more">
        <summary>从关账到公布的经过</summary>
        <List page={page} />
      </details>
    </>
  )
}

/** Nothing is done yet and nothing is for me to do: one line, the steps behind it. */
function Ahead({ page }: { page: BoardPage }) {
  return (
    <details className="step-more">
      <summary>{aheadOf(page)}；关账、核对、拟稿、公布</summary>
      <List page={page} />
    </details>
  )
}

function aheadOf({ over, month }: BoardPage): string {
  return over ? '等核实岗或发布岗关账' : `${dayZh(firstDay(nextMonth(month))).slice(5)}起可以关账`
}

function List({ page }: { page: BoardPage }) {
  const { closure, issue } = page
  return (
    <ol>
      <Step title="关账" state={closure ? 'done' : page.over ? 'now' : 'later'}>
        <Closing page={page} />
      </Step>
      <Step title="单位核对" state={!closure ? 'later' : closure.checkOver || issue ? 'done' : 'now'}>
        {closure ? <Checks page={page} closure={closure} /> : null}
      </Step>
      <Step title="拟稿" state={closure?.drafted ? 'done' : closure ? 'now' : 'later'}>
        {closure ? <Drafting page={page} closure={closure} /> : null}
      </Step>
      <Step title="公布" state={issue ? 'done' : closure?.drafted ? 'now' : 'later'}>
        {closure ? <Publishing page={page} closure={closure} /> : null}
      </Step>
    </ol>
  )
}

function IssueLink({ page, issue }: { page: BoardPage; issue: NonNullable<BoardPage['issue']> }) {
  return (
    <Go to="/boards/issues/$id" params={{ id: issue.id }}>
      看公布的第 {Number(page.month.slice(5))} 期
    </Go>
  )
}

const stateWords: Readonly<Record<State, string>> = { done: '已办', now: '待办', later: '未到' }

/** On a phone the body stands apart from its title, so it says again whose it is. */
function Step({ title, state, children }: { title: string; state: State; children: ReactNode }) {
  return (
    <li className={`step step-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
      <h2 className="step-title">
        {title}
        <span className="step-state">{stateWords[state]}</span>
      </h2>
      {children ? (
        <div className="step-body">
          <p className="step-of small" aria-hidden="true">
            {title}
          </p>
          {children}
        </div>
      ) : null}
    </li>
  )
}

const placeOf = ({ block }: BoardPage) => ({ blockId: block.id, cityLevel: block.cityLevel })

function Closing({ page }: { page: BoardPage }) {
  const { actor } = useMe()
  const { closure } = page
  if (closure) {
    return (
      <>
        <p>
          {closure.closed.by.name} <Moment at={closure.closed.at} full />
        </p>
        <Reopening page={page} closure={closure} />
      </>
    )
  }
  if (!page.over || may(policy, 'leaderboards.close', actor, placeOf(page)) !== true)
    return <p className="soft">{aheadOf(page)}</p>
  return <Close page={page} />
}

function Reopening({ page, closure }: { page: BoardPage; closure: Closure }) {
  const { actor } = useMe()
  const reopen = useVerb(contract.reopen, page)
  const [open, setOpen] = useState(false)
  if (closure.state === 'published' || may(policy, 'leaderboards.reopen', actor, placeOf(page)) !== true) return null
  return (
    <>
      <Button type="text" size="small" onClick={() => setOpen(true)}>
        重开
      </Button>
      <WordSheet
        title="重开这个月"
        about="重开后核对和拟稿作废，改好再关账。"
        label="原因"
        verb="重开"
        most={200}
        open={open}
        onClose={() => setOpen(false)}
        busy={reopen.busy}
        refusal={reopen.refusal}
        send={async (reason) => (await reopen.run({ ...atClosure(closure), input: { reason } })).ok}
      />
    </>
  )
}

function Drafting({ page, closure }: { page: BoardPage; closure: Closure }) {
  const { actor } = useMe()
  const draft = useVerb(contract.draft, page)
  const { drafted } = closure
  const mayDraft = closure.state !== 'published' && may(policy, 'leaderboards.draft', actor, placeOf(page)) === true
  return (
    <>
      {drafted ? (
        <p>
          {drafted.by.name} <Moment at={drafted.at} full />
        </p>
      ) : (
        <p className="soft">{mayDraft ? '定下要公布的数字，由另一位公布' : '等发布岗拟稿'}</p>
      )}
      {closure.shiftsSinceClose.length > 0 ? (
        <details className="step-more">
          <summary>关账后有 {closure.shiftsSinceClose.length} 个数字变了</summary>
          <ul>
            {closure.shiftsSinceClose.map((shift) => (
              <li key={`${shift.unit.id}${shift.column}`}>{sayShift(shift)}</li>
            ))}
          </ul>
        </details>
      ) : null}
      {mayDraft ? (
        <Button
          type={drafted ? 'default' : 'primary'}
          loading={draft.busy}
          onClick={() => void draft.run(atClosure(closure))}
        >
          {drafted ? '重新拟稿' : '拟稿'}
        </Button>
      ) : null}
      <RefusalNote of={draft.refusal} />
    </>
  )
}

function Publishing({ page, closure }: { page: BoardPage; closure: Closure }) {
  const { actor } = useMe()
  const publish = useVerb(contract.publish, page)
  const [open, setOpen] = useState(false)
  if (page.issue) {
    return (
      <>
        <p>
          {page.issue.published.by.name} <Moment at={page.issue.published.at} full />
        </p>
        <p>
          <IssueLink page={page} issue={page.issue} />
        </p>
      </>
    )
  }
  const verdict = may(policy, 'leaderboards.publish', actor, {
    ...placeOf(page),
    draftedBy: closure.drafted?.by.id ?? null,
  })
  const board = boards.find((one) => one.key === page.board.key)
  const ready = closure.drafted !== null && closure.blockers.length === 0
  return (
    <>
      {closure.blockers.length > 0 ? (
        <ul className="step-blockers">
          {closure.blockers.map(({ say, link }) => (
            <li key={say}>{link ? <LinkTo address={link}>{say}</LinkTo> : say}</li>
          ))}
        </ul>
      ) : null}
      {verdict === true && ready ? (
        <Button type="primary" onClick={() => setOpen(true)}>
          公布
        </Button>
      ) : closure.drafted && verdict !== true ? (
        <p className="soft">{verdict.say}</p>
      ) : null}
      <SlideSheet
        title="公布这一期"
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>再看看</Button>
            <Button
              type="primary"
              loading={publish.busy}
              onClick={() =>
                void publish.run(atClosure(closure)).then((outcome) => {
                  if (outcome.ok) setOpen(false)
                })
              }
            >
              公布
            </Button>
          </>
        }
      >
        <p>{board ? numberOf(board, page.block.short, page.month) : ''}</p>
        <p>公布后数字、名次和名单不再更改；以后的复核、撤销列入下一期的“调整”。</p>
        <RefusalNote of={publish.refusal} />
      </SlideSheet>
    </>
  )
}

/** `/briefs?block=…&month=…` as a link of the city. */
function LinkTo({ address, children }: { address: string; children: ReactNode }) {
  const [to = '/', query = ''] = address.split('?')
  return (
    <Go to={to} search={Object.fromEntries(new URLSearchParams(query))}>
      {children}
    </Go>
  )
}
