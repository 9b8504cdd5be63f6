/** A form with every kind of field and message. */
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import * as z from 'zod'
import { Refusal } from '#core/refusal.ts'
import { Choices, Field, useForm } from '../form.tsx'
import { Row, Section, Sheet } from '../layout.tsx'
import { type Candidate, MentionBox, mentionedIn } from '../mention.tsx'
import { RefusalNote } from '../refusal.tsx'

const example = z.strictObject({
  company: z.string().trim().min(2).max(60),
  unit: z.string().min(1, '请选择单位'),
  conclusion: z.enum(['follow', 'assign', 'pause', 'drop'], '请选一个结论'),
  word: z.string().max(200).optional(),
})

const conclusions = [
  { value: 'follow', label: '跟进' },
  { value: 'assign', label: '交办' },
  { value: 'pause', label: '暂缓' },
  { value: 'drop', label: '不跟进' },
] as const

const candidates: readonly Candidate[] = [
  { kind: 'person', id: '1', name: '周海宁', note: '盐仓街道 报送员' },
  { kind: 'person', id: '2', name: '沈立群', note: '定海区 区块领导' },
  { kind: 'unit', id: '3', name: '盐仓街道', note: '定海' },
]

export function Forms() {
  const form = useForm(example, { company: '', unit: '' })
  const [text, setText] = useState('请@盐仓街道 周四前回话')
  const send = form.submit(
    async () => new Refusal('invalid', [{ say: '这家企业本月已由小沙街道报过', field: 'company' }]),
  )
  return (
    <Section title="表单">
      <Sheet>
        <form onSubmit={send} noValidate>
          <Field form={form} name="company" label="企业" hint="写全称，便于查重">
            {(control) => <Input {...control} />}
          </Field>
          <Field form={form} name="unit" label="单位">
            {({ value, ...control }) => (
              <Select
                {...control}
                value={value || null}
                placeholder="请选择"
                style={{ width: '100%' }}
                options={[
                  { value: 'a', label: '盐仓街道' },
                  { value: 'b', label: '驻杭州招商组' },
                ]}
              />
            )}
          </Field>
          <Field form={form} name="conclusion" label="结论">
            {({ id, value, onChange }) => (
              <Choices id={id} label="结论" options={conclusions} value={value} onChange={onChange} />
            )}
          </Field>
          <Field form={form} name="word" label="一句话" optional>
            {(control) => <Input.TextArea {...control} autoSize={{ minRows: 2 }} />}
          </Field>
          <Row>
            <Button type="primary" htmlType="submit">
              提交
            </Button>
            <Button>存草稿</Button>
            <Button danger>退回</Button>
            <Button disabled>公布</Button>
          </Row>
        </form>
      </Sheet>
      <RefusalNote of={new Refusal('conflict', '这条简报已由市投促中心退回（缺联系人）。补上后可再次提交。')} />
      <MentionBox label="回复" value={text} onChange={setText} candidates={candidates} placeholder="回复，@ 提到谁" />
      <p className="small">提到 {mentionedIn(text, candidates).length} 个</p>
    </Section>
  )
}
