/** What the system administrator does to a unit: add one, rename it, move it to another block from a day on. */
import { Input } from 'antd'
import { dayZh } from '#core/calendar.ts'
import { useAct } from '#ui/data.tsx'
import { Choices, Field, useForm } from '#ui/form.tsx'
import { todayOf } from '#ui/format.ts'
import { useNow } from '#ui/now.ts'
import { useSay } from '#ui/undo.tsx'
import * as contract from '../contract.ts'
import {
  addUnitInput,
  moveUnitInput,
  type Organisation,
  renameUnitInput,
  type Unit,
  unitKindNames,
  unitKinds,
} from '../model.ts'
import { earliestMove } from '../rules.ts'
import { Choose, Day, FormSheet, type SheetProps, Words } from './form-sheet.tsx'
import { townshipOf, unitOptions } from './words.ts'

const stales = [contract.organisation, contract.persons]
const blockOptions = (tree: Organisation) => tree.blocks.map(({ id, name }) => ({ value: id, label: name }))

export function AddUnit({ tree, onClose }: SheetProps & { tree: Organisation }) {
  const today = todayOf(useNow())
  const say = useSay()
  const { run, busy, refusal } = useAct(contract.addUnit, { stales })
  const form = useForm(addUnitInput, { kind: 'bureau', fromDay: today, sendingUnitId: null, postCity: null })
  const posted = form.values.kind === 'posted'
  const send = form.submit(async (input) => {
    const outcome = await run({ input: posted ? input : { ...input, sendingUnitId: null, postCity: null } })
    if (!outcome.ok) return outcome.refusal
    say(`已设立${input.name}`)
    onClose()
    return null
  })
  return (
    <FormSheet title="新设单位" verb="设立" busy={busy} refusal={refusal} onClose={onClose} onSubmit={send}>
      <Field form={form} name="name" label="全称">
        {(control) => <Input {...control} />}
      </Field>
      <Field form={form} name="short" label="简称" hint="排名表和群消息里用">
        {(control) => <Input {...control} />}
      </Field>
      <Field form={form} name="kind" label="类别" hint="同类单位在一张榜上排名">
        {({ id, value, onChange }) => (
          <Choices
            id={id}
            label="类别"
            options={unitKindNames.map((kind) => ({ value: kind, label: unitKinds[kind] }))}
            value={value}
            onChange={onChange}
          />
        )}
      </Field>
      <Field form={form} name="blockId" label="所属区块">
        {(control) => <Choose control={control} options={blockOptions(tree)} placeholder="请选择" />}
      </Field>
      <FromDay form={form} today={today} />
      {posted ? (
        <>
          <Field form={form} name="sendingUnitId" label="派出单位">
            {(control) => <Choose control={control} options={unitOptions(tree)} placeholder="请选择" />}
          </Field>
          <Field form={form} name="postCity" label="驻在城市">
            {(control) => <Words control={control} placeholder="如：上海市" />}
          </Field>
        </>
      ) : null}
    </FormSheet>
  )
}

function FromDay({ form, today }: { form: ReturnType<typeof useForm<typeof addUnitInput>>; today: string }) {
  return (
    <Field form={form} name="fromDay" label="自哪天起" hint={`最早${dayZh(earliestMove(today))}`}>
      {(control) => <Day control={control} min={earliestMove(today)} />}
    </Field>
  )
}

export function RenameUnit({ unit, onClose }: SheetProps & { unit: Unit }) {
  const say = useSay()
  const { run, busy, refusal } = useAct(contract.renameUnit, { stales })
  const form = useForm(renameUnitInput, { name: unit.name, short: unit.short })
  const send = form.submit(async (input) => {
    const outcome = await run({ params: { id: unit.id }, input, ifMatch: unit.version })
    if (!outcome.ok) return outcome.refusal
    say(`已更名为${input.name}`)
    onClose()
    return null
  })
  return (
    <FormSheet title="单位更名" verb="更名" busy={busy} refusal={refusal} onClose={onClose} onSubmit={send}>
      <Field form={form} name="name" label="全称">
        {(control) => <Input {...control} />}
      </Field>
      <Field form={form} name="short" label="简称">
        {(control) => <Input {...control} />}
      </Field>
    </FormSheet>
  )
}

export function MoveUnit({ unit, tree, onClose }: SheetProps & { unit: Unit; tree: Organisation }) {
  const today = todayOf(useNow())
  const say = useSay()
  const { run, busy, refusal } = useAct(contract.moveUnit, { stales })
  const township = townshipOf(tree, unit)
  const form = useForm(moveUnitInput, { fromDay: today, townshipCode: township?.code ?? null })
  const send = form.submit(async (input) => {
    const outcome = await run({ params: { id: unit.id }, input, ifMatch: unit.version })
    if (!outcome.ok) return outcome.refusal
    say(`自${dayZh(input.fromDay)}起调整`)
    onClose()
    return null
  })
  return (
    <FormSheet title="调整归属" verb="调整" busy={busy} refusal={refusal} onClose={onClose} onSubmit={send}>
      <p className="note">单位在任何一天只在一个区块排名。此前的简报和名次不变。</p>
      <Field form={form} name="blockId" label="划归">
        {(control) => (
          <Choose
            control={control}
            options={blockOptions(tree).filter(({ value }) => value !== unit.blockId)}
            placeholder="请选择区块"
          />
        )}
      </Field>
      <Field form={form} name="fromDay" label="自哪天起" hint={`最早${dayZh(earliestMove(today))}`}>
        {(control) => <Day control={control} min={earliestMove(today)} />}
      </Field>
      {township ? (
        <Field form={form} name="townshipCode" label="属地" hint={`区划代码 ${township.code}`}>
          {({ id, value, onChange }) => (
            <Choices
              id={id}
              label="属地"
              options={land}
              value={value === null ? 'stays' : 'goes'}
              onChange={(chosen) => onChange(chosen === 'goes' ? township.code : null)}
            />
          )}
        </Field>
      ) : null}
    </FormSheet>
  )
}

const land = [
  { value: 'goes', label: '一并划归' },
  { value: 'stays', label: '属地不变' },
] as const
