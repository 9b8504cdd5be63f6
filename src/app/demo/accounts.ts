/** The accounts that a start prints: whoever takes part in a brief's way from the group chat to the published ranking. */
import { roles } from '#core/actor.ts'
import { demoPassword, people } from './city.ts'

export type DemoAccount = { readonly who: string; readonly account: string; readonly password: string }

/** in the order in which they act */
const journey = [
  'sunhaiyan',
  'tangguodong',
  'yingyong',
  'yaomin',
  'zhengli',
  'wutong',
  'linhaisheng',
  'zhouwenlan',
  'shenzhixing',
  'guanyitong',
  'sysadmin',
  'secadmin',
  'auditadmin',
]

export const demoAccounts: readonly DemoAccount[] = journey.flatMap((account) => {
  const person = people.find((one) => one.account === account)
  const post = person?.posts[0]
  if (!person || !post) return []
  return [{ who: `${person.name}  ${post.unit} ${roles[post.role]}`, account, password: demoPassword }]
})
