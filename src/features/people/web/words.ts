/** How posts, units and days of office are said on the pages of people. */
import { type Role, roles } from '#core/actor.ts'
import { addDays, dayZh } from '#core/calendar.ts'
import type { DatedPost, Organisation, Unit } from '../model.ts'
import { unitKindNames } from '../model.ts'
import { heldOn } from '../rules.ts'

/** 区块核实岗（代理） */
export function sayRole({ role, acting }: { role: Role; acting: boolean }): string {
  return acting ? `${roles[role]}（代理）` : roles[role]
}

/** 2021年1月1日起; 2021年1月1日至2022年11月2日 (the last day on which it is held) */
export function sayTerm({ fromDay, toDay }: { fromDay: string; toDay: string | null }): string {
  if (toDay === null) return `${dayZh(fromDay)}起`
  if (toDay === fromDay) return `${dayZh(fromDay)}，当日离任`
  return `${dayZh(fromDay)}至${dayZh(addDays(toDay, -1))}`
}

/** those that run today, those still to come, those that are over */
export function byTime(posts: readonly DatedPost[], today: string) {
  return {
    running: posts.filter((post) => heldOn(post, today)),
    coming: posts.filter((post) => post.fromDay > today && (post.toDay === null || post.toDay > post.fromDay)),
    over: posts.filter((post) => post.toDay !== null && post.toDay <= today && post.fromDay <= today),
  }
}

export type Branch = { readonly kind: Unit['kind']; readonly units: readonly Unit[] }

/** A block's units by kind; with words, only those that hold them. */
export function branchesOf(tree: Organisation, blockId: string, words = ''): readonly Branch[] {
  const here = tree.units.filter(
    ({ blockId: block, name, postCity }) => block === blockId && (name.includes(words) || postCity?.includes(words)),
  )
  return unitKindNames
    .map((kind) => ({ kind, units: here.filter((unit) => unit.kind === kind) }))
    .filter(({ units }) => units.length > 0)
}

/** The township that a town's unit is, by its name; undefined where that is not clear. */
export function townshipOf(tree: Organisation, unit: Unit): Organisation['townships'][number] | undefined {
  const named = unit.kind === 'town' ? tree.townships.filter(({ name }) => name === unit.name) : []
  return named.length === 1 ? named[0] : undefined
}

/** For a choice of units: by block, with its short name. */
export function unitOptions(tree: Organisation | undefined, allowed: (unit: Unit) => boolean = () => true) {
  return (tree?.blocks ?? []).flatMap(({ id, short }) => {
    const options = (tree?.units ?? [])
      .filter((unit) => unit.blockId === id && allowed(unit))
      .map((unit) => ({ value: unit.id, label: unit.name }))
    return options.length > 0 ? [{ label: short, options }] : []
  })
}
