/** The form of a brief: what was read from the pasted text, what the person has put in its place, and how both become the input. */
import type { Actor, Post } from '#core/actor.ts'
import { m2OfMu } from '#core/area.ts'
import { mostFen, parseMoney } from '#core/money.ts'
import type { Brief, BriefInput, channels, MentionInput, visibilities } from '../model.ts'
import { speaksFor } from '../policy.ts'
import { type MoneyWord, moneyWordNames, moneyWords } from './money-words.ts'

export type Channel = keyof typeof channels
export type Visibility = keyof typeof visibilities

/** Figures stay as they are typed until they are sent: half a figure is no figure. */
export type MentionForm = {
  companyName: string
  uscCode: string
  companyRegion: string
  intention: string
  industry: string
  investment: string
  money: MoneyWord
  qualifier: NonNullable<MentionInput['investmentQualifier']> | ''
  landMu: string
  floorM2: string
}

export type BriefForm = {
  unitId: string
  mentions: readonly MentionForm[]
  contactOn: string
  channel: Channel | ''
  place: string
  /** who of the own unit met the company; '' leaves it with the unit */
  contactPersonId: string
  jointUnitIds: readonly string[]
  contactName: string
  contactPhone: string
  nextStep: string
  nextOn: string
  helpNeeded: string
  visibility: Visibility
  unitIds: readonly string[]
  intentBlockId: string
}

/** What is kept in the browser: the text, and only those fields that the person has taken into their own hands. */
export type BriefDraft = {
  readonly body: string
  readonly own: Partial<BriefForm>
  /** the 补录 draft on the server that these words come from */
  readonly draftId?: string
}
export const emptyDraft: BriefDraft = { body: '', own: {} }

export const emptyMention: MentionForm = {
  companyName: '',
  uscCode: '',
  companyRegion: '',
  intention: '',
  industry: '',
  investment: '',
  money: '万元',
  qualifier: '',
  landMu: '',
  floorM2: '',
}

export function emptyForm(actor: Actor, unitId: string): BriefForm {
  return {
    unitId,
    mentions: [emptyMention],
    contactOn: '',
    channel: '',
    place: '',
    contactPersonId: actor.personId,
    jointUnitIds: [],
    contactName: '',
    contactPhone: '',
    nextStep: '',
    nextOn: '',
    helpNeeded: '',
    visibility: 'block',
    unitIds: [],
    intentBlockId: '',
  }
}

/** Units for which this person writes; reporters' posts first. */
export function writingPosts(actor: Actor): readonly Post[] {
  const business = actor.posts.filter(({ unitId }) => speaksFor(actor, unitId))
  const sorted = [...business].sort((one, other) => rankOf(one) - rankOf(other))
  return sorted.filter((post, index) => sorted.findIndex(({ unitId }) => unitId === post.unitId) === index)
}

function rankOf({ role }: Post): number {
  return role === 'reporter' ? 0 : role === 'unit-head' ? 1 : 2
}

/** as the endpoint takes it; a pasted chat may be longer, and becomes drafts */
const longestBody = 20_000

export type Said<T> = { readonly value: T; readonly errors: Readonly<Record<string, string>> }

/** The input of the endpoint, and at which field a figure cannot be read. */
export function inputOf(body: string, form: BriefForm): Said<BriefInput> {
  const errors: Record<string, string> = {}
  const mentions = form.mentions.map((mention, index) => {
    const { value, errors: wrong } = mentionOf(mention)
    for (const [field, say] of Object.entries(wrong)) errors[`mentions.${index}.${field}`] = say
    return value
  })
  if (body.trim() === '') errors.body = '先粘贴或写下内容'
  if (body.trim().length > longestBody) errors.body = '一条简报最多 2 万字，请删减'
  if (form.visibility === 'units' && form.unitIds.length === 0) errors.unitIds = '选出可以看的单位'
  const value: BriefInput = {
    unitId: form.unitId,
    body: body.trim(),
    contactOn: form.contactOn || null,
    channel: form.channel || null,
    place: wordsOf(form.place),
    mentions,
    contacts: [
      { unitId: form.unitId, personId: form.contactPersonId || null, joint: false },
      ...form.jointUnitIds
        .filter((unitId) => unitId !== form.unitId)
        .map((unitId) => ({ unitId, personId: null, joint: true })),
    ],
    contactName: wordsOf(form.contactName),
    contactPhone: wordsOf(form.contactPhone),
    nextStep: wordsOf(form.nextStep),
    nextOn: form.nextOn || null,
    helpNeeded: wordsOf(form.helpNeeded),
    visibility: form.visibility,
    unitIds: form.visibility === 'units' ? [...form.unitIds] : [],
    intentBlockId: form.intentBlockId || null,
  }
  return { value, errors }
}

function mentionOf(mention: MentionForm): Said<MentionInput> {
  const errors: Record<string, string> = {}
  const companyName = mention.companyName.trim()
  if (companyName === '') errors.companyName = '填写企业名称'
  const fen = fenOf(mention.investment, mention.money)
  if (fen === 'wrong') errors.investment = '填数字，如 2.6'
  const landMu = numberOf(mention.landMu)
  if (landMu === 'wrong') errors.landMu = '填数字，如 45'
  const floor = numberOf(mention.floorM2)
  if (floor === 'wrong') errors.floorM2 = '填数字，如 30000'
  const uscCode = mention.uscCode.trim().toUpperCase()
  if (uscCode !== '' && uscCode.length !== 18) errors.uscCode = '统一社会信用代码是 18 位'
  const value: MentionInput = {
    companyName,
    uscCode: uscCode || null,
    companyRegion: wordsOf(mention.companyRegion),
    intention: wordsOf(mention.intention),
    industry: wordsOf(mention.industry),
    investmentFen: typeof fen === 'number' ? fen : null,
    investmentCurrency: moneyWords[mention.money],
    investmentQualifier: typeof fen === 'number' && mention.qualifier !== '' ? mention.qualifier : null,
    landM2: typeof landMu === 'number' ? m2OfMu(landMu) : null,
    floorAreaM2: typeof floor === 'number' ? floor : null,
  }
  return { value, errors }
}

/** '2.6' 亿元 → fen; other currencies count in their own hundredths. */
export function fenOf(text: string, word: MoneyWord): number | null | 'wrong' {
  if (text.trim() === '') return null
  const fen = parseMoney(`${text.trim()}${word.startsWith('亿') ? '亿元' : '万元'}`)
  return fen === null || fen > mostFen ? 'wrong' : Number(fen)
}

/** Fen as it is typed: exactly, in 亿 where that needs few digits. */
export function typedMoney(fen: bigint, currency: string): { investment: string; money: MoneyWord } {
  const large = fen >= 10_000_000_000n && fen % 100_000_000n === 0n
  const per = large ? 10_000_000_000n : 1_000_000n
  const decimals = String(fen % per)
    .padStart(String(per).length - 1, '0')
    .replace(/0+$/, '')
  const found = moneyWordNames.find((word) => moneyWords[word] === currency && word.startsWith(large ? '亿' : '万'))
  return { investment: `${fen / per}${decimals ? `.${decimals}` : ''}`, money: found ?? (large ? '亿元' : '万元') }
}

/** Everything that was typed into these fields. */
export function wordsIn(form: Partial<BriefForm>): readonly string[] {
  return Object.values(form).flatMap((value) =>
    typeof value === 'string'
      ? [value]
      : value.flatMap((part) => (typeof part === 'string' ? [part] : Object.values(part))),
  )
}

function numberOf(text: string): number | null | 'wrong' {
  const plain = text.normalize('NFKC').replace(/[\s,]/g, '')
  if (plain === '') return null
  return /^\d{1,9}(\.\d{1,4})?$/.test(plain) ? Number(plain) : 'wrong'
}

function wordsOf(text: string): string | null {
  return text.trim() || null
}

/** A sent brief as a form: everything in it counts as the person's own. */
export function draftOf(brief: Brief): BriefDraft {
  const [own, ...joint] = [...brief.contacts].sort((one, other) => Number(one.joint) - Number(other.joint))
  return {
    body: brief.body,
    own: {
      unitId: brief.unit.id,
      mentions: brief.mentions.map((mention) => ({
        companyName: mention.companyName,
        uscCode: mention.uscCode ?? '',
        companyRegion: mention.companyRegion ?? '',
        intention: mention.intention ?? '',
        industry: mention.industry ?? '',
        ...(mention.investmentFen === null
          ? { investment: '', money: '万元' as const }
          : typedMoney(BigInt(mention.investmentFen), mention.investmentCurrency)),
        qualifier: mention.investmentQualifier ?? '',
        landMu: mention.landM2 === null ? '' : muOf(mention.landM2),
        floorM2: mention.floorAreaM2 === null ? '' : String(mention.floorAreaM2),
      })),
      contactOn: brief.contactOn ?? '',
      channel: brief.channel ?? '',
      place: brief.place ?? '',
      contactPersonId: own && !own.joint ? (own.person?.id ?? '') : '',
      jointUnitIds: [...(own?.joint ? [own] : []), ...joint].map(({ unit }) => unit.id),
      contactName: brief.contactName ?? '',
      contactPhone: brief.contactPhoneMasked ?? '',
      nextStep: brief.nextStep ?? '',
      nextOn: brief.nextOn ?? '',
      helpNeeded: brief.helpNeeded ?? '',
      visibility: brief.visibility,
      unitIds: brief.units.map(({ id }) => id),
      intentBlockId: brief.intentBlock?.id ?? '',
    },
  }
}

/** m² → 亩 as it is typed, to the hundredth: 273333.33 → 410. */
export function muOf(m2: number): string {
  return String(Math.round((m2 * 3 * 100) / 2000) / 100)
}
