/** 交办: which unit leads, who helps, by when, and a word. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { addDays } from '#core/calendar.ts'
import { lastDay, monthOf } from '#core/month.ts'
import type { Refusal } from '#core/refusal.ts'
import * as people from '#features/people/contract.ts'
import { usePage } from '#ui/data.tsx'
import { Choices } from '#ui/form.tsx'
import { sayDay, todayOf } from '#ui/format.ts'
import { useMe } from '#ui/me.tsx'
import { useNow } from '#ui/now.ts'
import { RefusalNote } from '#ui/refusal.tsx'
import { SlideSheet } from '#ui/sheet.tsx'
import type { BriefFacts } from '../model.ts'
import { rulerFor } from '../rules/ruling.ts'
import { DayField } from './day-field.tsx'
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

function Assigning({ open, onClose, facts, leaderId, word, busy, refusal, assign }: AssignProps) {
  const me = useMe()
  const today = todayOf(useNow())
  const presets = presetsFor(today)
  const [unitId, setUnitId] = useState(facts.unitId)
  const [co, setCo] = useState<readonly string[]>([])
  const [dueOn, setDueOn] = useState(presets[1].value)
  const [own, setOwn] = useState(false)
  const [text, setText] = useState(word)
  const all = usePage(people.organisation, {}).data
  const ruler = rulerFor(me.actor, facts, leaderId)
  // 区块领导 assign within their block
  const organisation =
    all && ruler?.seniority === 2 ? { ...all, blocks: all.blocks.filter(({ id }) => id === ruler.post.blockId) } : all
  const said = organisation?.units.find(({ id }) => id === unitId)?.name
  const there =
    said !== undefined &&
    organisation?.blocks.some(({ id }) => organisation.units.some((unit) => unit.id === unitId && unit.blockId === id))
  const ready = there === true && dueOn !== ''
  return (
    <SlideSheet
      title="交办"
      open={open}
      onClose={onClose}
      actions={
        <Button
          type="primary"
          size="large"
          block
          disabled={!ready}
          loading={busy}
          onClick={() => void assign({ leadUnitId: unitId, coUnitIds: co, dueOn, word: text })}
        >
          {ready ? `交办 ${said}，${sayDay(dueOn, Date.parse(today))}前` : '交办'}
        </Button>
      }
    >
      <div className="field">
        <span className="field-name">牵头单位</span>
        <UnitField
          label="牵头单位"
          placeholder="选牵头单位"
          organisation={organisation}
          value={there ? unitId : ''}
          onChange={setUnitId}
        />
      </div>
      <div className="field">
        <span className="field-name">时限</span>
        <Choices
          label="时限"
          value={own ? 'own' : dueOn}
          options={[...presets, { value: 'own', label: '另选' }]}
          onChange={(value) => {
            setOwn(value === 'own')
            if (value !== 'own') setDueOn(value)
          }}
        />
        {own ? (
          <DayField
            value={dueOn}
            onChange={setDueOn}
            min={today}
            control={{ id: 'assign-due', 'aria-invalid': false, 'aria-describedby': '', 'aria-label': '哪一天' }}
          />
        ) : (
          <p className="field-note">{dueOn ? `${sayDay(dueOn, Date.parse(today))}` : ''}</p>
        )}
      </div>
      <div className="field">
        <span className="field-name">
          配合单位<span className="field-optional">选填</span>
        </span>
        <UnitsField
          label="配合单位"
          placeholder="选配合单位"
          organisation={organisation}
          without={[unitId]}
          value={co.filter((id) => id !== unitId)}
          onChange={setCo}
        />
      </div>
      <div className="field">
        <span className="field-name">
          一句话<span className="field-optional">选填</span>
        </span>
        <Input.TextArea
          aria-label="批示的话"
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={1000}
          placeholder="如：抓紧对接，本周去一趟"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <RefusalNote of={refusal} />
    </SlideSheet>
  )
}

/** 3天, 一周, 月底; near the end of a month its last day is one of the others already, or too near. */
function presetsFor(today: string) {
  const near = [
    { value: addDays(today, 3), label: '3 天' },
    { value: addDays(today, 7), label: '一周' },
  ] as const
  const end = lastDay(monthOf(today))
  const known = end === today || near.some(({ value }) => value === end)
  return [...near, ...(known ? [] : [{ value: end, label: '月底' }])] as const
}
