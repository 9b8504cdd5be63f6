/** 人员: everybody of the city, found by name, unit or block; the person opens beside the list. */
import { Button } from 'antd'
import { useState } from 'react'
import * as z from 'zod'
import { may } from '#core/grant.ts'
import { usePage, usePages } from '#ui/data.tsx'
import { Filters, useFilters } from '#ui/filters.tsx'
import { useMe } from '#ui/me.tsx'
import { Body, More, Page } from '#ui/page.tsx'
import { Split, useOpenId } from '#ui/split.tsx'
import * as contract from '../contract.ts'
import { policy } from '../policy.ts'
import { AddPerson } from './account-sheets.tsx'
import { PersonTable } from './person-table.tsx'

const filters = z.strictObject({ q: z.string().max(40).optional(), block: z.uuid().optional() })

export function PersonsPage() {
  return <Split list={<PersonsList />} say="选一个人，在这里打开" />
}

function PersonsList() {
  const { actor } = useMe()
  const openId = useOpenId()
  const [adding, setAdding] = useState(false)
  const [chosen, set] = useFilters(filters)
  const tree = usePage(contract.organisation, { query: {} })
  const list = usePages(contract.persons, { query: chosen })
  const blocks = (tree.data?.blocks ?? []).map(({ id, short }) => ({ value: id, label: short }))
  return (
    <Page
      title="人员"
      actions={
        may(policy, 'people.addPerson', actor, null) === true ? (
          <Button onClick={() => setAdding(true)}>新增人员</Button>
        ) : null
      }
    >
      <Filters
        filters={[
          { name: 'q', label: '查找', all: '姓名、单位' },
          { name: 'block', label: '区块', all: '全部区块', options: blocks },
        ]}
        value={chosen}
        set={set}
        count={list.data ? list.rows.length : undefined}
        capped={list.more.has}
        counter="人"
      />
      <Body of={list} empty={{ when: () => list.rows.length === 0, say: '没有找到。换个词，或清除筛选' }}>
        {() => (
          <>
            <PersonTable rows={list.rows} openId={openId} keep />
            <More of={list.more} />
          </>
        )}
      </Body>
      {adding ? <AddPerson onClose={() => setAdding(false)} /> : null}
    </Page>
  )
}
