/** What the system administrator does about accounts: add somebody, set a new password, close and reopen. */
import { Input } from 'antd'
import { useAct } from '#ui/data.tsx'
import { Field, useForm } from '#ui/form.tsx'
import { useGo } from '#ui/link.tsx'
import { useSay } from '#ui/undo.tsx'
import * as contract from '../contract.ts'
import { addPersonInput, type Person, setAccountInput, suspendInput } from '../model.ts'
import { FormSheet, type SheetProps, Words } from './form-sheet.tsx'

const passwordHint = '当面或电话告知本人；本人登录后须先改密码，改好前看不到任何内容'

export function AddPerson({ onClose }: SheetProps) {
  const say = useSay()
  const go = useGo()
  const { run, busy, refusal } = useAct(contract.addPerson, {
    seeds: (answer, seed) => seed(contract.person, { params: { id: answer.id } }, answer),
    stales: [contract.persons],
  })
  const form = useForm(addPersonInput, { phone: null })
  const send = form.submit(async (input) => {
    const outcome = await run({ input })
    if (!outcome.ok) return outcome.refusal
    say(`已新增${input.name}，请安全管理员或单位管理员任岗`)
    onClose()
    go({ to: '/people/$id', params: { id: outcome.answer.id }, search: 'keep' })
    return null
  })
  return (
    <FormSheet title="新增人员" verb="新增" busy={busy} refusal={refusal} onClose={onClose} onSubmit={send}>
      <Field form={form} name="name" label="姓名">
        {(control) => <Input {...control} autoComplete="off" />}
      </Field>
      <Field form={form} name="phone" label="手机" optional hint="加密保存，页面只显示前三后四位">
        {(control) => <Words control={control} />}
      </Field>
      <Field form={form} name="account" label="账号">
        {(control) => <Input {...control} autoComplete="off" autoCapitalize="none" spellCheck={false} />}
      </Field>
      <Field form={form} name="password" label="初始密码" hint={passwordHint}>
        {(control) => <Input.Password {...control} autoComplete="new-password" />}
      </Field>
    </FormSheet>
  )
}

export function SetAccount({ person, onClose }: SheetProps & { person: Person }) {
  const say = useSay()
  const { run, busy, refusal } = useAct(contract.setAccount, {
    seeds: (answer, seed) => seed(contract.person, { params: { id: person.id } }, answer),
    stales: [contract.persons],
  })
  const form = useForm(setAccountInput, { account: person.account ?? '' })
  const send = form.submit(async (input) => {
    const outcome = await run({ params: { id: person.id }, input, ifMatch: person.version })
    if (!outcome.ok) return outcome.refusal
    say('已重设，本人的全部设备已退出')
    onClose()
    return null
  })
  return (
    <FormSheet
      title={`重设 ${person.name} 的账号`}
      verb="重设"
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={send}
    >
      <p className="note note-amber">旧密码立即失效，本人的全部设备退出。此操作由审计管理员查看。</p>
      <Field form={form} name="account" label="账号">
        {(control) => <Input {...control} autoComplete="off" autoCapitalize="none" spellCheck={false} />}
      </Field>
      <Field form={form} name="password" label="新的初始密码" hint={passwordHint}>
        {(control) => <Input.Password {...control} autoComplete="new-password" />}
      </Field>
    </FormSheet>
  )
}

export function Suspend({ person, onClose }: SheetProps & { person: Person }) {
  const say = useSay()
  const { run, busy, refusal } = useAct(contract.suspend, {
    seeds: (answer, seed) => seed(contract.person, { params: { id: person.id } }, answer),
    stales: [contract.persons],
  })
  const form = useForm(suspendInput, { active: !person.active, reason: '' })
  const verb = person.active ? '停用' : '恢复'
  const send = form.submit(async (input) => {
    const outcome = await run({ params: { id: person.id }, input, ifMatch: person.version })
    if (!outcome.ok) return outcome.refusal
    say(`已${verb}`)
    onClose()
    return null
  })
  return (
    <FormSheet
      title={`${verb} ${person.name} 的账号`}
      verb={verb}
      danger={person.active}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={send}
    >
      <p className="note">{person.active ? '立即生效，可以随时恢复。岗位不变。' : '恢复后用原来的密码登录。'}</p>
      <Field form={form} name="reason" label="原因">
        {(control) => <Input {...control} />}
      </Field>
    </FormSheet>
  )
}
