/** 常用筛选: filters and words under a name, one press away; one's own can be shared, renamed, ordered and removed. */
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#core/endpoint.ts'
import { type Seed, useAct, usePage } from '#ui/data.tsx'
import { useGo } from '#ui/link.tsx'
import { useMe } from '#ui/me.tsx'
import { RefusalNote } from '#ui/refusal.tsx'
import { SlideSheet } from '#ui/sheet.tsx'
import * as briefs from '../contract.ts'
import type { SavedView, SavedViewInput } from '../model.ts'

type Chosen = SavedViewInput['filters']
const seeds = (answer: OutputOf<typeof briefs.views>, seed: Seed) => seed(briefs.views, {}, answer)

export function SavedViews({ filters }: { filters: Chosen }) {
  const views = usePage(briefs.views, {}).data?.views ?? []
  const go = useGo()
  const [sheet, setSheet] = useState<'save' | 'keep' | null>(null)
  const me = useMe().actor.personId
  const any = Object.keys(filters).length > 0
  const inForce = views.find((view) => sameFilters(view.filters, filters))
  const open = (id: string) => {
    const view = views.find((one) => one.id === id)
    if (view) go({ to: '/briefs', search: view.filters })
  }
  return (
    <div className="saved-views">
      {views.length > 0 ? (
        <Select
          aria-label="常用筛选"
          placeholder="常用筛选"
          value={inForce?.id ?? null}
          onChange={(id: string | null) => id !== null && open(id)}
          options={optionsOf(views, me)}
          popupMatchSelectWidth={false}
          style={{ minWidth: 120 }}
        />
      ) : null}
      {any && !inForce ? (
        <Button type="text" onClick={() => setSheet('save')}>
          存为常用
        </Button>
      ) : null}
      {views.some(({ owner }) => owner.id === me) ? (
        <Button type="text" onClick={() => setSheet('keep')}>
          整理
        </Button>
      ) : null}
      {sheet === 'save' ? <SaveSheet filters={filters} onClose={() => setSheet(null)} /> : null}
      {sheet === 'keep' ? (
        <KeepSheet own={views.filter(({ owner }) => owner.id === me)} onClose={() => setSheet(null)} />
      ) : null}
    </div>
  )
}

function optionsOf(views: readonly SavedView[], me: string) {
  const own = views.filter(({ owner }) => owner.id === me).map(({ id, name }) => ({ value: id, label: name }))
  const shared = views
    .filter(({ owner }) => owner.id !== me)
    .map(({ id, name, owner }) => ({ value: id, label: `${name}（${owner.name}）` }))
  return [
    ...(own.length > 0 ? [{ label: '我的', options: own }] : []),
    ...(shared.length > 0 ? [{ label: '共享给我的', options: shared }] : []),
  ]
}

function sameFilters(a: Chosen, b: Chosen): boolean {
  const said = (filters: Chosen) => JSON.stringify(Object.entries(filters).sort(([x], [y]) => x.localeCompare(y)))
  return said(a) === said(b)
}

const alone = 'self'

/** With whom a view is shared: nobody, a unit or a block of one's own. */
function ShareField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { posts } = useMe().actor
  const units = new Map(posts.map(({ unitId, unitName }) => [`unit:${unitId}`, `${unitName}的人都能用`]))
  const blocks = new Map(posts.map(({ blockId, blockName }) => [`block:${blockId}`, `${blockName}的人都能用`]))
  const options = [[alone, '只有我用'], ...units, ...blocks].map(([key = '', label = '']) => ({ value: key, label }))
  return <Select aria-label="谁能用" value={value} onChange={onChange} options={options} style={{ width: '100%' }} />
}

const sharedAs = (value: string) => ({
  unitId: value.startsWith('unit:') ? value.slice('unit:'.length) : null,
  blockId: value.startsWith('block:') ? value.slice('block:'.length) : null,
})
const shareOf = ({ unit, block }: SavedView) => (unit ? `unit:${unit.id}` : block ? `block:${block.id}` : alone)

function SaveSheet({ filters, onClose }: { filters: Chosen; onClose: () => void }) {
  const [name, setName] = useState('')
  const [share, setShare] = useState(alone)
  const { run, busy, refusal } = useAct(briefs.saveView, { seeds })
  const save = async () => {
    if ((await run({ input: { name: name.trim(), filters, ...sharedAs(share) } })).ok) onClose()
  }
  return (
    <SlideSheet
      title="存为常用筛选"
      open
      onClose={onClose}
      actions={
        <Button type="primary" disabled={name.trim() === ''} loading={busy} onClick={() => void save()}>
          保存
        </Button>
      }
    >
      <div className="field">
        <Input
          aria-label="名称"
          placeholder="名称，如：本月待核"
          maxLength={20}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <div className="field">
        <ShareField value={share} onChange={setShare} />
      </div>
      <p className="soft">别人打开时，只看到他本人有权看的简报。</p>
      <RefusalNote of={refusal} />
    </SlideSheet>
  )
}

function KeepSheet({ own, onClose }: { own: readonly SavedView[]; onClose: () => void }) {
  return (
    <SlideSheet title="整理常用筛选" open onClose={onClose} actions={<Button onClick={onClose}>完成</Button>}>
      {own.length === 0 ? <p className="soft">没有自己的常用筛选了。</p> : null}
      {own.map((view, place) => (
        <KeptView key={`${view.id} ${view.version}`} view={view} place={place} all={own} />
      ))}
    </SlideSheet>
  )
}

function KeptView({ view, place, all }: { view: SavedView; place: number; all: readonly SavedView[] }) {
  const [name, setName] = useState(view.name)
  const [share, setShare] = useState(shareOf(view))
  const changing = useAct(briefs.changeView, { seeds })
  const ordering = useAct(briefs.orderViews, { seeds })
  const removing = useAct(briefs.removeView, { seeds })
  const changed = name.trim() !== view.name || share !== shareOf(view)
  const params = { id: view.id }
  const change = () =>
    changing.run({
      params,
      ifMatch: view.version,
      input: { name: name.trim(), filters: view.filters, ...sharedAs(share) },
    })
  const up = () => {
    const ids = all.map(({ id }) => id)
    const before = ids[place - 1]
    if (before === undefined) return
    ids.splice(place - 1, 2, view.id, before)
    void ordering.run({ input: { viewIds: ids } })
  }
  return (
    <div className="field">
      <Input
        aria-label={`${view.name}的名称`}
        maxLength={20}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <ShareField value={share} onChange={setShare} />
      <div className="saved-views-order">
        {changed ? (
          <Button type="primary" disabled={name.trim() === ''} loading={changing.busy} onClick={() => void change()}>
            保存
          </Button>
        ) : null}
        <Button disabled={place === 0} loading={ordering.busy} onClick={up}>
          上移
        </Button>
        <Button danger loading={removing.busy} onClick={() => void removing.run({ params })}>
          删除
        </Button>
      </div>
      <RefusalNote of={changing.refusal ?? ordering.refusal ?? removing.refusal} />
    </div>
  )
}
