/** Setting a number: the new value, for whom, from which day on, and the document that says so. */
import { Button, Input, InputNumber, Select } from 'antd'
import { useId } from 'react'
import { dayZh } from '#core/calendar.ts'
import { useAct } from '#ui/data.tsx'
import { Choices, Field, useForm } from '#ui/form.tsx'
import { RefusalNote } from '#ui/refusal.tsx'
import { SlideSheet } from '#ui/sheet.tsx'
import { useSay } from '#ui/undo.tsx'
import * as contract from '../contract.ts'
import { type SetInput, type Setting, type SettingList, setInput } from '../model.ts'
import { sayValue } from './words.ts'

type Props = { readonly setting: Setting; readonly list: SettingList; readonly onClose: () => void }

export function SetSetting({ setting, list, onClose }: Props) {
  const id = useId()
  const say = useSay()
  const { run, busy, refusal } = useAct(contract.set, { seeds: (answer, seed) => seed(contract.list, {}, answer) })
  const form = useForm(setInput, { key: setting.key, blockId: null, value: setting.value, effectiveFrom: list.today })
  const send = form.submit(async (input) => {
    const outcome = await run({ input })
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
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit" form={id} loading={busy}>
            设置
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={send} noValidate>
        <RefusalNote of={refusal} />
        <Field form={form} name="value" label="新的值" hint={setting.about}>
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
        <Field
          form={form}
          name="effectiveFrom"
          label="施行日期"
          hint={`最早${dayZh(list.earliest)}；以前的月份已经计数`}
        >
          {(control) => <Input {...control} type="date" min={list.earliest} />}
        </Field>
        <Field form={form} name="document" label="依据的文件">
          {(control) => <Input {...control} placeholder="如：舟招办〔2022〕9号" />}
        </Field>
      </form>
    </SlideSheet>
  )
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
  return (
    <InputNumber
      {...rest}
      value={typeof value === 'number' ? value : null}
      onChange={(next) => onChange(next ?? undefined)}
      min={setting.min ?? 0}
      max={setting.max ?? Number.MAX_SAFE_INTEGER}
      precision={0}
      suffix={setting.unit}
      style={{ width: '100%' }}
    />
  )
}
