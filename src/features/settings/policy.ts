/** Who may set what: business rules the business administrator, signing in and passwords the security administrator. */
import { holds, roles } from '#core/actor.ts'
import { may, no, policyOf } from '#core/grant.ts'
import type { MatrixRow } from '#core/matrix.ts'
import type { SetBy } from './model.ts'

export const policy = policyOf('settings', {
  set: (actor, { setBy }: { setBy: SetBy }) => holds(actor, setBy) || no(`这项参数由${roles[setBy]}依文件设置`),
})

/** Every verb on typical subjects, for docs/generated/roles.md and its test. */
export const matrix: readonly MatrixRow[] = (['business-admin', 'security-admin'] as const).map((setBy) => ({
  verb: 'settings.set',
  on: setBy === 'business-admin' ? '业务参数' : '登录和密码参数',
  verdict: (actor) => may(policy, 'settings.set', actor, { setBy }),
}))
