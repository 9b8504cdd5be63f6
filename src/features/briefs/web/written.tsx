/** The page on which a brief is written or mended: the text, what was read from it, and one button that is always in reach. */
import { Button } from 'antd'
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import type { Refusal } from '#core/refusal.ts'
import * as people from '#features/people/contract.ts'
import { usePage } from '#ui/data.tsx'
import { todayOf } from '#ui/format.ts'
import { useMe } from '#ui/me.tsx'
import { useNow } from '#ui/now.ts'
import { RefusalNote } from '#ui/refusal.tsx'
import type { BriefInput } from '../model.ts'
import { missingFor } from '../rules/completeness.ts'
import { readBrief } from '../rules/reading.ts'
import { type SecrecyLevel, secrecyMark } from '../rules/secrecy.ts'
import type { Span } from '../rules/span.ts'
import { BriefFields } from './brief-form.tsx'
import { type BriefDraft, type BriefForm, emptyForm, inputOf, wordsIn, writingPosts } from './draft.ts'
import { fillFrom } from './filling.ts'
import { type Lit, PastedText } from './pasted.tsx'
import { SecretNote } from './secret-note.tsx'
import { useCityWords } from './use-city-words.ts'
import './written.css'

export type WrittenProps = {
  readonly draft: BriefDraft
  readonly set: (draft: BriefDraft) => void
  /** a text marked as secret is not kept anywhere */
  readonly forget: () => void
  readonly send: (input: BriefInput) => void
  readonly busy: boolean
  readonly refusal: Refusal | null
  readonly verb: string
  readonly aside?: ReactNode
  /** what rides along, above the button */
  readonly along?: ReactNode
  /** the brief that is revised */
  readonly briefId?: string
  /** what was pasted is no single brief: no form for it */
  readonly textOnly?: boolean
  /** the day on which a chat's message was posted: its 昨天 is the day before */
  readonly postedOn?: string | null
  /** 补录 claims no first report */
  readonly transcribed?: boolean
}

export function Written(props: WrittenProps) {
  const { draft, set, forget, send, busy, refusal, verb, aside, briefId } = props
  const { form, filled, organisation, today } = useFilled(draft, props.postedOn ?? null)
  const [tried, setTried] = useState(false)
  const [lit, setLit] = useState<Lit | null>(null)
  const { secret, write, patch } = useWriting({ draft, set, forget })
  const said = inputOf(draft.body, form)
  const told = errorsOf(refusal)
  const errors = tried ? { ...told, ...said.errors } : told
  const press = () => {
    setTried(true)
    const [first] = Object.keys(said.errors)
    if (first === undefined) send(said.value)
    else
      requestAnimationFrame(() =>
        document.querySelector<HTMLElement>('.cell-wrong :is(input, textarea, select)')?.focus(),
      )
  }
  const light = (span: Span) => setLit({ span, time: (lit?.time ?? 0) + 1 })
  return (
    <form
      className="written"
      noValidate
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) press()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        press()
      }}
    >
      {secret ? <SecretNote level={secret} /> : null}
      <PastedText
        text={draft.body}
        onChange={(body) => {
          setLit(null)
          write(body)
        }}
        spans={props.textOnly ? [] : spansOf(filled.sources)}
        lit={lit}
        error={errors.body}
        {...(props.transcribed ? { label: '群里的原话' } : {})}
      />
      {draft.body.trim() === '' ? aside : null}
      {draft.body.trim() === '' || props.textOnly ? null : (
        <div className="written-fields">
          <BriefFields
            form={form}
            set={patch}
            own={draft.own}
            filled={filled}
            errors={errors}
            organisation={organisation}
            today={today}
            light={light}
            briefId={briefId ?? null}
          />
          {props.along}
          <SendBar
            input={said.value}
            errors={tried ? said.errors : {}}
            refusal={refusal}
            busy={busy}
            verb={verb}
            transcribed={props.transcribed ?? false}
          />
        </div>
      )}
    </form>
  )
}

/** What is typed goes into the draft, unless it is marked as secret. */
function useWriting({ draft, set, forget }: Pick<WrittenProps, 'draft' | 'set' | 'forget'>) {
  const [secret, setSecret] = useState<SecrecyLevel | null>(null)
  const write = (body: string) => {
    const mark = secrecyMark(body)
    setSecret(mark?.level ?? null)
    if (mark) forget()
    else set({ ...draft, body })
  }
  const patch = (own: Partial<BriefForm>) => {
    const mark = secrecyMark(wordsIn(own).join('\n'))
    setSecret(mark?.level ?? null)
    if (!mark) set({ ...draft, own: { ...draft.own, ...own } })
  }
  return { secret, write, patch }
}

/** a brief is read in a few milliseconds; only whole documents wait until the typing rests */
const readAtOnce = 2_000

/** The form as it stands: the person's own words first, then what the text says, then what is usual. */
function useFilled(draft: BriefDraft, postedOn: string | null) {
  const me = useMe()
  const today = todayOf(useNow())
  const organisation = usePage(people.organisation, {}).data
  const words = useCityWords()
  const posts = useMemo(() => writingPosts(me.actor), [me.actor])
  const later = useDeferredValue(draft.body)
  const body = draft.body.length > readAtOnce ? later : draft.body
  const filled = useMemo(() => {
    const units = organisation?.units.map(({ id, name, short }) => ({ id, name, short })) ?? ownUnits(posts)
    const reading = readBrief(body, { postedOn: postedOn ?? today, units, words })
    return fillFrom({ body, reading, ownUnitIds: posts.map(({ unitId }) => unitId), organisation })
  }, [body, today, postedOn, organisation, posts, words])
  const unitId = draft.own.unitId ?? filled.form.unitId ?? posts[0]?.unitId ?? ''
  const cityLevel = posts.some((post) => post.unitId === unitId && post.cityLevel)
  const form: BriefForm = { ...emptyForm(me.actor, unitId), ...filled.form, ...draft.own, unitId }
  // only 市本级 gives a brief to a block; a block's own stays there
  return { form: cityLevel ? form : { ...form, intentBlockId: '' }, filled, organisation, today }
}

function ownUnits(posts: ReturnType<typeof writingPosts>) {
  return posts.map(({ unitId, unitName }) => ({ id: unitId, name: unitName, short: unitName }))
}

function SendBar({
  input,
  errors,
  refusal,
  busy,
  verb,
  transcribed,
}: Pick<WrittenProps, 'refusal' | 'busy' | 'verb'> & {
  transcribed: boolean
  input: BriefInput
  errors: Readonly<Record<string, string>>
}) {
  return (
    <div className="send-bar">
      <Missing input={input} errors={errors} transcribed={transcribed} />
      <RefusalNote of={refusal} />
      <Button type="primary" size="large" htmlType="submit" block loading={busy}>
        {verb}
      </Button>
    </div>
  )
}

/** Said calmly: it may go as it is, but starts no claim. */
function Missing({
  input,
  errors,
  transcribed,
}: {
  input: BriefInput
  errors: Readonly<Record<string, string>>
  transcribed: boolean
}) {
  const wrong = Object.keys(errors).length
  if (wrong > 0) return <p className="send-say send-wrong">有 {wrong} 处要改，已标红</p>
  const missing = missingFor(input)
  if (transcribed)
    return (
      <p className="send-say" role="status">
        {missing.length > 0 ? `还缺：${missing.join('、')}；可以先发。` : ''}补录计入发出当天，不计首报
      </p>
    )
  const thin = input.mentions.some(({ companyName, intention }) => companyName === '' || intention === null)
  return (
    <p className="send-say" role="status">
      {missing.length > 0
        ? `还缺：${missing.join('、')}；可以先发，但不算首报`
        : thin
          ? '每家企业都写上名称和投资意向，才算要素齐全'
          : '要素齐全，发出即计首报'}
    </p>
  )
}

function spansOf(sources: ReturnType<typeof fillFrom>['sources']): readonly Span[] {
  const { mentions, ...rest } = sources
  // sentences last: the exact value inside them is marked first
  const spans = [...mentions.flatMap((mention) => Object.values(mention)), ...Object.values(rest)]
  return spans.sort((one, other) => one.end - one.start - (other.end - other.start))
}

function errorsOf(refusal: Refusal | null): Record<string, string> {
  return Object.fromEntries((refusal?.because ?? []).flatMap(({ field, say }) => (field ? [[field, say]] : [])))
}
