/** The grant: permission for one verb on one subject in one transaction. Only a registered policy can seal one; it is used once. */
import type { Actor } from './actor.ts'
import { type Because, Refusal } from './refusal.ts'

/** what a grant is about; `version` is the row's version that was looked at, 'new' for a subject being created */
export type GrantSubject = { readonly kind: string; readonly id: string; readonly version: number | 'new' }

/** One line of law: true, or why not in the officials' words. */
export type PolicyLine<S> = (actor: Actor, subject: S) => true | Because

// a policy's lines differ in their subject; `never` accepts each of them without weakening the caller's types
export type PolicyLines = Readonly<Record<string, PolicyLine<never>>>
export type Policy<F extends string = string, L extends PolicyLines = PolicyLines> = {
  readonly feature: F
  readonly lines: L
}

const registered = new WeakSet<object>()
const features = new Set<string>()

/** Registers the one policy of a feature. A second one for the same feature is refused at birth. */
export function policyOf<F extends string, const L extends PolicyLines>(feature: F, lines: L): Policy<F, L> {
  if (features.has(feature)) throw new Error(`feature ${feature} has a policy already`)
  features.add(feature)
  const policy = Object.freeze({ feature, lines: Object.freeze(lines) })
  registered.add(policy)
  return policy
}

export function no(say: string, rule?: string): Because {
  return rule === undefined ? { say } : { say, rule }
}

type Verb<P extends Policy> = P extends Policy<infer F, infer L> ? `${F}.${Extract<keyof L, string>}` : never
type Named<P extends Policy, V extends string> = V extends `${string}.${infer K}`
  ? K extends keyof P['lines']
    ? K
    : never
  : never
type SubjectFor<P extends Policy, V extends string> = Parameters<P['lines'][Named<P, V>]>[1]

export type Grant<V extends string = string> = {
  readonly verb: V
  readonly actorId: string
  readonly subject: GrantSubject
}

const open = new WeakMap<Grant, object>()

/** Whether the actor may, without sealing anything: decides in the browser whether a button is there. */
export function may<P extends Policy, V extends Verb<P>>(
  policy: P,
  verb: V,
  actor: Actor,
  facts: SubjectFor<P, V>,
): true | Because {
  const line = policy.lines[verb.slice(policy.feature.length + 1)]
  if (!line) throw new Error(`no policy line ${verb}`)
  return (line as PolicyLine<unknown>)(actor, facts) // the verb's own subject type was checked by the signature
}

/** Seals a grant for this transaction or refuses with the line's reason. */
export function allow<P extends Policy, V extends Verb<P>>(
  policy: P,
  verb: V,
  tx: { readonly actor: Actor },
  facts: SubjectFor<P, V>,
  subject: GrantSubject,
): Grant<V> {
  if (!registered.has(policy)) throw new Error(`policy of ${policy.feature} is not registered`)
  const verdict = may(policy, verb, tx.actor, facts)
  if (verdict !== true) throw new Refusal('forbidden', [verdict])
  const grant: Grant<V> = Object.freeze({ verb, actorId: tx.actor.personId, subject: Object.freeze({ ...subject }) })
  open.set(grant, tx)
  return grant
}

/** Uses the grant up. Throws on one that is forged, used, or from another transaction: that is our bug, not a refusal. */
export function spend(grant: Grant, tx: object): void {
  const sealedFor = open.get(grant)
  if (!sealedFor) throw new Error(`grant ${grant.verb} is forged or was used before`)
  if (sealedFor !== tx) throw new Error(`grant ${grant.verb} belongs to another transaction`)
  open.delete(grant)
}
