/** Who may set what: business rules the business administrator, signing in and passwords the security administrator. */
import { holds, roles } from '#core/actor.ts'
import { no, policyOf } from '#core/grant.ts'
import type { SetBy } from './model.ts'

export const policy = policyOf('settings', {
  set: (actor, { setBy }: { setBy: SetBy }) => holds(actor, setBy) || no(`这项参数由${roles[setBy]}依文件设置`),
})
