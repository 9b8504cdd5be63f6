/** A small form that slides in over its page, and the controls such forms share. */
import { Button, Input, Select } from 'antd'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import type { Refusal } from '#core/refusal.ts'
import { usePage } from '#ui/data.tsx'
import { DayField } from '#ui/day-field.tsx'
import { RefusalNote } from '#ui/refusal.tsx'
import { SlideSheet } from '#ui/sheet.tsx'
import * as contract from '../contract.ts'

export type SheetProps = { readonly onClose: () => void }

export function FormSheet({
  title,
  verb,
  danger = false,
  busy,
  refusal,
  onClose,
  onSubmit,
  children,
}: SheetProps & {
  readonly title: string
  /** on the button: a verb */
  readonly verb: string
  readonly danger?: boolean
  readonly busy: boolean
  readonly refusal: Refusal | null
  readonly onSubmit: (event: FormEvent) => void
  readonly children: ReactNode
}) {
  const id = useId()
  return (
    <SlideSheet
      title={title}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" danger={danger} htmlType="submit" form={id} loading={busy}>
            {verb}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={onSubmit} noValidate>
        <RefusalNote of={refusal} />
        {children}
      </form>
    </SlideSheet>
  )
}

/** What a field hands to its control, with any value. */
type Given = {
  readonly id: string
  readonly onChange: (next: unknown) => void
  readonly status: '' | 'error'
  readonly 'aria-invalid': boolean
  readonly 'aria-required': boolean
  readonly 'aria-describedby': string
  /** where no visible label is tied to the control */
  readonly 'aria-label'?: string
}

/** Words that may be left out: nothing written is null. */
export function Words({
  control,
  ...more
}: {
  control: Given & { value: string | null | undefined }
  placeholder?: string
}) {
  const { value, onChange, ...rest } = control
  return <Input {...rest} {...more} value={value ?? ''} onChange={(event) => onChange(event.target.value || null)} />
}

export function Day({ control, min }: { control: Given & { value: string | null | undefined }; min?: string }) {
  const { status: _, ...rest } = control
  return <DayField {...rest} {...(min ? { min } : {})} />
}

type Options = readonly { label: string; value?: string; options?: readonly { value: string; label: string }[] }[]

/** One of many, found by typing. */
export function Choose({
  control,
  options,
  placeholder,
  clear = false,
}: {
  control: Given & { value: string | null | undefined }
  options: Options
  placeholder: string
  clear?: boolean
}) {
  const { value, onChange, ...rest } = control
  return (
    <Select
      {...rest}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear={clear}
      placeholder={placeholder}
      value={options.length === 0 ? null : (value ?? null)} // an id that has no name yet says nothing
      onChange={(next: string | null | undefined) => onChange(next ?? null)}
      options={[...options] as never} // antd's own type is mutable
      style={{ width: '100%' }}
    />
  )
}

/** A person of the city, found by name or unit. */
export function ChoosePerson({
  control,
  without,
}: {
  control: Given & { value: string | null | undefined }
  without?: string
}) {
  const { value, onChange, ...rest } = control
  const [words, setWords] = useState('')
  const found = usePage(contract.persons, { query: { q: words } }, { enabled: words.trim() !== '' })
  const options = (found.data?.rows ?? [])
    .filter(({ id, active }) => active && id !== without)
    .map(({ id, name, posts }) => ({ value: id, label: [name, posts[0]?.unitName].filter(Boolean).join('　') }))
  return (
    <Select
      {...rest}
      showSearch={{ filterOption: false, onSearch: setWords }}
      allowClear
      placeholder="输入姓名或单位查找"
      value={value ?? null}
      onChange={(next: string | null | undefined) => onChange(next ?? null)}
      options={options}
      notFoundContent={words.trim() === '' ? '输入姓名或单位查找' : found.busy ? '正在查找…' : '没有找到'}
      style={{ width: '100%' }}
    />
  )
}
