/** Who may do what, said as a table: each role asked for each verb on typical subjects. Printed to docs/generated/roles.md. */
import { type Actor, type Role, roleNames, roles } from './actor.ts'
import type { Because } from './refusal.ts'

/** Where the person of each role stands; subjects are described as here or elsewhere. */
export const here = {
  personId: '00000000-0000-8000-a000-000000000001',
  unitId: '00000000-0000-8000-a000-00000000000a',
  blockId: '00000000-0000-8000-a000-0000000000b1',
} as const
export const elsewhere = {
  personId: '00000000-0000-8000-a000-000000000002',
  unitId: '00000000-0000-8000-a000-00000000000c',
  blockId: '00000000-0000-8000-a000-0000000000b2',
} as const

export type MatrixRow = {
  /** `feature.verb` */
  readonly verb: string
  /** the subject in Chinese, e.g. 本区块单位的报送员 */
  readonly on: string
  readonly verdict: (actor: Actor) => true | Because
}

/** Somebody who holds this one post, here. */
export function standIn(role: Role): Actor {
  const cityLevel = [
    'city-leader',
    'recogniser',
    'business-admin',
    'joint-reviewer',
    'system-admin',
    'security-admin',
    'audit-admin',
  ].includes(role)
  const post = {
    id: here.personId,
    role,
    unitId: here.unitId,
    unitName: '本单位',
    blockId: here.blockId,
    blockName: '本区块',
    cityLevel,
    acting: false,
  }
  return {
    kind: 'person',
    tenantId: here.personId,
    personId: here.personId,
    name: roles[role],
    posts: [post],
    delegations: [],
    keys: [],
  }
}

/** Markdown: one line a verb and subject, with those who may and what the others are told. */
export function matrixTable(title: string, rows: readonly MatrixRow[]): string {
  const lines = rows.map(({ verb, on, verdict }) => {
    const verdicts = roleNames.map((role) => ({ role, said: verdict(standIn(role)) }))
    const may = verdicts.filter(({ said }) => said === true).map(({ role }) => roles[role])
    const told = new Set(verdicts.flatMap(({ said }) => (said === true ? [] : [said.say])))
    const who = may.length === roleNames.length ? '人人' : may.length === 0 ? '无人' : may.join('、')
    return `| \`${verb}\` | ${on} | ${who} | ${[...told].join('；')} |`
  })
  return [`## ${title}`, '', '| 动作 | 对象 | 谁可以 | 对其他人说 |', '| --- | --- | --- | --- |', ...lines, ''].join(
    '\n',
  )
}
