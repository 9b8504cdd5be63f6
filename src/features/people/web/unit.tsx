/** One unit: where it is ranked, what it is, and who works there. */
import { Button } from 'antd'
import { useState } from 'react'
import { may } from '#core/grant.ts'
import { usePage, usePages } from '#ui/data.tsx'
import { useFilters } from '#ui/filters.tsx'
import { Facts, Section, Sheet } from '#ui/layout.tsx'
import { useParam } from '#ui/link.tsx'
import { useMe } from '#ui/me.tsx'
import { Body, Empty, More, Page } from '#ui/page.tsx'
import * as contract from '../contract.ts'
import { type Organisation, type Unit, unitKinds } from '../model.ts'
import { policy } from '../policy.ts'
import { treeFilters } from './organisation.tsx'
import { PersonTable } from './person-table.tsx'
import { MoveUnit, RenameUnit } from './unit-sheets.tsx'
import { townshipOf } from './words.ts'

const back = { to: '/organisation', search: 'keep', label: '组织' } as const

export function UnitPage() {
  const id = useParam('id')
  const [{ on }] = useFilters(treeFilters)
  const read = usePage(contract.organisation, { query: on ? { on } : {} })
  const unit = read.data?.units.find((each) => each.id === id)
  return (
    <Page title={unit?.name ?? '单位'} back={back} actions={<Verbs unit={unit} tree={read.data} />}>
      <Body of={read} empty={{ when: () => unit === undefined, say: '这一天没有这个单位' }}>
        {(tree) => (unit ? <UnitFacts unit={unit} tree={tree} /> : null)}
      </Body>
      <Staff unitId={id} />
    </Page>
  )
}

function UnitFacts({ unit, tree }: { unit: Unit; tree: Organisation }) {
  const block = tree.blocks.find(({ id }) => id === unit.blockId)
  const sender = tree.units.find(({ id }) => id === unit.sendingUnitId)
  const township = townshipOf(tree, unit)
  const landBlock = tree.blocks.find(({ id }) => id === township?.blockId)
  const county = tree.blocks.find(({ regionCode }) => regionCode !== null && regionCode === township?.countyCode)
  return (
    <Sheet>
      <Facts
        facts={[
          { name: '简称', value: unit.short },
          { name: '类别', value: unitKinds[unit.kind] },
          { name: '排名区块', value: block?.name },
          { name: '区划代码', value: township?.code },
          { name: '属地', value: landBlock && landBlock.id !== unit.blockId ? landBlock.name : null },
          { name: '行政区划', value: county && county.id !== unit.blockId ? county.name : null },
          { name: '派出单位', value: sender?.name },
          { name: '驻在城市', value: unit.postCity },
        ]}
      />
    </Sheet>
  )
}

function Verbs({ unit, tree }: { unit: Unit | undefined; tree: Organisation | undefined }) {
  const { actor } = useMe()
  const [open, setOpen] = useState<'rename' | 'move' | null>(null)
  if (!unit || !tree || may(policy, 'people.moveUnit', actor, null) !== true) return null
  const close = () => setOpen(null)
  return (
    <>
      <Button onClick={() => setOpen('rename')}>更名</Button>
      <Button onClick={() => setOpen('move')}>调整归属</Button>
      {open === 'rename' ? <RenameUnit unit={unit} onClose={close} /> : null}
      {open === 'move' ? <MoveUnit unit={unit} tree={tree} onClose={close} /> : null}
    </>
  )
}

function Staff({ unitId }: { unitId: string }) {
  const list = usePages(contract.persons, { query: { unit: unitId } })
  return (
    <Section title="人员">
      <Body of={list}>
        {() =>
          list.rows.length === 0 ? (
            <Empty say="还没有人在这个单位任岗" />
          ) : (
            <>
              <PersonTable rows={list.rows} unitId={unitId} />
              <More of={list.more} />
            </>
          )
        }
      </Body>
    </Section>
  )
}
