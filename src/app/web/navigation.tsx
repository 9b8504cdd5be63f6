/** Where a person can go: the entries that exist for this person, by what people do. */
import {
  ApartmentOutlined,
  BarChartOutlined,
  CheckSquareOutlined,
  FileTextOutlined,
  FormOutlined,
  SettingOutlined,
  TeamOutlined,
  UserOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { Actor } from '#core/actor.ts'
import type { Freshness } from '#ui/live.ts'
import type { PageDefinition, Slot } from '#ui/routes.ts'
import { allPages } from './pages.tsx'

export type Entry = { readonly slot: Slot; readonly label: string; readonly to: string; readonly fresh?: Freshness }

/** the icon of each, and under which heading it stands on a desk */
const slots: Readonly<Record<Slot, { icon: ReactNode; heading: string | null }>> = {
  todo: { icon: <CheckSquareOutlined />, heading: null },
  briefs: { icon: <FileTextOutlined />, heading: null },
  write: { icon: <FormOutlined />, heading: null },
  boards: { icon: <BarChartOutlined />, heading: null },
  organisation: { icon: <ApartmentOutlined />, heading: '组织' },
  people: { icon: <TeamOutlined />, heading: '组织' },
  admin: { icon: <SettingOutlined />, heading: '管理' },
  mine: { icon: <UserOutlined />, heading: null },
}
const phoneBar: readonly Slot[] = ['todo', 'briefs', 'write', 'boards', 'mine']
/** `write` is the button above, `mine` the name below */
const deskOrder: readonly Slot[] = ['todo', 'briefs', 'boards', 'organisation', 'people', 'admin']

export function entriesFor(actor: Actor): readonly Entry[] {
  return flat(allPages).flatMap(({ path, title, nav }) => {
    if (!nav || !(nav.seenBy?.(actor) ?? true)) return []
    // a desk has room for what is written; the bar says 写
    const label = nav.slot === 'write' ? title : nav.label
    return [{ slot: nav.slot, label, to: path, ...(nav.fresh ? { fresh: nav.fresh } : {}) }]
  })
}

/** At most one entry for each place of the bar. */
export function phoneEntries(entries: readonly Entry[]): readonly Entry[] {
  return phoneBar.flatMap((slot) => entries.find((entry) => entry.slot === slot) ?? [])
}

export function deskGroups(
  entries: readonly Entry[],
): readonly { heading: string | null; entries: readonly Entry[] }[] {
  const groups: { heading: string | null; entries: Entry[] }[] = []
  for (const slot of deskOrder) {
    const here = entries.filter((entry) => entry.slot === slot)
    if (here.length === 0) continue
    const { heading } = slots[slot]
    const last = groups.at(-1)
    if (last && last.heading === heading) last.entries.push(...here)
    else groups.push({ heading, entries: here })
  }
  return groups
}

/** What the phone's bar has no place for; the page 我的 shows it. */
export function elsewhereEntries(entries: readonly Entry[]): readonly Entry[] {
  const onBar = phoneEntries(entries)
  return entries.filter((entry) => !onBar.includes(entry))
}

export function entryIn(slot: Slot, entries: readonly Entry[]): Entry | undefined {
  return entries.find((entry) => entry.slot === slot)
}

export function iconOf(slot: Slot): ReactNode {
  return slots[slot].icon
}

/** The longest entry that the address stands under. */
export function activeEntry(entries: readonly Entry[], path: string): Entry | undefined {
  return entries
    .filter(({ to }) => (to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`)))
    .sort((one, other) => other.to.length - one.to.length)[0]
}

function flat(pages: readonly PageDefinition[]): readonly PageDefinition[] {
  return pages.flatMap((page) => [page, ...flat(page.inside ?? [])])
}
