/** A grant cannot be forged, reused, or carried into another transaction. */

import { describe, expect, test } from 'vitest'
import type { Actor } from '#core/actor.ts'
import { allow, type Grant, no, policyOf, spend } from '#core/grant.ts'
import { Refusal } from '#core/refusal.ts'

const actor: Actor = { kind: 'person', tenantId: 't', personId: 'p', name: '甲', posts: [], delegations: [], keys: [] }
const policy = policyOf('specimens', {
  open: (_: Actor, facts: { open: boolean }) => facts.open || no('柜子已上锁', '示例规则第 1 条'),
})
const subject = { kind: 'specimen', id: 's', version: 3 } as const

describe('grant', () => {
  test('carries verb, subject and version', () => {
    const grant = allow(policy, 'specimens.open', { actor }, { open: true }, subject)
    expect(grant).toMatchObject({ verb: 'specimens.open', actorId: 'p', subject })
  })

  test('a refusal says the reason of the policy line', () => {
    const refused = () => allow(policy, 'specimens.open', { actor }, { open: false }, subject)
    expect(refused).toThrow(Refusal)
    expect(refused).toThrow('柜子已上锁')
  })

  test('is used once', () => {
    const tx = { actor }
    const grant = allow(policy, 'specimens.open', tx, { open: true }, subject)
    spend(grant, tx)
    expect(() => spend(grant, tx)).toThrow('used before')
  })

  test('does not survive its transaction', () => {
    const grant = allow(policy, 'specimens.open', { actor }, { open: true }, subject)
    expect(() => spend(grant, { actor })).toThrow('another transaction')
  })

  test('cannot be forged, copied or altered', () => {
    const tx = { actor }
    const grant = allow(policy, 'specimens.open', tx, { open: true }, subject)
    const forged: Grant = { verb: 'specimens.open', actorId: 'p', subject }
    expect(() => spend(forged, tx)).toThrow('forged')
    expect(() => spend({ ...grant }, tx)).toThrow('forged')
    expect(() => Object.assign(grant, { verb: 'specimens.burn' })).toThrow()
  })

  test('a feature has one policy, and only a registered one seals', () => {
    expect(() => policyOf('specimens', {})).toThrow('already')
    const homemade = { ...policy }
    expect(() => allow(homemade, 'specimens.open', { actor }, { open: true }, subject)).toThrow('not registered')
  })
})
