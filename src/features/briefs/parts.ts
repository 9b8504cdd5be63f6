/** What briefs contribute to the home page: those that wait for whoever looks, in the order of the clock, and what moved. */
import type { Actor } from '#core/actor.ts'
import { may } from '#core/grant.ts'
import type { Clock } from '#features/deadlines/model.ts'
import { stateOf } from '#features/deadlines/rules/light.ts'
import type { Identity } from '#platform/database.ts'
import type { BriefFacts, BriefMove, BriefTask, LongOverdue } from './model.ts'
import { policy, speaksFor } from './policy.ts'
import { missingFor } from './rules/completeness.ts'
import { rulesHere } from './rules/ruling.ts'
import { judgingKey, whyNotJudge } from './rules/validity.ts'
import { type TaskRows, taskQueries } from './store/tasks.ts'

/** Put these among the queries of the page. */
export { taskQueries }

/** And give their rows to this, with the clocks that wait. Only what whoever looks may really do is a task. */
export function tasksFrom(
  rows: TaskRows,
  clocks: readonly Clock[],
  { actor, now }: Pick<Identity, 'actor' | 'now'>,
): BriefTask[] {
  const waiting = new Map(rows.briefsWaiting.map((row) => [row.id, row]))
  const clocked = clocks.flatMap((clock) => {
    const row = waiting.get(clock.subject.slice('brief:'.length))
    const key = keyOf(clock)
    const task = row && key ? taskOf(rows, row, key, clock, now) : null
    return task && canDo(actor, task) && !isDone(rows, task) ? [task] : []
  })
  const unconfirmed = rows.rulingsWaiting.flatMap((ruling) => {
    const row = waiting.get(ruling.briefId)
    const mine = ruling.leaderId === actor.personId && ruling.enteredBy !== null && ruling.confirmedAt === null
    return row && mine ? [{ ...taskOf(rows, row, 'confirm', null, now), ruling: rulingOf(ruling) }] : []
  })
  return [...clocked, ...unconfirmed]
}

/** What this person has let run over for long, by kind; others who read the same keys (发布岗) are not told of it. */
export function overdueFrom({ longOverdue }: TaskRows, actor: Actor): LongOverdue[] {
  return (['respond', 'judge', 'answer'] as const).flatMap((key) => {
    const asked = longOverdue.filter((row) => row.key === `briefs.${key}` && isAsked(actor, key, row.answerers))
    const count = asked.reduce((sum, { n }) => sum + Number(n), 0)
    return count > 0 ? [{ key, count }] : []
  })
}

function isAsked(actor: Actor, key: LongOverdue['key'], answerers: readonly string[]): boolean {
  if (key === 'answer') return answerers.some((one) => one.startsWith('u:') && speaksFor(actor, one.slice(2)))
  // those keys are the leaders' own and their delegates'
  return key === 'respond' || actor.posts.some((post) => answerers.includes(judgingKey(post) ?? ''))
}

export function movesFrom(rows: TaskRows): BriefMove[] {
  return rows.briefMoves.map(({ id, unit, companies, what, ...move }) => ({
    ...move,
    what: what as BriefMove['what'], // the query writes exactly these
    brief: { id, unit, companies },
  }))
}

type Row = TaskRows['briefsWaiting'][0]

function keyOf({ key }: Clock): 'respond' | 'judge' | 'answer' | null {
  if (key === 'briefs.respond') return 'respond'
  if (key === 'briefs.judge') return 'judge'
  return key === 'briefs.answer' ? 'answer' : null
}

function taskOf(rows: TaskRows, row: Row, key: BriefTask['key'], clock: Clock | null, now: string): BriefTask {
  const rulings = rows.rulingsWaiting.filter(({ briefId }) => briefId === row.id)
  const told = clock && key === 'answer' ? rulings.find(({ id }) => id === clock.instance) : undefined
  const [first] = row.mentions
  return {
    key,
    brief: {
      id: row.id,
      version: row.version,
      number: row.number,
      unit: { id: row.unitId, name: row.unitName },
      sentAt: row.sentAt,
      missing: missingFor({ contactName: row.contactName, contactOn: row.contact_on, mentions: row.claims }),
      companies: row.mentions.map(({ company }) => company),
      intention: first?.intention ?? null,
      investmentFen: first?.fen ?? null,
      investmentCurrency: first?.currency ?? 'CNY',
      landM2: first?.landM2 ?? null,
    },
    facts: factsOf(row, rulings),
    ruling: told ? rulingOf(told) : null,
    clock: clock ? clockOf(clock, now) : null,
  }
}

function clockOf(clock: Clock, now: string): BriefTask['clock'] {
  const { state, because } = stateOf(clock, now)
  return { state, dueAt: clock.dueAt, because: because.map(({ say }) => say).join('；') }
}

function factsOf(row: Row, rulings: readonly TaskRows['rulingsWaiting'][0][]): BriefFacts {
  const told = rulings.flatMap(({ leadUnitId, coUnitIds }) => [leadUnitId ?? [], coUnitIds].flat())
  return {
    blockId: row.blockId,
    cityLevelBlock: row.cityLevelBlock,
    intentBlockId: row.intentBlockId,
    unitId: row.unitId,
    recorderId: row.recorderId,
    sentAt: row.sentAt,
    // the columns' checks hold exactly the values of these unions
    state: row.state as BriefFacts['state'],
    validity: row.validity as BriefFacts['validity'],
    visibility: row.visibility as BriefFacts['visibility'],
    judge: row.judge as BriefFacts['judge'],
    // the clock asks those of the level itself: whoever of them may judge is there, so it is not vacant
    judgeVacant: false,
    judgedByIds: row.judgedByIds,
    rechecked: row.rechecked,
    negotiating: row.negotiating,
    contactPersonIds: row.contactPersonIds,
    assignedUnitIds: [...new Set(told)],
  }
}

function rulingOf(row: TaskRows['rulingsWaiting'][0]): NonNullable<BriefTask['ruling']> {
  return {
    id: row.id,
    at: row.at,
    leader: { id: row.leaderId, name: row.leaderName },
    leaderPost: row.leaderPost,
    conclusion: row.conclusion as NonNullable<BriefTask['ruling']>['conclusion'], // the column's check
    leadUnit: row.leadUnitId ? { id: row.leadUnitId, name: row.leadUnitName ?? '' } : null,
    dueOn: row.dueOn,
    body: row.body,
    enteredBy: row.enteredBy,
  }
}

function canDo(actor: Actor, { key, facts, ruling }: BriefTask): boolean {
  if (key === 'respond') return rulesHere(actor, facts)
  if (key === 'judge') return may(policy, 'briefs.judge', actor, facts) === true && whyNotJudge(facts) === null
  return ruling?.leadUnit != null && speaksFor(actor, ruling.leadUnit.id)
}

/** The clocks follow the ledger within moments; what was done just now is no task even before they know. */
function isDone(rows: TaskRows, { key, ruling, brief }: BriefTask): boolean {
  const rulings = rows.rulingsWaiting.filter(({ briefId }) => briefId === brief.id)
  if (key === 'respond') return rulings.length > 0
  return key === 'answer' && rulings.some(({ id, answered }) => id === ruling?.id && answered)
}
