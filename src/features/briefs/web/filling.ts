/** How a reading of the pasted text fills the form, and from which words of the text each field came. */
import type { Organisation } from '#features/people/model.ts'
import { channels } from '../model.ts'
import type { Company } from '../rules/companies.ts'
import { liftPersonalData } from '../rules/personal-data.ts'
import { placesIn } from '../rules/places.ts'
import type { Reading } from '../rules/reading.ts'
import { channels as readChannels } from '../rules/sentences.ts'
import type { Span } from '../rules/span.ts'
import { type BriefForm, type Channel, emptyMention, type MentionForm, muOf, typedMoney } from './draft.ts'
import { moneyWords } from './money-words.ts'

type MentionSources = Partial<Record<keyof MentionForm, Span>>
export type Sources = Partial<Record<Exclude<keyof BriefForm, 'mentions'>, Span>> & {
  readonly mentions: readonly MentionSources[]
}
export type Filled = { readonly form: Partial<BriefForm>; readonly sources: Sources }

type Given = {
  readonly body: string
  readonly reading: Reading
  /** units for which this person may write */
  readonly ownUnitIds: readonly string[]
  readonly organisation: Organisation | undefined
}

/** Only what the text says; what it does not say stays as the form has it. */
export function fillFrom({ body, reading, ownUnitIds, organisation }: Given): Filled {
  const mentions = mentionsIn(body, reading)
  const form: { -readonly [K in keyof BriefForm]?: BriefForm[K] } = {}
  const sources: { -readonly [K in keyof Sources]: Sources[K] } = {
    mentions: mentions.map((mention) => mention.sources),
  }
  if (mentions.length > 0) form.mentions = mentions.map((mention) => mention.form)
  const take = <K extends Exclude<keyof BriefForm, 'mentions'>>(field: K, value: BriefForm[K], span: Span) => {
    form[field] = value
    sources[field] = span
  }
  const unit = reading.reportingUnit
  if (unit?.unitId && ownUnitIds.includes(unit.unitId)) take('unitId', unit.unitId, unit)
  if (reading.contactOn) take('contactOn', reading.contactOn.value, reading.contactOn)
  const channel = reading.channel ? channelNamed(readChannels[reading.channel.value]) : undefined
  if (channel && reading.channel) take('channel', channel, reading.channel)
  // where the team went: our own city's places are whom the brief is for
  const place = [...reading.places].reverse().find(({ code }) => !code.startsWith('3309'))
  if (place) take('place', place.value, place)
  const person = reading.people[0]
  if (person) take('contactName', named(person.value, person.title), person)
  const phone = liftPersonalData(body).found.find(({ kind }) => kind === 'phone')
  if (phone) take('contactPhone', phone.value, { ...phone, text: body.slice(phone.start, phone.end) })
  const next = reading.nextStep
  if (next) {
    take('nextStep', next.value.replace(/^下一步[，,：:]?/, ''), next)
    const day = reading.dates.find(
      ({ value, planned, start, end }) => value && planned && start >= next.start && end <= next.end,
    )
    if (day?.value) take('nextOn', day.value, day)
  }
  const zone = [...reading.zones, ...reading.places].find(({ value }) => blockNamed(organisation, value))
  const block = zone ? blockNamed(organisation, zone.value) : undefined
  if (zone && block) take('intentBlockId', block.id, zone)
  return { form, sources }
}

/** A short name of a company that is named in full elsewhere is the same company. */
function mentionsIn(body: string, reading: Reading): readonly { form: MentionForm; sources: MentionSources }[] {
  const companies = reading.companies
    .filter(({ shortFor }) => shortFor === null)
    .filter(({ key }, index, all) => all.findIndex((other) => other.key === key) === index)
  return companies.map((company, index) => {
    const form: MentionForm = { ...emptyMention, companyName: company.value }
    const sources: MentionSources = { companyName: company }
    const sole = companies.length === 1
    const owns = (span: Span) => sole || ownerOf(body, span, companies) === index
    if (reading.intention && owns(reading.intention)) {
      form.intention = reading.intention.value
      sources.intention = reading.intention
    }
    const totals = reading.amounts.filter((amount) => amount.role === 'total' && owns(amount))
    const amount = sole ? reading.totalInvestmentFen : totals.length === 1 ? totals[0] : undefined
    if (amount && Object.values<string>(moneyWords).includes(amount.currency)) {
      Object.assign(form, typedMoney(amount.value, amount.currency), { qualifier: amount.qualifier ?? '' })
      sources.investment = amount
    }
    if (reading.landM2 && owns(reading.landM2)) {
      form.landMu = muOf(reading.landM2.value)
      sources.landMu = reading.landM2
    }
    if (reading.floorAreaM2 && owns(reading.floorAreaM2)) {
      form.floorM2 = String(reading.floorAreaM2.value)
      sources.floorM2 = reading.floorAreaM2
    }
    return { form, sources }
  })
}

/**
 * Of several companies a value belongs to the one that its own sentence names, or, where it names none, the sentence
 * before. Where a sentence names two, nobody knows: the field stays empty.
 */
function ownerOf(body: string, span: Span, companies: readonly Company[]): number | null {
  let end = span.end
  for (let looked = 0; looked < 2 && end > 0; looked += 1) {
    const start = sentenceStart(body, Math.min(span.start, end))
    const sentence = body.slice(start, end)
    const named = companies.flatMap((company, index) =>
      namesIn(company).some((name) => sentence.includes(name)) ? [index] : [],
    )
    if (named.length > 0) return named.length === 1 ? (named[0] ?? null) : null
    end = start - 1
  }
  return null
}

function sentenceStart(body: string, before: number): number {
  const found = /[。；;！!？?\n][^。；;！!？?\n]*$/.exec(body.slice(0, before))
  return found ? found.index + 1 : 0
}

/** In full, without its form, and the two characters behind its place that people call it by: 苏州恒昌… → 恒昌. */
function namesIn({ value, key }: Company): readonly string[] {
  return [value, key, withoutPlace(key).slice(0, 2)].filter((name) => name.length >= 2)
}

function withoutPlace(name: string): string {
  const place = placesIn(name, name, []).find(({ start }) => start === 0)
  return place && place.end < name.length - 1 ? withoutPlace(name.slice(place.end)) : name
}

/** 王总 is called so already; 周立群 is 董事长周立群's name. */
function named(name: string, title: string): string {
  return name.endsWith(title) || title === '联系人' ? name : `${name}（${title}）`
}

function channelNamed(label: string): Channel | undefined {
  const found = Object.entries(channels).find(([, said]) => said === label)
  return found?.[0] as Channel | undefined // keys of a literal object
}

function blockNamed(organisation: Organisation | undefined, name: string) {
  return organisation?.blocks.find(
    ({ name: full, short, kind }) => kind !== 'city-level' && (full === name || short === name),
  )
}

/** From where a value came, as long as it still is what was read. */
export function mentionSource(
  sources: Sources,
  read: Partial<BriefForm>,
  index: number,
  mention: MentionForm,
  field: keyof MentionForm,
): Span | undefined {
  return read.mentions?.[index]?.[field] === mention[field] ? sources.mentions[index]?.[field] : undefined
}
