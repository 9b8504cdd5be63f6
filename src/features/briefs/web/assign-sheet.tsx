/** 交办: which unit leads, who helps, by when, and a word. */
import { Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { addDays } from '#core/calendar.ts'
import { lastDay, monthOf } from '#core/month.ts'
import type { Refusal } from '#core/refusal.ts'
import * as people from '#features/people/contract.ts'
import { usePage } from '#ui/data.tsx'
import { DayField } from '#ui/day-field.tsx'
import { Choices } from '#ui/form.tsx'
import { sayDay, todayOf } from '#ui/format.ts'
import { useMe } from '#ui/me.tsx'
import { useNow } from '#ui/now.ts'
import { RefusalNote } from '#ui/refusal.tsx'
import { SlideSheet } from '#ui/sheet.tsx'
import type { BriefFacts } from '../model.ts'
import { rulerFor } from '../rules/ruling.ts'
import { UnitField, UnitsField } from './unit-field.tsx'

export type Assignment = {
  readonly leadUnitId: string
  readonly coUnitIds: readonly string[]
  readonly dueOn: string
  readonly word: string
}

export type AssignProps = {
  readonly open: boolean
  readonly onClose: () => void
  readonly facts: BriefFacts
  /** company and unit of the brief */
  readonly subject: string
  readonly leaderId: string | null
  readonly word: string
  readonly busy: boolean
  readonly refusal: Refusal | null
  readonly assign: (assignment: Assignment) => Promise<void>
}

/** the form is new each time it opens, with the word that was typed so far */
export function AssignSheet(props: AssignProps) {
  return props.open ? <Assigning {...props} /> : null
}

function Assigning({ open, onClose, facts, subject, leaderId, word, busy, refusal, assign }: AssignProps) {
  const today = todayOf(useNow())
  const organisation = useAssignable(facts, leaderId)
  const [unitId, setUnitId] = useState(facts.unitId)
  const [co, setCo] = useState<readonly string[]>([])
  const [dueOn, setDueOn] = useState(addDays(today, 7))
  const [text, setText] = useState(word)
  const lead = organisation?.units.find(({ id }) => id === unitId)
  const ready = lead !== undefined && dueOn !== ''
  const send = () => assign({ leadUnitId: unitId, coUnitIds: co.filter((id) => id !== unitId), dueOn, word: text })
  return (
    <SlideSheet
      title={`交办：${subject}`}
      open={open}
      onClose={onClose}
      actions={
        <Button type="primary" size="large" block disabled={!ready} loading={busy} onClick={() => void send()}>
          {ready ? `交办 ${lead.name}，${sayDay(dueOn, Date.parse(today))}前` : '交办'}
        </Button>
      }
    >
      <Part name="牵头单位">
        <UnitField
          label="牵头单位"
          placeholder="选牵头单位"
          organisation={organisation}
          value={lead ? unitId : ''}
          onChange={setUnitId}
        />
      </Part>
      <Part name="时限">
        <DueField value={dueOn} onChange={setDueOn} today={today} />
      </Part>
      <Part name="配合单位" optional>
        <UnitsField
          label="配合单位"
          placeholder="选配合单位"
          organisation={organisation}
          without={[unitId]}
          value={co.filter((id) => id !== unitId)}
          onChange={setCo}
        />
      </Part>
      <Part name="一句话" optional>
        <Input.TextArea
          aria-label="批示的话"
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={1000}
          placeholder="如：抓紧对接，本周去一趟"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Part>
      <RefusalNote of={refusal} />
    </SlideSheet>
  )
}

/** 区块领导 assign within their block; 市领导 to any unit. */
function useAssignable(facts: BriefFacts, leaderId: string | null) {
  const { actor } = useMe()
  const all = usePage(people.organisation, {}).data
  const ruler = rulerFor(actor, facts, leaderId)
  if (!all || ruler?.seniority !== 2) return all
  const { blockId } = ruler.post
  return {
    ...all,
    blocks: all.blocks.filter(({ id }) => id === blockId),
    units: all.units.filter((unit) => unit.blockId === blockId),
  }
}

function Part({ name, optional = false, children }: { name: string; optional?: boolean; children: ReactNode }) {
  return (
    <div className="field">
      <span className="field-name">
        {name}
        {optional ? <span className="field-optional">选填</span> : null}
      </span>
      {children}
    </div>
  )
}

function DueField({ value, onChange, today }: { value: string; onChange: (day: string) => void; today: string }) {
  const presets = presetsFor(today)
  const [own, setOwn] = useState(false)
  return (
    <>
      <Choices
        label="时限"
        value={own ? 'own' : value}
        options={[...presets, { value: 'own', label: '另选' }]}
        onChange={(day) => {
          setOwn(day === 'own')
          if (day !== 'own') onChange(day)
        }}
      />
      {own ? (
        <DayField
          value={value}
          onChange={(day) => onChange(day ?? '')}
          min={today}
          id="assign-due"
          aria-label="哪一天"
        />
      ) : (
        <p className="field-note">{value ? sayDay(value, Date.parse(today)) : ''}</p>
      )}
    </>
  )
}

/** 3天, 一周, 月底; near the end of a month its last day is one of the others already, or too near. */
function presetsFor(today: string) {
  const near = [
    { value: addDays(today, 3), label: '3 天' },
    { value: addDays(today, 7), label: '一周' },
  ]
  const end = lastDay(monthOf(today))
  const known = end === today || near.some(({ value }) => value === end)
  return known ? near : [...near, { value: end, label: '月底' }]
}
