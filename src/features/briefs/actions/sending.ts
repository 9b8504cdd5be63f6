/** Sending a brief, revising it, taking it back. */
import { dayOf } from '#core/calendar.ts'
import { allow } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import { Refusal } from '#core/refusal.ts'
import { settingsAt } from '#features/settings/rules.ts'
import type { Tx } from '#platform/database.ts'
import { writes } from '#platform/http/route.ts'
import type { Filing } from '#platform/ledger.ts'
import * as contract from '../contract.ts'
import type { Original } from '../model/transcribing.ts'
import type { Brief, BriefFacts, BriefInput } from '../model.ts'
import { policy } from '../policy.ts'
import { audienceOf } from '../rules/audience.ts'
import { missingFor } from '../rules/completeness.ts'
import { type Cleaned, cleaned, faultsIn } from '../rules/draft.ts'
import { seriesFor } from '../rules/numbering.ts'
import { maskOf } from '../rules/personal-data.ts'
import { tooLateToRecall, whyNotOpen } from '../rules/recall.ts'
import { changesBetween, type Revisable } from '../rules/revision.ts'
import { whyNotSent } from '../rules/transcribing.ts'
import { judgeFor } from '../rules/validity.ts'
import { wordedOf } from '../rules/wording.ts'
import { draftQuery, type FoundDraft, originalOf, sentRow } from '../store/drafts.ts'
import { blockQuery, personsQuery, unitsQuery } from '../store/standing.ts'
import { closeBrief, type Draft, insertBrief, saveRevision } from '../store/writing.ts'
import { attaching, saidOf } from './attaching.ts'
import {
  audienceWith,
  clockPayload,
  filingOf,
  findAt,
  nextVersion,
  refuseFaults,
  refuseIf,
  subjectOf,
} from './opening.ts'
import { threadAfter } from './thread.ts'

export const send = writes(
  contract.send,
  async ({ input }, tx) => {
    const { draftId = null, documentIds = [], ...said } = input
    const clean = cleaned(said)
    const [known, attach, [chat]] = await Promise.all([
      placed(tx, said),
      attaching(tx, documentIds),
      draftId === null ? [] : tx.ask(draftQuery(draftId)),
    ])
    const subject = { kind: 'brief', id: newId(Date.parse(tx.now)), version: 'new' } as const
    const grant = allow(policy, 'briefs.send', tx, { unitId: input.unitId }, subject)
    const unit = known.units.find(({ id }) => id === input.unitId)
    if (!unit) throw new Refusal('invalid', [{ say: '没有这个单位', field: 'unitId' }])
    refuseFaults(faultsIn(said, { ...known, nearUnitIds: nearOf(known, unit.blockId) }, dayOf(tx.now)))
    const original = draftId === null ? null : originalFrom(chat)
    const facts = factsOfNew(clean, unit, tx)
    const audience = audienceOf({ ...facts, ...noneDrawnIn, namedUnitIds: said.unitIds })
    const draft = draftOf(clean, audience, original !== null)
    const place = {
      blockId: unit.blockId,
      unitId: unit.id,
      judge: facts.judge,
      series: seriesFor(
        { kind: unit.blockKind, short: unit.blockShort, regionCode: unit.regionCode },
        unit.cityCode,
        tx.now,
      ),
    }
    const from = chat && original ? { original, sent: sentRow(chat, subject.id) } : null
    const filing = sentFiling(facts, draft, original)
    insertBrief(
      tx,
      grant,
      draft,
      place,
      { ...filing, payload: { ...filing.payload, ...saidOf(documentIds) } },
      { from, attached: attach({ briefId: subject.id, replyId: null }) },
    )
    return subject.id
  },
  threadAfter,
)

export const revise = writes(
  contract.revise,
  async ({ params, input, version }, tx) => {
    const clean = cleaned(input)
    const [brief, before, known] = await Promise.all([
      findAt(tx, params.id, version),
      threadAfter(tx, params.id),
      placed(tx, input),
    ])
    const grant = allow(policy, 'briefs.revise', tx, brief.facts, subjectOf(brief))
    refuseIf(whyNotOpen(brief.facts))
    if (input.unitId !== brief.facts.unitId) throw new Refusal('invalid', [{ say: '发送单位不能改', field: 'unitId' }])
    const nearUnitIds = nearOf(known, brief.facts.blockId, brief.drawnIn.namedUnitIds)
    refuseFaults(faultsIn(input, { ...known, nearUnitIds }, dayOf(tx.now)))
    const { visibility, intentBlockId } = input
    const audience = audienceWith(brief, { visibility, intentBlockId, namedUnitIds: input.unitIds })
    const kept = input.contactPhone !== null && input.contactPhone === before.brief.contactPhoneMasked
    const draft: Draft = {
      ...draftOf(clean, audience, brief.transcribed),
      ...(kept ? { phone: { masked: input.contactPhone ?? '' } } : {}),
    }
    const changes = changesBetween(revisableOf(before.brief), revisableAfter(draft, known, before.brief))
    if (changes.length === 0) throw new Refusal('conflict', '没有改动')
    const completes = draft.complete && brief.firstCompleteAt === null
    saveRevision(
      tx,
      grant,
      brief,
      draft,
      changes.map(({ key: _, ...shown }) => shown),
      filingOf(
        brief,
        completes ? 'brief.completed' : 'brief.revised',
        {
          ...nextVersion(brief),
          fields: changes.map(({ key }) => key),
          complete: draft.complete,
          visibility,
          contactOn: draft.contactOn,
        },
        // whoever could read it before has to learn that it changed; whoever reads it now, from when
        { audience: [...new Set([...brief.audience, ...audience])] },
      ),
    )
    return brief.id
  },
  threadAfter,
)

export const recall = writes(
  contract.recall,
  async ({ params, version }, tx) => {
    const brief = await findAt(tx, params.id, version)
    const grant = allow(policy, 'briefs.recall', tx, brief.facts, subjectOf(brief))
    refuseIf(whyNotOpen(brief.facts))
    const { 'brief.recallSeconds': seconds } = settingsAt(brief.settings, dayOf(tx.now))
    const late = tooLateToRecall(brief.facts.sentAt, tx.now, seconds)
    if (late) throw new Refusal('too-late', [late])
    closeBrief(tx, grant, brief, { state: 'recalled' }, filingOf(brief, 'brief.recalled', nextVersion(brief)))
    return brief.id
  },
  threadAfter,
)

export const withdraw = writes(
  contract.withdraw,
  async ({ params, input, version }, tx) => {
    const { shown, lifted } = wordedOf({ reason: input.reason })
    const brief = await findAt(tx, params.id, version)
    const grant = allow(policy, 'briefs.withdraw', tx, brief.facts, subjectOf(brief))
    refuseIf(whyNotOpen(brief.facts))
    closeBrief(
      tx,
      grant,
      brief,
      { state: 'withdrawn', reason: shown.reason, lifted },
      filingOf(brief, 'brief.withdrawn', nextVersion(brief)),
    )
    return brief.id
  },
  threadAfter,
)

type Placed = Awaited<ReturnType<typeof placed>>

/** Whatever the form names by id, as it stands today. One trip, shared with what is asked beside it. */
async function placed(tx: Tx, input: BriefInput) {
  const unitIds = [...new Set([input.unitId, ...input.unitIds, ...input.contacts.map(({ unitId }) => unitId)])]
  const personIds = [...new Set(input.contacts.flatMap(({ personId }) => personId ?? []))]
  const [units, persons, blocks] = await Promise.all([
    tx.ask(unitsQuery(unitIds)),
    personIds.length > 0 ? tx.ask(personsQuery(personIds)) : [],
    input.intentBlockId === null ? [] : tx.ask(blockQuery(input.intentBlockId)),
  ])
  const [block] = blocks
  return {
    units,
    persons,
    intentBlockName: block?.name ?? null,
    unitIds: new Set(units.map(({ id }) => id)),
    personIds: new Set(persons.map(({ id }) => id)),
    intentBlock: block ? { cityLevel: block.kind === 'city-level' } : null,
  }
}

function nearOf({ units }: Placed, blockId: string, named: readonly string[] = []): ReadonlySet<string> {
  return new Set([...named, ...units.filter((unit) => unit.blockId === blockId).map(({ id }) => id)])
}

const noneDrawnIn = { assignedUnitIds: [], calledUnitIds: [], calledAs: [] }

function factsOfNew(clean: Cleaned, unit: Placed['units'][0], tx: Tx): BriefFacts {
  const cityLevel = unit.blockKind === 'city-level'
  return {
    blockId: unit.blockId,
    cityLevelBlock: cityLevel,
    intentBlockId: clean.intentBlockId,
    unitId: unit.id,
    recorderId: tx.actor.personId,
    sentAt: tx.now,
    state: 'sent',
    validity: 'pending',
    visibility: clean.visibility,
    judge: judgeFor({ cityLevel, verifies: unit.verifies, recognises: unit.recognises }),
    judgeVacant: false,
    judgedByIds: [],
    rechecked: false,
    negotiating: false,
    contactPersonIds: [],
    assignedUnitIds: [],
  }
}

/** 补录 claims no first report, however complete. */
function draftOf(clean: Cleaned, audience: string[], transcribed: boolean): Draft {
  return { ...clean, audience, complete: !transcribed && missingFor(clean).length === 0 }
}

function originalFrom(chat: FoundDraft | undefined): Original {
  if (!chat) throw new Refusal('not-found', '没有这条补录草稿')
  refuseIf(whyNotSent({ state: chat.state, briefState: chat.brief_state }))
  return originalOf(chat)
}

function sentFiling(facts: BriefFacts, draft: Draft, original: Original | null): Filing {
  return {
    event: 'brief.sent',
    audience: draft.audience,
    payload: {
      ...clockPayload(facts, draft.audience),
      version: 1,
      recorderId: facts.recorderId,
      visibility: draft.visibility,
      contactOn: draft.contactOn,
      complete: draft.complete,
      mentions: draft.mentions.length,
      ...(original === null
        ? {}
        : { transcribed: true, originalOn: original.on, originalPosterId: original.person?.id ?? null }),
    },
  }
}

const contactZh = (unit: string, person: string | null, joint: boolean) =>
  `${unit}${person === null ? '' : ` ${person}`}${joint ? '（联合）' : ''}`

function revisableOf(brief: Brief): Revisable {
  return {
    ...brief,
    mentions: brief.mentions.map(({ id: _, ...mention }) => mention),
    contacts: brief.contacts.map(({ unit, person, joint }) => contactZh(unit.name, person?.name ?? null, joint)),
    unitNames: brief.units.map(({ name }) => name),
    intentBlockName: brief.intentBlock?.name ?? null,
  }
}

function revisableAfter(draft: Draft, known: Placed, before: Brief): Revisable {
  const unitName = (id: string) => known.units.find((unit) => unit.id === id)?.name ?? ''
  const personName = (id: string | null) => known.persons.find((person) => person.id === id)?.name ?? null
  const { phone } = draft
  return {
    ...draft,
    contacts: draft.contacts.map(({ unitId, personId, joint }) =>
      contactZh(unitName(unitId), personName(personId), joint),
    ),
    contactPhoneMasked: phone === null ? null : 'masked' in phone ? before.contactPhoneMasked : maskOf(phone),
    unitNames: draft.unitIds.map(unitName),
    intentBlockName: known.intentBlockName,
  }
}
