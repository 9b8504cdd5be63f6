/** Posters of a chat whom nobody of the city is called like: said once, it holds for all their messages. */
import { Button, Select } from 'antd'
import { useState } from 'react'
import * as people from '#features/people/contract.ts'
import { useAct, usePage } from '#ui/data.tsx'
import { RefusalNote } from '#ui/refusal.tsx'
import { useUndo } from '#ui/undo.tsx'
import * as briefs from '../contract.ts'
import type { ChatDraftList } from '../model/transcribing.ts'

export function Unmatched({ list }: { list: ChatDraftList }) {
  const offer = useUndo()
  const { run, refusal } = useAct(briefs.namePoster, {
    seeds: (answer, seed) => seed(briefs.drafts, {}, answer),
  })
  const entering = new Set(
    list.rows.flatMap(({ state, enters, original }) => (state === 'open' && enters ? (original.poster ?? []) : [])),
  )
  // whoever only said 收到 need not be known
  const asked = list.unmatched.filter(({ poster }) => entering.has(poster))
  if (asked.length === 0) return null
  const name = async (poster: string, personId: string, said: string) => {
    const outcome = await run({ input: { poster, personId } })
    if (outcome.ok) offer({ say: `“${poster}”是${said}`, undo: () => run({ input: { poster, personId: null } }) })
  }
  return (
    <details className="fold">
      <summary>{asked.length} 个名字没有对上人（不对上也能录）</summary>
      <RefusalNote of={refusal} />
      <ul className="unmatched">
        {asked.map(({ poster, drafts, candidates }) => (
          <li key={poster}>
            <span>
              <strong>{poster}</strong> <span className="small">{drafts} 条</span>
            </span>
            {candidates.map(({ id, name: who }) => (
              <Button key={id} onClick={() => void name(poster, id, who)}>
                {who}
              </Button>
            ))}
            <PersonPick label={`${poster}是谁`} pick={(id, who) => void name(poster, id, who)} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function PersonPick({ label, pick }: { label: string; pick: (id: string, name: string) => void }) {
  const [q, setQ] = useState('')
  const found = usePage(people.persons, { query: { q } }, { enabled: q !== '' }).data
  return (
    <Select
      aria-label={label}
      placeholder="找人"
      showSearch={{ filterOption: false, onSearch: setQ }}
      value={null}
      options={(q === '' ? [] : (found?.rows ?? [])).map(({ id, name, posts }) => ({
        value: id,
        label: posts[0] ? `${name}（${posts[0].unitName}）` : name,
      }))}
      notFoundContent={q === '' ? '输入姓名' : '没有这个人'}
      onChange={(id: string | null, option) =>
        id !== null && pick(id, Array.isArray(option) ? '' : (option?.label ?? ''))
      }
      style={{ minWidth: '12em' }}
    />
  )
}
