/** A verb that needs a word: an objection, an answer, a reason. */
import { Button, Input } from 'antd'
import * as z from 'zod'
import type { Refusal } from '#core/refusal.ts'
import { Field, useForm } from '#ui/form.tsx'
import { Stack } from '#ui/layout.tsx'
import { RefusalNote } from '#ui/refusal.tsx'
import { SlideSheet } from '#ui/sheet.tsx'

export type WordSheetProps = {
  readonly title: string
  readonly about: string
  readonly label: string
  readonly verb: string
  readonly most: number
  readonly open: boolean
  readonly onClose: () => void
  readonly busy: boolean
  readonly refusal: Refusal | null
  /** true: it was done and the sheet closes */
  readonly send: (word: string) => Promise<boolean>
}

/** the form is new each time it opens */
export function WordSheet(props: WordSheetProps) {
  return props.open ? <Asking {...props} /> : null
}

function Asking({ title, about, label, verb, most, onClose, busy, refusal, send }: WordSheetProps) {
  const form = useForm(z.object({ word: z.string().trim().min(1, '请写明').max(most, `最多 ${most} 个字`) }), {})
  const submit = form.submit(async ({ word }) => {
    if (await send(word)) onClose()
    return null
  })
  return (
    <SlideSheet
      title={title}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" loading={busy} onClick={() => submit()}>
            {verb}
          </Button>
        </>
      }
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <p>{about}</p>
          <Field form={form} name="word" label={label}>
            {(control) => <Input.TextArea {...control} value={control.value ?? ''} rows={4} autoFocus />}
          </Field>
          <RefusalNote of={refusal} />
        </Stack>
      </form>
    </SlideSheet>
  )
}
