/** 单位核对: my unit's word on its figures, the objections of others and what they are answered. */
import { Button } from 'antd'
import { useState } from 'react'
import { may } from '#core/grant.ts'
import { Badge } from '#ui/badge.tsx'
import { Moment } from '#ui/clock.tsx'
import { useMe } from '#ui/me.tsx'
import { RefusalNote } from '#ui/refusal.tsx'
import * as contract from '../contract.ts'
import type { BoardPage, Check, Closure } from '../model.ts'
import { policy } from '../policy.ts'
import { atClosure, useVerb } from './verb.ts'
import { WordSheet } from './word-sheet.tsx'

type Given = { page: BoardPage; closure: Closure }

export function Checks({ page, closure }: Given) {
  const { actor } = useMe()
  const objections = closure.checks.filter((check) => !check.agrees)
  const agreed = closure.checks.length - objections.length
  const open = closure.state !== 'published' && !closure.checkOver
  const own = page.groups
    .flatMap((group) => group.rows)
    .filter((row) => may(policy, 'leaderboards.check', actor, { unitId: row.unit.id }) === true)
  return (
    <>
      <p>
        {closure.checkOver || closure.state === 'published' ? (
          <>
            {agreed} 个同意{objections.length > 0 ? `，${objections.length} 个有异议` : ''}
            {closure.silent.length > 0 ? `，${closure.silent.length} 个未答，视为同意` : ''}
          </>
        ) : (
          <>
            到 <Moment at={closure.checkUntil} full /> 为止；{agreed} 个同意
            {objections.length > 0 ? `，${objections.length} 个有异议` : ''}，{closure.silent.length} 个未答
          </>
        )}
      </p>
      {open ? (
        <p className="soft small">
          核对的是关账时（
          <Moment at={closure.closed.at} full />
          ）的数字；之后变动的，旁边写今天的数字
        </p>
      ) : null}
      {open ? own.map((row) => <OwnCheck key={row.unit.id} page={page} closure={closure} row={row} />) : null}
      {objections.length > 0 ? (
        <ul className="step-objections" aria-label="异议">
          {objections.map((check) => (
            <Objection key={check.id} page={page} closure={closure} check={check} />
          ))}
        </ul>
      ) : null}
      {open && closure.silent.length > 0 && own.length === 0 ? (
        <details className="step-more">
          <summary>还没有核对的单位</summary>
          <p>{closure.silent.map((unit) => unit.name).join('、')}</p>
        </details>
      ) : null}
    </>
  )
}

function OwnCheck({ page, closure, row }: Given & { row: BoardPage['groups'][number]['rows'][number] }) {
  const check = useVerb(contract.check, page)
  const [open, setOpen] = useState(false)
  const said = closure.checks.find((one) => one.unit.id === row.unit.id)
  const send = async (agrees: boolean, word: string | null) =>
    (await check.run({ ...atClosure(closure), input: { unitId: row.unit.id, agrees, word } })).ok
  const figures = page.board.columns.map((column) => figureAtClosing(closure, row, column)).join('，')
  return (
    <div className="step-own">
      <p>
        <strong>{row.unit.name}</strong>　{figures}
      </p>
      {said ? (
        <p>
          <Badge tone={said.agrees ? 'green' : 'amber'} word={said.agrees ? '已同意' : '有异议'} /> {said.by.name}{' '}
          <Moment at={said.at} full />
        </p>
      ) : null}
      <div className="row">
        {said?.agrees ? null : (
          <Button type="primary" loading={check.busy} onClick={() => void send(true, null)}>
            {said ? '改为同意' : '数字无误'}
          </Button>
        )}
        <Button onClick={() => setOpen(true)}>{said?.agrees ? '改为有异议' : '有异议'}</Button>
      </div>
      {open ? null : <RefusalNote of={check.refusal} />}
      <WordSheet
        title={`${row.unit.short}对数字有异议`}
        about={figures}
        label="哪里不对"
        verb="提交"
        most={500}
        open={open}
        onClose={() => setOpen(false)}
        busy={check.busy}
        refusal={check.refusal}
        send={(word) => send(false, word)}
      />
    </div>
  )
}

/** 有效数 3（今天 4）: the figure that the unit is asked about, today's where it is another. */
function figureAtClosing(
  { shiftsSinceClose }: Closure,
  { unit, figures }: BoardPage['groups'][number]['rows'][number],
  { key, title }: BoardPage['board']['columns'][number],
): string {
  const shift = shiftsSinceClose.find((one) => one.unit.id === unit.id && one.column === key)
  return shift ? `${title} ${shift.before}（今天 ${shift.now}）` : `${title} ${figures[key] ?? 0}`
}

function Objection({ page, closure, check }: Given & { check: Check }) {
  const { actor } = useMe()
  const answer = useVerb(contract.answer, page)
  const [open, setOpen] = useState(false)
  const place = { blockId: page.block.id, cityLevel: page.block.cityLevel }
  const mayAnswer =
    check.answer === null && closure.state !== 'published' && may(policy, 'leaderboards.answer', actor, place) === true
  return (
    <li>
      <p>
        <strong>{check.unit.name}</strong> {check.by.name} <Moment at={check.at} full />
      </p>
      <p>{check.word}</p>
      {check.answer ? (
        <p className="soft">
          {check.answer.by.name}答复：{check.answer.word} <Moment at={check.answer.at} full />
        </p>
      ) : null}
      {mayAnswer ? <Button onClick={() => setOpen(true)}>答复</Button> : null}
      <WordSheet
        title={`答复${check.unit.name}`}
        about={check.word ?? ''}
        label="答复"
        verb="答复"
        most={500}
        open={open}
        onClose={() => setOpen(false)}
        busy={answer.busy}
        refusal={answer.refusal}
        send={async (word) => (await answer.run({ ...atClosure(closure), input: { checkId: check.id, word } })).ok}
      />
    </li>
  )
}
