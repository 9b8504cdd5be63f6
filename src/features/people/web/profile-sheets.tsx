/** Changing one's password, and letting somebody enter one's rulings. */
import { Input } from 'antd'
import * as z from 'zod'
import { useAct } from '#ui/data.tsx'
import { Field, useForm } from '#ui/form.tsx'
import { useSay } from '#ui/undo.tsx'
import * as contract from '../contract.ts'
import { delegateInput } from '../model.ts'
import { ChoosePerson, Day, FormSheet, type SheetProps } from './form-sheet.tsx'

const passwordForm = z
  .strictObject({ current: z.string().min(1), next: z.string().min(8, '至少8位'), again: z.string() })
  .refine(({ next, again }) => next === again, { path: ['again'], error: '两次输入的不一样' })

export function ChangePassword({ minLength, onClose }: SheetProps & { minLength: number }) {
  const say = useSay()
  const { run, busy, refusal } = useAct(contract.changePassword, {
    seeds: (answer, seed) => seed(contract.profile, {}, answer),
    stales: [contract.me],
  })
  const form = useForm(passwordForm, { current: '', next: '', again: '' })
  const send = form.submit(async ({ current, next }) => {
    const outcome = await run({ input: { current, next } })
    if (!outcome.ok) return outcome.refusal
    say('密码已修改，其他设备已退出')
    onClose()
    return null
  })
  return (
    <FormSheet title="修改密码" verb="修改" busy={busy} refusal={refusal} onClose={onClose} onSubmit={send}>
      <Field form={form} name="current" label="当前密码">
        {(control) => <Input.Password {...control} autoComplete="current-password" />}
      </Field>
      <Field form={form} name="next" label="新密码" hint={`至少${minLength}位，含字母、数字、符号中的两种`}>
        {(control) => <Input.Password {...control} autoComplete="new-password" />}
      </Field>
      <Field form={form} name="again" label="再输一次">
        {(control) => <Input.Password {...control} autoComplete="new-password" />}
      </Field>
    </FormSheet>
  )
}

export function Delegate({ leaderId, onClose }: SheetProps & { leaderId: string }) {
  const say = useSay()
  const { run, busy, refusal } = useAct(contract.delegate, {
    seeds: (answer, seed) => seed(contract.profile, {}, answer),
  })
  const form = useForm(delegateInput, { toDay: null })
  const send = form.submit(async (input) => {
    const outcome = await run({ input })
    if (!outcome.ok) return outcome.refusal
    say('已委托')
    onClose()
    return null
  })
  return (
    <FormSheet title="委托代录" verb="委托" busy={busy} refusal={refusal} onClose={onClose} onSubmit={send}>
      <p className="note">受托人可以替您录入批示，并能看到您能看到的内容。每条代录都会标明，您可以确认或另作批示。</p>
      <Field form={form} name="delegateId" label="委托谁">
        {(control) => <ChoosePerson control={control} without={leaderId} />}
      </Field>
      <Field form={form} name="toDay" label="到哪天止（当天起不再代录）" optional>
        {(control) => <Day control={control} />}
      </Field>
    </FormSheet>
  )
}
