/** The fields of a brief: who met whom, when, what comes next, who may see it. Phone first: one line each. */
import { Button, Input } from 'antd'
import { Fragment, type ReactNode, useMemo, useState } from 'react'
import type { Organisation } from '#features/people/model.ts'
import { DayField } from '#ui/day-field.tsx'
import { Choices } from '#ui/form.tsx'
import { Section } from '#ui/layout.tsx'
import { useMe } from '#ui/me.tsx'
import { channels, visibilities } from '../model.ts'
import type { Span } from '../rules/span.ts'
import { Cell } from './cell.tsx'
import { ContactFields } from './contact-fields.tsx'
import { type BriefForm, type Channel, emptyMention, type MentionForm, type Visibility, writingPosts } from './draft.ts'
import { mentionSource } from './filling.ts'
import type { FormProps } from './form-props.ts'
import { MentionFields } from './mention-fields.tsx'
import { Resemblances } from './resemblances.tsx'
import { UnitsField } from './unit-field.tsx'

export function BriefFields(props: FormProps) {
  return (
    <>
      <Mentions {...props} />
      <Meeting {...props} />
      <Next {...props} />
      <Scope {...props} />
    </>
  )
}

/** What a line of the form shows beside its control. */
export function cellOf(props: FormProps, field: Exclude<keyof BriefForm, 'mentions'>) {
  const source: Span | undefined = field in props.own ? undefined : props.filled.sources[field]
  return { source, error: props.errors[field], light: props.light }
}

function Mentions({ form, set, filled, errors, light, briefId }: FormProps) {
  const change = (index: number, patch: Partial<MentionForm>) =>
    set({ mentions: form.mentions.map((mention, at) => (at === index ? { ...mention, ...patch } : mention)) })
  const several = form.mentions.length > 1
  return (
    <>
      {form.mentions.map((mention, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: companies of a form have no name of their own yet
        <Fragment key={index}>
          <MentionFields
            title={several ? `第 ${index + 1} 家企业` : '企业和意向'}
            mention={mention}
            change={(patch) => change(index, patch)}
            remove={several ? () => set({ mentions: form.mentions.filter((_, at) => at !== index) }) : undefined}
            sourceOf={(field) => mentionSource(filled.sources, filled.form, index, mention, field)}
            errorOf={(field) => errors[`mentions.${index}.${field}`]}
            light={light}
          />
          <Resemblances mention={mention} exceptBriefId={briefId} />
        </Fragment>
      ))}
      <Button type="link" onClick={() => set({ mentions: [...form.mentions, emptyMention] })}>
        ＋ 再加一家企业
      </Button>
    </>
  )
}

function Meeting(props: FormProps) {
  const { form, set, today } = props
  const me = useMe()
  const posts = writingPosts(me.actor)
  return (
    <Section title="接触">
      <div className="cells">
        <Cell label="报送单位" {...cellOf(props, 'unitId')}>
          {(control) =>
            posts.length > 1 ? (
              <select
                {...control}
                className="plain-select"
                value={form.unitId}
                onChange={(event) => set({ unitId: event.target.value })}
              >
                {posts.map((post) => (
                  <option key={post.unitId} value={post.unitId}>
                    {post.unitName}
                  </option>
                ))}
              </select>
            ) : (
              <output id={control.id} className="cell-plain">
                {posts[0]?.unitName ?? '（没有可报送的单位）'}
              </output>
            )
          }
        </Cell>
        <Cell label="接触日期" {...cellOf(props, 'contactOn')}>
          {(control) => (
            <DayField
              {...control}
              value={form.contactOn}
              max={today}
              onChange={(day) => set({ contactOn: day ?? '' })}
            />
          )}
        </Cell>
        <Cell label="渠道" {...cellOf(props, 'channel')}>
          {(control) => <ChannelField id={control.id} value={form.channel} onChange={(channel) => set({ channel })} />}
        </Cell>
        <Line {...props} field="place" label="地点" placeholder="在哪里谈的" most={120} />
        <ContactFields {...props} />
        <Line {...props} field="contactName" label="联系人" placeholder="企业的联系人" most={40} />
        <Line {...props} field="contactPhone" label="电话" placeholder="发出后只显示前三后四位" most={30} tel />
      </div>
    </Section>
  )
}

function Next(props: FormProps) {
  const { form, set, today } = props
  return (
    <Section title="下一步">
      <div className="cells">
        <Line {...props} field="nextStep" label="下一步" placeholder="准备怎么推进" most={500} long />
        <Cell label="日期" {...cellOf(props, 'nextOn')}>
          {(control) => (
            <DayField {...control} value={form.nextOn} min={today} onChange={(day) => set({ nextOn: day ?? '' })} />
          )}
        </Cell>
        <Line {...props} field="helpNeeded" label="需要协调" placeholder="请哪里帮什么忙，没有就空着" most={500} long />
      </div>
    </Section>
  )
}

function Scope(props: FormProps) {
  const { form, set, organisation } = props
  const me = useMe()
  const near = useMemo(() => blockOf(organisation, form.unitId), [organisation, form.unitId])
  const cityLevel = me.actor.posts.some((post) => post.unitId === form.unitId && post.cityLevel)
  return (
    <Section title="谁能看">
      <Choices
        label="可见范围"
        value={form.visibility}
        options={Object.entries(visibilities).map(([value, label]) => ({
          value: value as Visibility, // keys of a literal object
          label: value === 'block' ? (cityLevel ? '市本级' : '全区') : label,
        }))}
        onChange={(visibility) => set({ visibility })}
      />
      {form.visibility === 'units' ? (
        <Cell label="单位" {...cellOf(props, 'unitIds')}>
          {(control) => (
            <UnitsField
              control={control}
              label="可以看的单位"
              placeholder="选单位"
              organisation={near}
              value={form.unitIds}
              onChange={(unitIds) => set({ unitIds })}
            />
          )}
        </Cell>
      ) : null}
      {cityLevel ? (
        <Cell label="意向区块" {...cellOf(props, 'intentBlockId')}>
          {(control) => (
            <select
              {...control}
              className="plain-select"
              value={form.intentBlockId}
              onChange={(event) => set({ intentBlockId: event.target.value })}
            >
              <option value="">还没有</option>
              {(organisation?.blocks ?? [])
                .filter(({ kind }) => kind !== 'city-level')
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </select>
          )}
        </Cell>
      ) : null}
    </Section>
  )
}

type WordField = 'place' | 'contactName' | 'contactPhone' | 'nextStep' | 'helpNeeded'

function Line({
  field,
  label,
  placeholder,
  most,
  long = false,
  tel = false,
  ...props
}: FormProps & { field: WordField; label: string; placeholder: string; most: number; long?: boolean; tel?: boolean }) {
  const value = props.form[field]
  const change = (text: string) => props.set({ [field]: text })
  return (
    <Cell label={label} {...cellOf(props, field)}>
      {(control) =>
        long ? (
          <Input.TextArea
            {...control}
            variant="borderless"
            autoSize={{ minRows: 1, maxRows: 6 }}
            placeholder={placeholder}
            maxLength={most}
            value={value}
            onChange={(event) => change(event.target.value)}
          />
        ) : (
          <Input
            {...control}
            variant="borderless"
            placeholder={placeholder}
            maxLength={most}
            value={value}
            {...(tel ? { inputMode: 'tel' as const } : {})}
            onChange={(event) => change(event.target.value)}
          />
        )
      }
    </Cell>
  )
}

/** Ten ways are many: the chosen one stands alone until it is to be changed. */
function ChannelField({
  id,
  value,
  onChange,
}: {
  id: string
  value: Channel | ''
  onChange: (channel: Channel) => void
}): ReactNode {
  const [open, setOpen] = useState(false)
  if (value !== '' && !open) {
    return (
      <Button id={id} type="text" className="cell-plain" onClick={() => setOpen(true)}>
        {channels[value]} <span className="soft">换</span>
      </Button>
    )
  }
  return (
    <Choices
      id={id}
      label="怎么接触上的"
      value={value || undefined}
      options={Object.entries(channels).map(([key, label]) => ({ value: key as Channel, label }))} // keys of a literal object
      onChange={(channel) => {
        onChange(channel)
        setOpen(false)
      }}
    />
  )
}

/** Units of the block in which the writing unit stands: only those may be named. */
function blockOf(organisation: Organisation | undefined, unitId: string): Organisation | undefined {
  const blockId = organisation?.units.find(({ id }) => id === unitId)?.blockId
  return (
    organisation && {
      ...organisation,
      blocks: organisation.blocks.filter(({ id }) => id === blockId),
      units: organisation.units.filter((unit) => unit.blockId === blockId),
    }
  )
}
