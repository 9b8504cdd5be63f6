/** 词典: a word looked up, the city's own words, and a sentence to try them on. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { holds } from '#core/actor.ts'
import { useAct, usePage } from '#ui/data.tsx'
import { sayInstant } from '#ui/format.ts'
import { useSearchKey } from '#ui/keyboard.tsx'
import { Section } from '#ui/layout.tsx'
import { useMe } from '#ui/me.tsx'
import { useNow } from '#ui/now.ts'
import { Body, Page } from '#ui/page.tsx'
import { RefusalNote } from '#ui/refusal.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { useUndo } from '#ui/undo.tsx'
import * as briefs from '../contract.ts'
import { type CityWord, type ShippedWord, type WordList, wordKinds } from '../model/words.ts'
import { AddWord } from './add-word.tsx'
import { TrySentence } from './try-sentence.tsx'

export function WordsPage() {
  const keeps = holds(useMe().actor, 'business-admin')
  const [asked, setAsked] = useState('')
  const [adding, setAdding] = useState(false)
  const q = asked.trim()
  const read = usePage(briefs.words, {})
  const found = usePage(briefs.words, { query: { q } }, { enabled: q !== '' })
  return (
    <Page
      title="词典"
      about="系统按词典认企业、地名、园区和行业；本市特有的词加在这里，此后的简报都会认"
      actions={
        keeps ? (
          <Button type="primary" onClick={() => setAdding(true)}>
            加词
          </Button>
        ) : null
      }
    >
      <Search value={asked} set={setAsked} />
      <Body of={read}>
        {(list) => {
          const inForce = list.words.filter(({ withdrawnAt }) => withdrawnAt === null)
          const shown = inForce.filter(({ word, aliasOf }) => word.includes(q) || (aliasOf?.includes(q) ?? false))
          return (
            <>
              <OwnWords words={shown} all={inForce.length} keeps={keeps} asked={q} />
              {q === '' ? null : <Shipped words={found.data?.shipped ?? []} asked={q} />}
              <TrySentence words={inForce} />
              {adding ? <AddWord words={inForce} first={q} onClose={() => setAdding(false)} /> : null}
            </>
          )
        }}
      </Body>
    </Page>
  )
}

function Search({ value, set }: { value: string; set: (value: string) => void }) {
  const field = useSearchKey<{ focus: () => void }>()
  return (
    <Input
      ref={(input) => {
        field.current = input
      }}
      aria-label="查一个词"
      placeholder="查一个词，看系统认不认得"
      value={value}
      maxLength={30}
      allowClear
      onChange={(event) => set(event.target.value)}
      style={{ maxWidth: '28em' }}
    />
  )
}

function OwnWords({
  words,
  all,
  keeps,
  asked,
}: {
  words: readonly CityWord[]
  all: number
  keeps: boolean
  asked: string
}) {
  const now = useNow()
  const { withdraw, busy, refusal } = useWithdrawal()
  const columns: readonly Column<CityWord>[] = [
    { key: 'word', title: '词', phone: 'head', show: ({ word }) => word },
    { key: 'kind', title: '种类', phone: 'figure', width: '9em', show: ({ kind }) => wordKinds[kind] },
    { key: 'of', title: '全称', show: ({ aliasOf }) => aliasOf ?? '' },
    { key: 'by', title: '谁加的', show: ({ addedBy, since }) => `${addedBy}　${sayInstant(since, now)}` },
    ...(keeps
      ? [
          {
            key: 'withdraw',
            title: '',
            width: '6em',
            show: (row: CityWord) => (
              <Button size="small" loading={busy} onClick={() => void withdraw(row)} aria-label={`撤回${row.word}`}>
                撤回
              </Button>
            ),
          },
        ]
      : []),
  ]
  const none = all === 0 ? '还没有加过词' : asked ? `本市加的词里没有“${asked}”` : ''
  return (
    <Section title={`本市加的词（${all}）`}>
      <RefusalNote of={refusal} />
      {words.length === 0 ? (
        <p className="soft">{none}</p>
      ) : (
        <Table label="本市加的词" columns={columns} rows={words} idOf={({ id }) => id} keys={false} />
      )}
    </Section>
  )
}

/** Withdrawn at once, taken back within ten seconds. */
function useWithdrawal() {
  const offer = useUndo()
  const options = {
    seeds: (
      answer: WordList,
      seed: (endpoint: typeof briefs.words, args: Record<string, never>, data: WordList) => void,
    ) => seed(briefs.words, {}, answer),
  }
  const away = useAct(briefs.withdrawWord, options)
  const back = useAct(briefs.restoreWord, options)
  const withdraw = async ({ id, version, word }: CityWord) => {
    const outcome = await away.run({ params: { id }, ifMatch: version })
    if (!outcome.ok) return
    offer({ say: `已撤回“${word}”`, undo: () => back.run({ params: { id }, ifMatch: version + 1 }) })
  }
  return { withdraw, busy: away.busy, refusal: away.refusal ?? back.refusal }
}

const shippedColumns: readonly Column<ShippedWord>[] = [
  { key: 'word', title: '词', phone: 'head', show: ({ word }) => word },
  { key: 'kind', title: '种类', phone: 'figure', width: '9em', show: ({ kind }) => kind },
  { key: 'source', title: '来源', show: ({ source }) => source },
]

function Shipped({ words, asked }: { words: readonly ShippedWord[]; asked: string }) {
  return (
    <Section title="系统自带的词典">
      {words.length === 0 ? (
        <p className="soft">系统词典里没有“{asked}”</p>
      ) : (
        <Table
          label="系统自带的词典"
          columns={shippedColumns}
          rows={words}
          idOf={({ kind, word }) => `${kind} ${word}`}
          keys={false}
        />
      )}
    </Section>
  )
}
