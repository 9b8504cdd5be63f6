/** A word added to the city's dictionary: what kind it is, what it is short for, and a sentence to see what it does. */
import { Button, Input } from 'antd'
import { useId } from 'react'
import { useAct } from '#ui/data.tsx'
import { Choices, Field, useForm } from '#ui/form.tsx'
import { RefusalNote } from '#ui/refusal.tsx'
import { SlideSheet } from '#ui/sheet.tsx'
import { useSay } from '#ui/undo.tsx'
import * as briefs from '../contract.ts'
import { type CityWord, wordInput, wordKinds } from '../model/words.ts'
import { wordFaults } from '../rules/dictionary.ts'
import { TrySentence } from './try-sentence.tsx'

const kinds = Object.entries(wordKinds).map(([value, label]) => ({ value: value as CityWord['kind'], label })) // keys of a literal object

export function AddWord({ words, first, onClose }: { words: readonly CityWord[]; first: string; onClose: () => void }) {
  const id = useId()
  const say = useSay()
  const { run, busy, refusal } = useAct(briefs.addWord, {
    seeds: (answer, seed) => seed(briefs.words, {}, answer),
  })
  const form = useForm(formOf(words), { kind: 'company', word: first, aliasOf: null })
  const { kind = 'company', word = '', aliasOf = null } = form.values
  const save = form.submit(async (input) => {
    const outcome = await run({ input })
    if (!outcome.ok) return outcome.refusal
    say(`已加“${input.word}”，此后的简报都会认`)
    onClose()
    return null
  })
  return (
    <SlideSheet
      title="加词"
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit" form={id} loading={busy}>
            加进词典
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={save} noValidate>
        <RefusalNote of={refusal} />
        <Field form={form} name="word" label="词">
          {(control) => <Input {...control} value={control.value ?? ''} placeholder="如：聚泰、岙山、老碶工业点" />}
        </Field>
        <Field form={form} name="kind" label="是什么">
          {({ id: field, value, onChange }) => (
            <Choices id={field} label="是什么" options={kinds} value={value} onChange={onChange} />
          )}
        </Field>
        {kind === 'company' ? (
          <Field form={form} name="aliasOf" label="全称" hint="是简称的，写上企业全称，两种写法就算同一家" optional>
            {({ onChange, ...control }) => (
              <Input
                {...control}
                value={control.value ?? ''}
                onChange={(event) => onChange(event.target.value || null)}
                placeholder="如：陕西聚泰新材料有限公司"
              />
            )}
          </Field>
        ) : null}
      </form>
      <TrySentence words={[...words, { kind, word: word.trim(), aliasOf: kind === 'company' ? aliasOf : null }]} />
    </SlideSheet>
  )
}

/** The endpoint's input with the city's own rules, so that a word that cannot be added is told at once. */
function formOf(words: readonly CityWord[]) {
  return wordInput.superRefine((input, ctx) => {
    for (const { say, field } of wordFaults(input, words))
      ctx.addIssue({ code: 'custom', message: say, path: [field ?? 'word'] })
  })
}
