/** 组织: the city's blocks with their units by kind, on a day, and where to find one. */
import { Button } from 'antd'
import { useState } from 'react'
import * as z from 'zod'
import { dayZh } from '#core/calendar.ts'
import { may } from '#core/grant.ts'
import { usePage } from '#ui/data.tsx'
import { Filters, useFilters } from '#ui/filters.tsx'
import { sayCount } from '#ui/format.ts'
import { Stack } from '#ui/layout.tsx'
import { Go } from '#ui/link.tsx'
import { useMe } from '#ui/me.tsx'
import { Body, Empty, Page } from '#ui/page.tsx'
import { Split, useOpenId } from '#ui/split.tsx'
import * as contract from '../contract.ts'
import { type Block, blockKinds, type Organisation, unitKinds } from '../model.ts'
import { policy } from '../policy.ts'
import { DayFilter } from './day-filter.tsx'
import './people.css'
import { AddUnit } from './unit-sheets.tsx'
import { type Branch, branchesOf } from './words.ts'

export const treeFilters = z.strictObject({ q: z.string().max(40).optional(), on: z.iso.date().optional() })

export function OrganisationPage() {
  return <Split list={<Tree />} say="选一个单位，在这里打开" />
}

function Tree() {
  const { actor } = useMe()
  const [chosen, set] = useFilters(treeFilters)
  const [adding, setAdding] = useState(false)
  const read = usePage(contract.organisation, { query: chosen.on ? { on: chosen.on } : {} })
  const shown = read.data ? shownIn(read.data, chosen.q) : []
  const count = shown.reduce((sum, { branches }) => sum + unitsIn(branches), 0)
  return (
    <Page
      title="组织"
      about={chosen.on ? `${dayZh(chosen.on)}的归属` : '区块、单位和今天的归属'}
      actions={
        may(policy, 'people.addUnit', actor, null) === true ? (
          <Button onClick={() => setAdding(true)}>新设单位</Button>
        ) : null
      }
    >
      <Filters
        filters={[{ name: 'q', label: '查找单位', all: '单位名称、驻在城市' }]}
        value={chosen}
        set={set}
        count={read.data ? count : undefined}
      >
        <DayFilter label="归属日期" day={chosen.on} set={(on) => set({ on })} />
      </Filters>
      <Body of={read} empty={{ when: () => count === 0, say: '没有这个单位。换个词，或清除筛选' }}>
        {(tree) => (
          <Stack gap="small">
            {shown
              .filter(({ branches }) => branches.length > 0)
              .map(({ block, branches }) => (
                <BlockBranches
                  key={block.id}
                  tree={tree}
                  block={block}
                  branches={branches}
                  open={Boolean(chosen.q) || actor.posts.some(({ blockId }) => blockId === block.id)}
                />
              ))}
          </Stack>
        )}
      </Body>
      {adding && read.data ? <AddUnit tree={read.data} onClose={() => setAdding(false)} /> : null}
    </Page>
  )
}

function shownIn(tree: Organisation, words: string | undefined) {
  return tree.blocks.map((block) => ({ block, branches: branchesOf(tree, block.id, words) }))
}

function BlockBranches({
  tree,
  block,
  branches,
  open,
}: {
  tree: Organisation
  block: Block
  branches: readonly Branch[]
  open: boolean
}) {
  const openId = useOpenId()
  const holdsOpen = branches.some(({ units }) => units.some(({ id }) => id === openId))
  const counts = branches.map(({ kind, units }) => `${unitKinds[kind]} ${sayCount(units.length)}`)
  return (
    <details className="people-block" open={open || holdsOpen}>
      <summary>
        <h2>{block.name}</h2>
        <span className="small">
          {block.kind === 'city-level' ? '' : `${blockKinds[block.kind]}　`}
          {counts.join('　')}
        </span>
      </summary>
      {branches.map(({ kind, units }) => (
        <section key={kind} aria-label={`${block.name}${unitKinds[kind]}`}>
          <h3>{unitKinds[kind]}</h3>
          <ul className="people-units">
            {units.map(({ id, name }) => (
              <li key={id} aria-current={id === openId ? 'true' : undefined}>
                <Go to="/organisation/$id" params={{ id }} search="keep" quiet className="row-link">
                  {name}
                </Go>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {tree.townships.some(({ blockId }) => blockId === block.id) || block.kind === 'city-level' ? null : (
        <Empty say="没有乡镇街道划归这个区块" />
      )}
    </details>
  )
}

function unitsIn(branches: readonly Branch[]): number {
  return branches.reduce((sum, { units }) => sum + units.length, 0)
}
