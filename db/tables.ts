/** Row types of every table and view, generated from the migrated database; do not edit. */
import type { ColumnType } from 'kysely'

/** jsonb: what comes out is checked by the reader's schema */
export type Json = ColumnType<unknown, unknown, unknown>
type Given<T> = ColumnType<T, T | undefined, T>

export type Tables = {
  access_log: {
    tenant_id: string
    id: Given<string>
    at: Given<string>
    person_id: string
    verb: string
    subject: string
    reason: string | null
  }
  attachments: {
    tenant_id: string
    document_id: string
    brief_id: string
    reply_id: string | null
    no: number
    at: Given<string>
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
  brief_calls: {
    tenant_id: string
    party_id: string
    kind: string
    brief_id: string
  }
  brief_drafts: {
    tenant_id: string
    id: string
    owner_id: Given<string>
    stretch_id: string
    no: number
    mark: Buffer
    text_sealed: string | null
    quote_sealed: string | null
    companies: Given<string[]>
    enters: boolean
    poster: string
    poster_id: string | null
    posted_on: string | null
    posted_time: string | null
    posted_certain: boolean
    state: Given<string>
    brief_id: string | null
    made_at: Given<string>
    expires_on: string
    version: Given<number>
  }
  brief_numbers: {
    tenant_id: string
    block_id: string
    month: string
    last: number
  }
  brief_units: {
    tenant_id: string
    brief_id: string
    unit_id: string
  }
  briefs: {
    tenant_id: string
    id: string
    number: string
    block_id: string
    unit_id: string
    recorder_id: string
    sent_at: Given<string>
    first_complete_at: string | null
    contact_on: string | null
    channel: string | null
    place: string | null
    body: string
    next_step: string | null
    next_on: string | null
    help_needed: string | null
    contact_name: string | null
    contact_phone_sealed: string | null
    contact_phone_masked: string | null
    visibility: string
    intent_block_id: string | null
    state: Given<string>
    withdrawn_reason: string | null
    validity: Given<string>
    judged_at: string | null
    negotiating_at: string | null
    judge: string
    audience: string[]
    revision: Given<number>
    version: Given<number>
    transcribed: Given<boolean>
    original_poster: string | null
    original_poster_id: string | null
    original_on: string | null
    original_time: string | null
    original_certain: Given<boolean>
  }
  briefs_facts: {
    tenant_id: string
    id: string
    block_id: string
    unit_id: string
    sent_at: string
    contact_on: string | null
    state: string
    validity: string
    judged_at: string | null
    negotiating_at: string | null
    transcribed: boolean
  }
  city_words: {
    tenant_id: string
    id: string
    kind: string
    word: string
    alias_of: string | null
    added_by: string
    since: Given<string>
    withdrawn_by: string | null
    withdrawn_at: string | null
    version: Given<number>
  }
  closures: {
    tenant_id: string
    id: string
    board: string
    block_id: string
    month: string
    closed_by: string
    closed_at: Given<string>
    check_until: string
    figures: Json
    state: Given<string>
    settled_at: string | null
    drafted_by: string | null
    drafted_at: string | null
    drafted: Json | null
    version: Given<number>
  }
  contacts: {
    tenant_id: string
    id: string
    brief_id: string
    unit_id: string
    person_id: string | null
    joint: boolean
  }
  deadlines: {
    tenant_id: string
    key: string
    subject: string
    instance: string
    round: number
    started_at: string
    due_at: string
    ended_at: string | null
    answerers: string[]
    audience: string[]
    clock: Json
  }
  delegations: {
    tenant_id: string
    id: string
    leader_id: string
    delegate_id: string
    from_day: string
    to_day: string | null
  }
  documents: {
    tenant_id: string
    id: string
    owner_id: Given<string>
    name: string
    family: string
    bytes: bigint
    sha256: string
    seconds: number | null
    state: Given<string>
    media_type: string | null
    width: number | null
    height: number | null
    refused_because: string | null
    attached: Given<boolean>
    declared_at: Given<string>
    version: Given<number>
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
  issues: {
    tenant_id: string
    id: string
    closure_id: string
    board: string
    block_id: string
    month: string
    number: string
    drafted_by: string
    published_by: string
    published_at: Given<string>
    frozen: Json
    hash: Buffer
    alg: string
    publicity: string
    top_n: number | null
  }
  judgements: {
    tenant_id: string
    id: string
    brief_id: string
    brief_unit_id: string
    verdict: string
    reason: string | null
    duplicate_of: string | null
    judge_id: string
    judge_unit_id: string
    recheck: Given<boolean>
    at: Given<string>
    undone_at: string | null
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
    mac: Buffer
    alg: string
    key_id: string
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
  lifted_personals: {
    tenant_id: string
    id: string
    brief_id: string
    kind: string
    sealed: string
    masked: string
  }
  mention_keys: {
    tenant_id: string
    key: string
    brief_id: string
    no: number
    strong: boolean
  }
  mentions: {
    tenant_id: string
    id: string
    brief_id: string
    no: number
    company_name: string
    usc_code: string | null
    company_region: string | null
    intention: string | null
    industry: string | null
    investment_fen: bigint | null
    investment_currency: Given<string>
    investment_qualifier: string | null
    land_m2: string | null
    floor_area_m2: string | null
    keyed_by: Given<number>
  }
  negotiations: {
    tenant_id: string
    brief_id: string
    on_day: string
    note: string | null
    by_id: string
    at: Given<string>
  }
  objection_answers: {
    tenant_id: string
    check_id: string
    closure_id: string
    word: string
    by_id: string
    at: Given<string>
  }
  persons: {
    tenant_id: string
    id: string
    kind: string
    name: string
    phone_sealed: string | null
    phone_masked: string | null
    active: Given<boolean>
    suspended_for: string | null
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
    end_reason: string | null
  }
  reopenings: {
    tenant_id: string
    closure_id: string
    reason: string
    by_id: string
    at: Given<string>
  }
  replies: {
    tenant_id: string
    id: string
    brief_id: string
    author_id: string
    unit_id: string
    body: string
    called_units: Given<string[]>
    called_persons: Given<string[]>
    called_as: Given<string[]>
    answers_ruling_id: string | null
    at: Given<string>
  }
  revisions: {
    tenant_id: string
    brief_id: string
    no: number
    by_id: string
    at: Given<string>
    changes: Json
    audience: string[]
  }
  rulings: {
    tenant_id: string
    id: string
    brief_id: string
    leader_id: string
    leader_post: string
    seniority: number
    conclusion: string
    lead_unit_id: string | null
    co_unit_ids: Given<string[]>
    due_on: string | null
    body: string | null
    entered_by: string | null
    confirmed_at: string | null
    undone_at: string | null
    at: Given<string>
  }
  saved_views: {
    tenant_id: string
    id: string
    owner_id: Given<string>
    name: string
    filters: Json
    unit_id: string | null
    block_id: string | null
    sort: Given<number>
    version: Given<number>
    made_at: Given<string>
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
  unit_checks: {
    tenant_id: string
    id: string
    closure_id: string
    unit_id: string
    agrees: boolean
    word: string | null
    by_id: string
    at: Given<string>
  }
  unit_reads: {
    tenant_id: string
    brief_id: string
    unit_id: string
    first_at: Given<string>
  }
  units: {
    tenant_id: string
    id: string
    name: string
    short: string
    kind: string
    sending_unit_id: string | null
    post_city: string | null
    version: Given<number>
  }
}
