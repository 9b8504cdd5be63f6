/** 任岗 and 离岗: the two small forms in which posts begin and end. */
import { Input } from 'antd'
import { type Role, roleNames, roles } from '#core/actor.ts'
import { may } from '#core/grant.ts'
import { useAct, usePage } from '#ui/data.tsx'
import { Choices, Field, useForm } from '#ui/form.tsx'
import { todayOf } from '#ui/format.ts'
import { useMe } from '#ui/me.tsx'
import { useNow } from '#ui/now.ts'
import { useSay } from '#ui/undo.tsx'
import * as contract from '../contract.ts'
import { appointInput, type DatedPost, leaveInput, type Person, type Unit } from '../model.ts'
import { policy } from '../policy.ts'
import { appointedByUnitAdmin } from '../rules.ts'
import { Choose, Day, FormSheet, type SheetProps, Words } from './form-sheet.tsx'
import { byTime, sayRole, unitOptions } from './words.ts'

const terms = [
  { value: 'full', label: '正式' },
  { value: 'acting', label: '代理' },
] as const

export function Appoint({ person, onClose }: SheetProps & { person: Person }) {
  const { actor } = useMe()
  const today = todayOf(useNow())
  const say = useSay()
  const tree = usePage(contract.organisation, { query: {} })
  const { run, busy, refusal } = useAct(contract.appoint, {
    seeds: (answer, seed) => seed(contract.person, { params: { id: person.id } }, answer),
    stales: [contract.persons],
  })
  const allowed = (each: Role, unit: Pick<Unit, 'blockId'>) =>
    may(policy, 'people.appoint', actor, { personId: person.id, role: each, blockId: unit.blockId }) === true
  // most are given another post where they work already
  const home = byTime(person.posts, today).running.find((post) => allowed('reporter', post))
  const form = useForm(appointInput, {
    ...(home ? { unitId: home.unitId } : {}),
    ...{ acting: false, fromDay: today, toDay: null, document: null },
  })
  const { role, acting } = form.values
  const needsDocument = role !== undefined && !appointedByUnitAdmin.includes(role)
  const anywhere = (each: Role) => tree.data?.units.some((unit) => allowed(each, unit)) ?? false
  const send = form.submit(async (input) => {
    const outcome = await run({ params: { id: person.id }, input })
    if (!outcome.ok) return outcome.refusal
    say(`${person.name}已任${sayRole(input)}`)
    onClose()
    return null
  })
  return (
    <FormSheet
      title={`${person.name} 任岗`}
      verb="任岗"
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={send}
    >
      <Field form={form} name="role" label="岗位">
        {(control) => (
          <Choose
            control={control}
            placeholder="请选择"
            options={roleNames.filter(anywhere).map((each) => ({ value: each, label: roles[each] }))}
          />
        )}
      </Field>
      <Field form={form} name="unitId" label="单位">
        {(control) => (
          <Choose
            control={control}
            placeholder="输入单位名称查找"
            options={unitOptions(tree.data, (unit) => allowed(role ?? 'reporter', unit))}
          />
        )}
      </Field>
      <Field form={form} name="acting" label="任职方式">
        {({ id, value, onChange }) => (
          <Choices
            id={id}
            label="任职方式"
            options={terms}
            value={value ? 'acting' : 'full'}
            onChange={(term) => onChange(term === 'acting')}
          />
        )}
      </Field>
      <Field form={form} name="fromDay" label="自哪天起">
        {(control) => <Day control={control} />}
      </Field>
      <Field form={form} name="toDay" label="到哪天止（当天不再任岗）" optional={!acting}>
        {(control) => <Day control={control} />}
      </Field>
      <Field
        form={form}
        name="document"
        label="任职文件"
        optional={!needsDocument}
        hint={documentHint(role, needsDocument)}
      >
        {(control) => <Words control={control} placeholder="如：定组干〔2022〕7号" />}
      </Field>
    </FormSheet>
  )
}

function documentHint(role: Role | undefined, needed: boolean): string {
  if (role === undefined) return '核实、发布、领导和管理岗位须填'
  return needed ? `任${roles[role]}须写明任职文件` : `${roles[role]}可以不填`
}

export function Leave({ person, post, onClose }: SheetProps & { person: Person; post: DatedPost }) {
  const today = todayOf(useNow())
  const say = useSay()
  const first = [post.fromDay, today].toSorted().at(-1) ?? today
  const colleagues = usePage(contract.persons, { query: { unit: post.unitId } })
  const { run, busy, refusal } = useAct(contract.leave, {
    seeds: (answer, seed) => seed(contract.person, { params: { id: person.id } }, answer),
    stales: [contract.persons],
  })
  const form = useForm(leaveInput, { postId: post.id, toDay: first, successorId: null, reason: '' })
  const send = form.submit(async (input) => {
    const outcome = await run({ params: { id: person.id }, input, ifMatch: person.version })
    if (!outcome.ok) return outcome.refusal
    say(`${person.name}已办离岗`)
    onClose()
    return null
  })
  const successors = (colleagues.data?.rows ?? [])
    .filter(({ id, active }) => id !== person.id && active)
    .map(({ id, name, posts }) => {
      const there = posts.find(({ unitId }) => unitId === post.unitId)
      return { value: id, label: there ? `${name}　${sayRole(there)}` : name }
    })
  return (
    <FormSheet title="离岗" verb="办理离岗" danger busy={busy} refusal={refusal} onClose={onClose} onSubmit={send}>
      <p className="note">
        {person.name} · {post.unitName} · {sayRole(post)}。从那天起不再有这个岗位的权限，办过的事保留在案。
      </p>
      <Field form={form} name="toDay" label="自哪天起不再任此岗">
        {(control) => <Day control={control} min={first} />}
      </Field>
      <Field form={form} name="successorId" label="未办事项移交给" optional hint="不选则留在单位，由本单位其他人办">
        {(control) => <Choose control={control} options={successors} placeholder="同单位在岗人员" clear />}
      </Field>
      <Field form={form} name="reason" label="原因">
        {(control) => <Input {...control} placeholder="如：调离、轮岗、退休" />}
      </Field>
    </FormSheet>
  )
}
