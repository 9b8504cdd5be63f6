/** A sentence to try: what is read in it with the city's words. */
import { Input } from 'antd'
import { useDeferredValue, useId, useMemo, useState } from 'react'
import { Facts, Section } from '#ui/layout.tsx'
import { wordsFrom } from '../rules/dictionary.ts'
import { namesIn } from '../rules/names.ts'
import { fold } from '../rules/span.ts'

type Word = { readonly kind: string; readonly word: string; readonly aliasOf: string | null }

export function TrySentence({ words }: { words: readonly Word[] }) {
  const id = useId()
  const [text, setText] = useState('')
  const later = useDeferredValue(text)
  const city = useMemo(() => wordsFrom(words.filter(({ word }) => word.length >= 2)), [words])
  const read = useMemo(() => namesIn(later, fold(later), { words: city }), [later, city])
  const said = (found: readonly { value: string }[]) => found.map(({ value }) => value).join('、')
  const facts = [
    { name: '企业', value: said(read.companies) },
    { name: '地名', value: said(read.places) },
    { name: '园区', value: said(read.zones) },
    { name: '行业', value: said(read.industries) },
    { name: '人员', value: said(read.people) },
  ]
  return (
    <Section title="试一句话">
      <label className="unseen" htmlFor={id}>
        试一句话
      </label>
      <Input.TextArea
        id={id}
        value={text}
        maxLength={500}
        autoSize={{ minRows: 2, maxRows: 6 }}
        placeholder="粘贴一句话，看系统认出什么"
        onChange={(event) => setText(event.target.value)}
      />
      {later.trim() === '' ? null : facts.some(({ value }) => value !== '') ? (
        <Facts facts={facts} />
      ) : (
        <p className="soft">没有认出企业、地名、园区、行业和人员</p>
      )}
    </Section>
  )
}
