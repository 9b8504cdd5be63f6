/** Row types of every table and view, generated from the migrated database; do not edit. */
import type { ColumnType } from 'kysely'

/** jsonb: what comes out is checked by the reader's schema */
export type Json = ColumnType<unknown, unknown, unknown>
type Given<T> = ColumnType<T, T | undefined, T>

export type Tables = {
  access_log: {
    tenant_id: string
    at: Given<string>
    person_id: string
    verb: string
    subject: string
  }
  blocks: {
    tenant_id: string
    id: string
    name: string
    short: string
    kind: string
    region_code: string | null
    sort: number
  }
  deadlines: {
    tenant_id: string
    clock: string
    subject: string
    instance: string
    started_at: string
    due_at: string
    amber_at: string
    stopped_at: string | null
    cancelled: Given<boolean>
    paused_since: string | null
    paused_days: Given<number>
    answerers: string[]
    audience: string[]
    position: bigint
  }
  delegations: {
    tenant_id: string
    id: string
    leader_id: string
    delegate_id: string
    from_day: string
    to_day: string | null
  }
  idempotency: {
    tenant_id: string
    day: Given<string>
    person_id: string
    key: string
    body_hash: Buffer
    verb: string
    status: number
    subject: string
    at: Given<string>
  }
  ledger: {
    tenant_id: string
    id: string
    event: string
    subjects: string[]
    audience: string[]
    actor_id: string
    verb: string
    occurred_on: string
    recorded_at: Given<string>
    payload: Json
    because: Json
    rule_version: string
    mac: Buffer
    alg: string
    key_id: string
  }
  ledger_pending: {
    tenant_id: string
    line_id: string
  }
  ledger_positions: {
    tenant_id: string
    position: bigint
    line_id: string
  }
  ledger_readers: {
    tenant_id: string
    reader: string
    position: bigint
  }
  ledger_seals: {
    tenant_id: string
    no: bigint
    from_position: bigint
    to_position: bigint
    root: Buffer
    previous: Buffer
    mac: Buffer
    alg: string
    key_id: string
    sealed_at: Given<string>
  }
  persons: {
    tenant_id: string
    id: string
    kind: string
    name: string
    phone_sealed: string | null
    phone_masked: string | null
    active: Given<boolean>
    version: Given<number>
  }
  posts: {
    tenant_id: string
    id: string
    person_id: string
    unit_id: string
    role: string
    acting: Given<boolean>
    from_day: string
    to_day: string | null
    document: string | null
  }
  settings: {
    tenant_id: string
    id: string
    key: string
    block_id: string | null
    value: Json
    effective_from: string
    document: string
    set_by: string
    set_at: Given<string>
  }
  tenants: {
    tenant_id: string
    city: string
    region_code: string
    created_at: Given<string>
  }
  township_blocks: {
    tenant_id: string
    township_code: string
    block_id: string
    from_day: string
    to_day: string | null
  }
  townships: {
    tenant_id: string
    code: string
    name: string
  }
  unit_blocks: {
    tenant_id: string
    unit_id: string
    block_id: string
    from_day: string
    to_day: string | null
  }
  units: {
    tenant_id: string
    id: string
    name: string
    short: string
    kind: string
    sending_unit_id: string | null
    post_city: string | null
  }
}
