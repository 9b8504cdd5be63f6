/** What a page of the city is, as data: its address, where it stands in the navigation, and how it is fetched. */
import type { ComponentType } from 'react'
import type { Actor } from '#core/actor.ts'
import type { Freshness } from './live.ts'

/**
 * Where an entry stands. On the phone's bar: todo 待办, briefs 简报, write ＋写, boards 排名, mine 我的.
 * On a desk all of them stand on the left, under the heading of what people do.
 */
export type Slot = 'todo' | 'briefs' | 'write' | 'boards' | 'mine' | 'organisation' | 'people' | 'admin'

export type PageDefinition = {
  /** `/briefs/$id`; parameters by `$name` */
  readonly path: string
  /** a noun, in Chinese: what stands in the window's title until the page says better */
  readonly title: string
  /** one file, fetched when it is opened */
  readonly load: () => Promise<ComponentType>
  /** left out for pages that are reached from others */
  readonly nav?: {
    readonly slot: Slot
    readonly label: string
    /** left out: everybody; the server decides anyway */
    readonly seenBy?: (actor: Actor) => boolean
    /** what others did that stands behind this entry and has not been looked at */
    readonly fresh?: Freshness
  }
  /** `public` pages stand outside the shell and may be opened signed out */
  readonly access?: 'public'
  /** pages that open inside this one (its `<Outlet/>`), e.g. the detail beside its list; their paths are written whole */
  readonly inside?: readonly PageDefinition[]
}

/** Checks the definitions at birth. */
export function pages(...definitions: readonly PageDefinition[]): readonly PageDefinition[] {
  for (const definition of definitions) {
    for (const inner of definition.inside ?? []) {
      if (!inner.path.startsWith(`${definition.path}/`))
        throw new Error(`page ${inner.path} is not inside ${definition.path}`)
    }
    if (!/^\/([a-z_$][A-Za-z0-9_$-]*(\/[a-z_$][A-Za-z0-9_$-]*)*)?$/.test(definition.path)) {
      throw new Error(`page ${definition.path}: bad path`)
    }
  }
  return definitions
}
