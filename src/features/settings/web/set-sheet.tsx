/** Setting a number: the new value, for whom, from which day on, and the document that says so. */
import { Button, Input, InputNumber, Select } from 'antd'
import { useId, useState } from 'react'
import * as z from 'zod'
import { dayZh } from '#core/calendar.ts'
import { useAct } from '#ui/data.tsx'
import { DayField } from '#ui/day-field.tsx'
import { Choices, Field, type Form, useForm } from '#ui/form.tsx'
import { RefusalNote } from '#ui/refusal.tsx'
import { SlideSheet } from '#ui/sheet.tsx'
import { useSay } from '#ui/undo.tsx'
import * as contract from '../contract.ts'
import { type SetInput, type Setting, type SettingList, setInput } from '../model.ts'
import { faultOf, sayPlan, sayValue } from './words.ts'

type Props = { readonly setting: Setting; readonly list: SettingList; readonly onClose: () => void }

export function SetSetting({ setting, list, onClose }: Props) {
  const id = useId()
  const say = useSay()
  const { run, busy, refusal } = useAct(contract.set, { seeds: (answer, seed) => seed(contract.list, {}, answer) })
  const [asked, setAsked] = useState<SetInput | null>(null)
  const form = useForm(formOf(setting), {
    key: setting.key,
    blockId: null,
    value: setting.value,
    effectiveFrom: list.today,
  })
  // what changes a whole city is said once more before it is sent
  const ask = form.submit(async (input) => {
    setAsked(input)
    return null
  })
  const save = form.submit(async (input) => {
    const outcome = await run({ input })
    setAsked(null)
    if (!outcome.ok) return outcome.refusal
    say(`${setting.title}：${sayValue(setting, input.value)}，${dayZh(input.effectiveFrom)}起施行`)
    onClose()
    return null
  })
  return (
    <SlideSheet
      title={`设置 ${setting.title}`}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => (asked ? setAsked(null) : onClose())}>{asked ? '返回修改' : '取消'}</Button>
          <Button type="primary" htmlType="submit" form={id} loading={busy}>
            {asked ? '确认设置' : '设置'}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={asked ? save : ask} noValidate>
        <RefusalNote of={refusal} />
        {asked ? (
          <p className="note note-amber" role="status">
            {list.blocks.find((block) => block.id === asked.blockId)?.name ?? '全市'} {setting.title}：
            <strong>{sayPlan(setting, asked)}</strong>
          </p>
        ) : (
          <Fields form={form} setting={setting} list={list} />
        )}
      </form>
    </SlideSheet>
  )
}

/** The endpoint's input with the bounds of this setting, so that a number outside them is told and not sent. */
function formOf(setting: Setting) {
  const value = z.union([z.number(), z.string()]).superRefine((given, ctx) => {
    const fault = faultOf(setting, given)
    if (fault) ctx.addIssue({ code: 'custom', message: fault })
  })
  return setInput.extend({ value })
}

function Fields({ form, setting, list }: Omit<Props, 'onClose'> & { form: Form<ReturnType<typeof formOf>> }) {
  return (
    <>
      <Field form={form} name="value" label="新的值" hint={boundsOf(setting)}>
        {(control) => <Value setting={setting} control={control} />}
      </Field>
      {setting.scope === 'block' ? (
        <Field form={form} name="blockId" label="范围">
          {({ value, onChange, ...control }) => (
            <Select
              {...control}
              value={value ?? ''}
              onChange={(next: string) => onChange(next || null)}
              options={[
                { value: '', label: '全市' },
                ...list.blocks.map((block) => ({ value: block.id, label: block.name })),
              ]}
              style={{ width: '100%' }}
            />
          )}
        </Field>
      ) : null}
      <Field form={form} name="effectiveFrom" label="施行日期" hint={`最早${dayZh(list.earliest)}；以前的月份已经计数`}>
        {({ status: _, onChange, ...control }) => (
          <DayField {...control} onChange={(day) => onChange(day ?? undefined)} min={list.earliest} />
        )}
      </Field>
      <Field form={form} name="document" label="依据的文件">
        {(control) => <Input {...control} value={control.value ?? ''} placeholder="如：舟招办〔2022〕9号" />}
      </Field>
    </>
  )
}

function boundsOf({ about, min, max, unit }: Setting): string {
  return min === null ? about : `${about}；${min} 到 ${max} ${unit ?? ''}`
}

type ValueControl = {
  readonly id: string
  readonly value: SetInput['value']
  readonly onChange: (next: unknown) => void
  readonly status: '' | 'error'
  readonly 'aria-describedby': string
}

function Value({ setting, control }: { setting: Setting; control: ValueControl }) {
  const { value, onChange, ...rest } = control
  if (setting.kind === 'choice')
    return (
      <Choices
        id={rest.id}
        label="新的值"
        options={setting.choices}
        value={typeof value === 'string' ? value : undefined}
        onChange={onChange}
      />
    )
  // no bounds here: the box would turn 999 into the largest without a word
  return (
    <InputNumber
      {...rest}
      value={typeof value === 'number' ? value : null}
      onChange={(next) => onChange(next ?? undefined)}
      suffix={setting.unit}
      style={{ width: '100%' }}
    />
  )
}
