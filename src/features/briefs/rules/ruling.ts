/** 批示: who may rule, whose word is senior, which ruling is in force, and the ten seconds in which it can be taken back. */
import { type Actor, type Post, roles } from '#core/actor.ts'
import { no } from '#core/grant.ts'
import { addSeconds } from '#core/instant.ts'
import type { Because } from '#core/refusal.ts'
import type { BriefFacts } from '../model.ts'

/** 1 is senior to 2: a 市领导's word stands over a 区块领导's. */
export type Seniority = 1 | 2

export function undoUntil(at: string, undoSeconds: number): string {
  return addSeconds(at, undoSeconds)
}

type Place = Pick<BriefFacts, 'blockId' | 'cityLevelBlock' | 'intentBlockId'>

/** 市领导 rule on every brief, 区块领导 on their block's and on 市本级's that are meant for their block. */
export function seniorityOf(post: Pick<Post, 'role' | 'blockId'>, brief: Place): Seniority | null {
  if (post.role === 'city-leader') return 1
  if (post.role !== 'block-leader') return null
  const meant = brief.cityLevelBlock ? brief.intentBlockId : null
  return post.blockId === brief.blockId || post.blockId === meant ? 2 : null
}

export type Ruler = { leaderId: string; leaderPost: string; seniority: Seniority; enteredBy: string | null; post: Post }

/** By whose post somebody rules here; `leaderId` names another whose word is entered (代录). Null: they may not. */
export function rulerFor(actor: Actor, brief: Place, leaderId: string | null): Ruler | null {
  const own = leaderId === null || leaderId === actor.personId
  const delegation = own ? undefined : actor.delegations.find((given) => given.personId === leaderId)
  const posts = own ? actor.posts : (delegation?.posts ?? [])
  let senior: { post: Post; seniority: Seniority } | null = null
  for (const post of posts) {
    const seniority = seniorityOf(post, brief)
    if (seniority !== null && (senior === null || seniority < senior.seniority)) senior = { post, seniority }
  }
  if (senior === null) return null
  return {
    leaderId: leaderId ?? actor.personId,
    leaderPost: `${senior.post.unitName}${senior.post.acting ? '代理' : ''}${roles[senior.post.role]}`,
    seniority: senior.seniority,
    enteredBy: own ? null : actor.personId,
    post: senior.post,
  }
}

/** Whether somebody may rule in their own or in any delegated name. */
export function rulesHere(actor: Actor, brief: Place): boolean {
  return [null, ...actor.delegations.map((given) => given.personId)].some((id) => rulerFor(actor, brief, id) !== null)
}

export type Word = {
  conclusion: 'follow' | 'assign' | 'hold' | 'drop'
  leadUnitId: string | null
  coUnitIds: readonly string[]
  dueOn: string | null
}

/** A unit as it is ranked today. */
export type Told = { id: string; name: string; blockId: string }

/** What an 交办 must say and any other conclusion must not; `told` are those of its units that exist. */
export function faultsIn(word: Word, ruler: Ruler, told: readonly Told[], today: string): Because[] {
  if (word.conclusion !== 'assign') {
    const extra = word.leadUnitId !== null || word.coUnitIds.length > 0 || word.dueOn !== null
    return extra ? [{ say: '只有交办才写牵头单位和时限', field: 'conclusion' }] : []
  }
  const faults: Because[] = []
  if (word.leadUnitId === null) faults.push({ say: '交办须写明牵头单位', field: 'leadUnitId' })
  if (word.dueOn === null) faults.push({ say: '交办须写明时限', field: 'dueOn' })
  else if (word.dueOn < today) faults.push({ say: '时限不能早于今天', field: 'dueOn' })
  if (word.leadUnitId !== null && word.coUnitIds.includes(word.leadUnitId))
    faults.push({ say: '牵头单位不再列为配合单位', field: 'coUnitIds' })
  for (const id of unitsIn(word)) {
    const unit = told.find((one) => one.id === id)
    const field = id === word.leadUnitId ? 'leadUnitId' : 'coUnitIds'
    if (!unit) faults.push({ say: '没有这个单位', field })
    else if (ruler.seniority === 2 && unit.blockId !== ruler.post.blockId)
      faults.push({ say: `${unit.name}不归本区块，请市领导交办`, field })
  }
  return faults
}

export function unitsIn(word: Pick<Word, 'leadUnitId' | 'coUnitIds'>): string[] {
  return [...new Set([...(word.leadUnitId === null ? [] : [word.leadUnitId]), ...word.coUnitIds])]
}

export type Ruled = { id: string; at: string; seniority: number; undoneAt: string | null }

/** The senior leader's latest that is not undone; the others stay to be read. */
export function inForce<R extends Ruled>(rulings: readonly R[]): R | null {
  let standing: R | null = null
  for (const ruling of rulings) {
    if (ruling.undoneAt !== null) continue
    if (standing === null || outranks(ruling, standing)) standing = ruling
  }
  return standing
}

function outranks(one: Ruled, other: Ruled): boolean {
  if (one.seniority !== other.seniority) return one.seniority < other.seniority
  return one.at > other.at || (one.at === other.at && one.id > other.id)
}

/** Only within the seconds set (ten), by the server's clock. Who pressed is the policy's question. */
export function whyNotUndo(
  ruling: Ruled,
  now: string,
  undoSeconds: number,
): { code: 'conflict' | 'too-late'; because: Because } | null {
  if (ruling.undoneAt !== null) return { code: 'conflict', because: no('这条批示已撤回') }
  return now <= undoUntil(ruling.at, undoSeconds)
    ? null
    : { code: 'too-late', because: no(`已超过${undoSeconds}秒，不能撤回；可以再作一条批示取代它`) }
}

export function whyNotConfirm(
  ruling: Ruled & { enteredBy: string | null; confirmedAt: string | null },
): Because | null {
  if (ruling.undoneAt !== null) return no('这条批示已撤回')
  if (ruling.enteredBy === null) return no('这条批示由领导本人作出，无须确认')
  return ruling.confirmedAt === null ? null : no('已确认过')
}

/** Which ruling a reply answers: one that stands, told this very unit to lead, and may still be answered. */
export function whyNotAnswer(
  ruling: (Ruled & { conclusion: string; leadUnitId: string | null }) | undefined,
  unitId: string,
): Because | null {
  const say = (text: string): Because => ({ say: text, field: 'answersRulingId' })
  if (!ruling) return say('没有这条批示')
  if (ruling.undoneAt !== null) return say('这条批示已撤回')
  if (ruling.conclusion !== 'assign') return say('这条批示没有交办')
  return ruling.leadUnitId === unitId ? null : say('这条批示交办给另一个单位，由牵头单位答复')
}
