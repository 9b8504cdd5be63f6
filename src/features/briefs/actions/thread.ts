/** The page of one brief, put together: the same answer to opening it and to every change of it. */
import { type Actor, holds } from '#core/actor.ts'
import { dayOf, stateCouncilCalendar } from '#core/calendar.ts'
import { may } from '#core/grant.ts'
import { toWire } from '#core/money.ts'
import { Refusal } from '#core/refusal.ts'
import { limitsIn } from '#features/deadlines/jobs.ts'
import { basisOf } from '#features/deadlines/rules/definitions.ts'
import { stateOf } from '#features/deadlines/rules/light.ts'
import { foldClocks } from '#features/deadlines/rules/story.ts'
import { shown } from '#features/documents/store.ts'
import type { SettingRow } from '#features/settings/model.ts'
import { settingsAt } from '#features/settings/rules.ts'
import { askAll, type Identity, type Tx } from '#platform/database.ts'
import { lineOf } from '#platform/ledger-reader.ts'
import { clocks as definitions } from '../clocks.ts'
import type { Brief, BriefFacts, Message, Thread } from '../model.ts'
import { policy } from '../policy.ts'
import { missingFor } from '../rules/completeness.ts'
import { recallUntil } from '../rules/recall.ts'
import { maskedName } from '../rules/revision.ts'
import { inForce, undoUntil } from '../rules/ruling.ts'
import { judgementUndoUntil } from '../rules/validity.ts'
import { originalIn } from '../store/drafts.ts'
import { type ThreadRow, type ThreadRows, threadQueries } from '../store/thread.ts'

/** Answers a change; the row's own security decides again what is shown. */
export async function threadAfter(tx: Tx, id: string): Promise<Thread> {
  return threadOf(await askAll(tx, threadQueries(id)), tx.identity)
}

export function threadOf(rows: ThreadRows, { actor, now }: Pick<Identity, 'actor' | 'now'>): Thread {
  const row = rows.thread[0]
  if (!row) throw new Refusal('not-found')
  const page = new Page(rows, row, actor, now)
  return {
    brief: page.brief(),
    attachments: rows.attached.map(({ reply_id, ...document }) => ({ replyId: reply_id, document: shown(document) })),
    messages: page.messages(),
    clocks: page.clocks(),
    repeatedBy: row.repeats.map(({ sent_at, ...repeat }) => ({ ...repeat, sentAt: sent_at })),
    readBy: row.reads.map((read) => ({ unit: page.unit(read.unit_id), at: read.first_at })),
    facts: page.facts,
    now,
  }
}

const named = (names: ReadonlyMap<string, string>, id: string) => ({ id, name: names.get(id) ?? '' })

/** One page while it is put together: the rows, the names in them, who looks and when. */
class Page {
  readonly facts: BriefFacts
  readonly #rows: ThreadRows
  readonly #row: ThreadRow
  readonly #actor: Actor
  readonly #now: string
  readonly #units: ReadonlyMap<string, string>
  readonly #persons: ReadonlyMap<string, string>
  /** recalled or withdrawn: number, unit, date and reason are all that is left to read */
  readonly #stub: boolean

  constructor(rows: ThreadRows, row: ThreadRow, actor: Actor, now: string) {
    this.#rows = rows
    this.#row = row
    this.#actor = actor
    this.#now = now
    this.#stub = row.state !== 'sent'
    this.#units = new Map(row.units.map(({ id, name }) => [id, name]))
    this.#persons = new Map(row.persons.map(({ id, name }) => [id, name]))
    this.facts = factsIn(row)
  }

  unit(id: string) {
    return named(this.#units, id)
  }

  brief(): Brief {
    const row = this.#row
    const open = <T>(value: T): T | null => (this.#stub ? null : value)
    const seesName = may(policy, 'briefs.unmask', this.#actor, this.facts) === true
    return {
      id: row.id,
      number: row.number,
      version: row.version,
      revision: row.revision,
      block: { id: row.block_id, name: row.block_name },
      unit: { id: row.unit_id, name: row.unit_name, kind: row.unit_kind },
      recorder: { id: row.recorder_id, name: row.recorder_name },
      sentAt: row.sent_at,
      recallUntil: recallUntil(row.sent_at, this.#setting('brief.recallSeconds')),
      firstCompleteAt: row.first_complete_at,
      original: open(originalIn(row)),
      contactOn: open(row.contact_on),
      channel: open(row.channel as Brief['channel']), // the column's check holds these values
      place: open(row.place),
      body: open(row.body) ?? '',
      mentions: this.#stub ? [] : this.#mentions(),
      contacts: this.#stub ? [] : this.#contacts(),
      contactName: open(seesName ? row.contact_name : maskedName(row.contact_name)),
      contactPhoneMasked: open(row.contact_phone_masked),
      lifted: this.#stub ? [] : (this.#row.lifted as Brief['lifted']), // the column's check holds these kinds
      nextStep: open(row.next_step),
      nextOn: open(row.next_on),
      helpNeeded: open(row.help_needed),
      visibility: this.facts.visibility,
      units: this.#row.named.map(({ unit_id }) => this.unit(unit_id)),
      intentBlock: row.intent_block_id ? { id: row.intent_block_id, name: row.intent_block_name ?? '' } : null,
      state: this.facts.state,
      withdrawnReason: row.withdrawn_reason,
      validity: this.facts.validity,
      negotiatingAt: row.negotiating_at,
      missing: this.#stub ? [] : this.#missing(),
    }
  }

  #setting(key: 'brief.recallSeconds' | 'brief.undoSeconds' | 'brief.judgementUndoMinutes'): number {
    // all of them hold for the whole city; `value` was checked when it was set
    return settingsAt(this.#rows.settings as SettingRow[], dayOf(this.#now))[key]
  }

  #mentions(): Brief['mentions'] {
    return this.#row.mentions.map((row) => ({
      id: row.id,
      companyName: row.company_name,
      uscCode: row.usc_code,
      companyRegion: row.company_region,
      intention: row.intention,
      industry: row.industry,
      investmentFen: row.investment_fen === null ? null : toWire(BigInt(row.investment_fen)),
      investmentCurrency: row.investment_currency,
      // the column's check holds these values
      investmentQualifier: row.investment_qualifier as Brief['mentions'][0]['investmentQualifier'],
      landM2: row.land_m2 === null ? null : Number(row.land_m2),
      floorAreaM2: row.floor_area_m2 === null ? null : Number(row.floor_area_m2),
    }))
  }

  #contacts(): Brief['contacts'] {
    return this.#row.contacts.map((row) => ({
      unit: this.unit(row.unit_id),
      person: row.person_id === null ? null : named(this.#persons, row.person_id),
      joint: row.joint,
    }))
  }

  #missing(): string[] {
    return missingFor({
      contactName: this.#row.contact_name,
      contactOn: this.#row.contact_on,
      mentions: this.#row.mentions.map((row) => ({ companyName: row.company_name, intention: row.intention })),
    })
  }

  /** In the order in which they came; a stub keeps what others said and hides what the writer had changed. */
  messages(): Message[] {
    const all: Message[] = [
      ...this.#replies(),
      ...this.#rulings(),
      ...this.#judgements(),
      ...(this.#stub ? [] : this.#revisions()),
      ...this.#row.negotiations.map((row) => ({
        kind: 'negotiation' as const,
        at: row.at,
        by: named(this.#persons, row.by_id),
        onDay: row.on_day,
        note: row.note,
      })),
    ]
    return all.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).slice(-1000)
  }

  #replies(): Message[] {
    return this.#row.replies.map((row) => ({
      kind: 'reply',
      id: row.id,
      at: row.at,
      author: named(this.#persons, row.author_id),
      unit: this.unit(row.unit_id),
      body: row.body,
      calledUnits: row.called_units.map((id) => this.unit(id)),
      calledPersons: row.called_persons.map((id) => named(this.#persons, id)),
      answersRulingId: row.answers_ruling_id,
    }))
  }

  #rulings(): Message[] {
    const standing = inForce(this.#row.rulings.map((row) => ({ ...row, undoneAt: row.undone_at })))
    const undoSeconds = this.#setting('brief.undoSeconds')
    return this.#row.rulings.map((row) => ({
      kind: 'ruling',
      id: row.id,
      at: row.at,
      leader: named(this.#persons, row.leader_id),
      leaderPost: row.leader_post,
      conclusion: row.conclusion as 'follow' | 'assign' | 'hold' | 'drop', // the column's check holds these values
      leadUnit: row.lead_unit_id === null ? null : this.unit(row.lead_unit_id),
      coUnits: row.co_unit_ids.map((id) => this.unit(id)),
      dueOn: row.due_on,
      // undone within seconds: a slip of the thumb is nobody's word
      body: row.undone_at === null ? row.body : null,
      enteredBy: row.entered_by === null ? null : named(this.#persons, row.entered_by),
      confirmedAt: row.confirmed_at,
      undone: row.undone_at !== null,
      inForce: standing?.id === row.id,
      undoUntil: undoUntil(row.at, undoSeconds),
    }))
  }

  #judgements(): Message[] {
    const minutes = this.#setting('brief.judgementUndoMinutes')
    return this.#row.judgements.map((row) => ({
      kind: 'judgement',
      id: row.id,
      at: row.at,
      judge: named(this.#persons, row.judge_id),
      unit: this.unit(row.judge_unit_id),
      verdict: row.verdict as 'valid' | 'invalid' | 'duplicate', // the column's check holds these values
      // taken back in time: what was said is nobody's word, that something was said stays
      reason: row.undone_at === null ? row.reason : null,
      duplicateOf:
        row.duplicate_of === null || row.undone_at !== null
          ? null
          : { id: row.duplicate_of, number: row.original_number },
      recheck: row.recheck,
      undone: row.undone_at !== null,
      undoUntil: judgementUndoUntil(row.at, minutes),
    }))
  }

  #revisions(): Message[] {
    return this.#row.revisions.map((row) => ({
      kind: 'revision',
      no: row.no,
      at: row.at,
      by: named(this.#persons, row.by_id),
      changes: row.changes as { field: string; before: string; after: string }[], // written by `saveRevision`
    }))
  }

  clocks(): Thread['clocks'] {
    // `queries` above asks for exactly these rows
    const basis = basisOf(definitions, limitsIn(this.#rows.settings as SettingRow[]), stateCouncilCalendar)
    const subject = `brief:${this.#row.id}` as const
    return foldClocks(basis, this.#rows.lines.map(lineOf))
      .filter((clock) => clock.subject === subject)
      .map((clock) => {
        const { state, because } = stateOf(clock, this.#now)
        return {
          key: clock.key,
          title: clock.title,
          instance: clock.instance,
          state,
          startedAt: clock.startedAt,
          dueAt: clock.dueAt,
          stoppedAt: clock.stoppedAt,
          answerer: clock.answerers.map((key) => this.#answerer(key)).join('、'),
          because: because.map(({ say }) => say).join('；'),
        }
      })
  }

  #answerer(key: string): string {
    const id = key.slice(2)
    if (key.startsWith('u:')) return this.unit(id).name
    const block = id === this.#row.block_id ? this.#row.block_name : (this.#row.intent_block_name ?? '')
    if (key.startsWith('l:')) return `${block}领导`
    if (key.startsWith('v:')) return `${block}核实岗`
    return { R: '市级认定岗', J: '联审单位', L: '市领导' }[key] ?? key
  }
}

function factsIn(row: ThreadRow): BriefFacts {
  const standing = row.rulings.filter(({ undone_at }) => undone_at === null)
  const judged = row.judgements.filter(({ undone_at }) => undone_at === null)
  return {
    blockId: row.block_id,
    cityLevelBlock: row.block_kind === 'city-level',
    intentBlockId: row.intent_block_id,
    unitId: row.unit_id,
    recorderId: row.recorder_id,
    sentAt: row.sent_at,
    // the columns' check constraints hold exactly the values of these unions
    state: row.state as BriefFacts['state'],
    validity: row.validity as BriefFacts['validity'],
    visibility: row.visibility as BriefFacts['visibility'],
    judge: row.judge as BriefFacts['judge'],
    judgeVacant: row.judge_vacant,
    judgedByIds: judged.map(({ judge_id }) => judge_id),
    rechecked: judged.some(({ recheck }) => recheck),
    negotiating: row.negotiating_at !== null,
    contactPersonIds: [...new Set(row.contacts.flatMap(({ person_id }) => person_id ?? []))],
    assignedUnitIds: [
      ...new Set(
        standing.flatMap((ruling) => [...(ruling.lead_unit_id ? [ruling.lead_unit_id] : []), ...ruling.co_unit_ids]),
      ),
    ],
  }
}

/** Leaders are asked for no unit's read mark. */
export function leads(actor: Actor): boolean {
  return holds(actor, 'city-leader') || holds(actor, 'block-leader')
}
