/** One company of a brief and what it intends: name, intention, money, land. */
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { Section } from '#ui/layout.tsx'
import { qualifiers } from '../model/extraction.ts'
import type { Span } from '../rules/span.ts'
import { Cell, type Light } from './cell.tsx'
import type { MentionForm } from './draft.ts'
import { type MoneyWord, moneyWordNames } from './money-words.ts'

const qualifierOptions = [
  { value: '', label: '正好' },
  ...Object.entries(qualifiers).map(([value, label]) => ({ value, label })),
]

export function MentionFields({
  mention,
  change,
  remove,
  title,
  sourceOf,
  errorOf,
  light,
}: {
  mention: MentionForm
  change: (patch: Partial<MentionForm>) => void
  /** left out where it is the only one */
  remove?: (() => void) | undefined
  title: string
  sourceOf: (field: keyof MentionForm) => Span | undefined
  errorOf: (field: keyof MentionForm) => string | undefined
  light: Light
}) {
  const rest = [mention.floorM2, mention.uscCode, mention.companyRegion, mention.industry].some(Boolean)
  const [open, setOpen] = useState(false)
  const cell = (field: keyof MentionForm) => ({
    source: sourceOf(field),
    error: errorOf(field),
    light,
  })
  return (
    <Section
      title={title}
      aside={
        remove ? (
          <Button type="text" size="small" onClick={remove}>
            删去这家
          </Button>
        ) : null
      }
    >
      <div className="cells">
        <Main mention={mention} change={change} cell={cell} />
        {open || rest ? <Rest mention={mention} change={change} cell={cell} /> : null}
      </div>
      {open || rest ? null : (
        <Button type="link" onClick={() => setOpen(true)}>
          厂房、企业代码、所在地、行业
        </Button>
      )}
    </Section>
  )
}

type LinesProps = {
  mention: MentionForm
  change: (patch: Partial<MentionForm>) => void
  cell: (field: keyof MentionForm) => {
    source: Span | undefined
    error: string | undefined
    light: Light
  }
}

function Main({ mention, change, cell }: LinesProps) {
  return (
    <>
      <Cell label="企业" {...cell('companyName')}>
        {(control) => (
          <Input
            {...control}
            variant="borderless"
            placeholder="企业全称"
            maxLength={120}
            value={mention.companyName}
            onChange={(event) => change({ companyName: event.target.value })}
          />
        )}
      </Cell>
      <Cell label="意向" {...cell('intention')}>
        {(control) => (
          <Input.TextArea
            {...control}
            variant="borderless"
            autoSize={{ minRows: 1, maxRows: 6 }}
            maxLength={500}
            placeholder="想来做什么"
            value={mention.intention}
            onChange={(event) => change({ intention: event.target.value })}
          />
        )}
      </Cell>
      <Cell label="投资" {...cell('investment')}>
        {(control) => <MoneyField control={control} mention={mention} change={change} />}
      </Cell>
      <Cell label="用地" {...cell('landMu')}>
        {(control) => (
          <Figure control={control} value={mention.landMu} unit="亩" change={(landMu) => change({ landMu })} />
        )}
      </Cell>
    </>
  )
}

function Rest({ mention, change, cell }: LinesProps) {
  return (
    <>
      <Cell label="厂房" {...cell('floorM2')}>
        {(control) => (
          <Figure control={control} value={mention.floorM2} unit="㎡" change={(floorM2) => change({ floorM2 })} />
        )}
      </Cell>
      {(
        [
          ['uscCode', '企业代码', '统一社会信用代码，18 位', 18],
          ['companyRegion', '所在地', '如 浙江宁波', 60],
          ['industry', '行业', '如 汽车零部件', 60],
        ] as const
      ).map(([field, label, placeholder, most]) => (
        <Cell key={field} label={label} {...cell(field)}>
          {(control) => (
            <Input
              {...control}
              variant="borderless"
              placeholder={placeholder}
              maxLength={most}
              value={mention[field]}
              onChange={(event) => change({ [field]: event.target.value })}
            />
          )}
        </Cell>
      ))}
    </>
  )
}

type Control = { id: string; 'aria-invalid': boolean; 'aria-describedby': string }

function MoneyField({
  control,
  mention,
  change,
}: {
  control: Control
  mention: MentionForm
  change: (patch: Partial<MentionForm>) => void
}) {
  return (
    <span className="figure-field">
      <Input
        {...control}
        variant="borderless"
        inputMode="decimal"
        placeholder="金额"
        value={mention.investment}
        onChange={(event) => change({ investment: event.target.value })}
      />
      <Select
        variant="borderless"
        aria-label="金额单位"
        value={mention.money}
        onChange={(money: MoneyWord) => change({ money })}
        options={moneyWordNames.map((word) => ({ value: word, label: word }))}
        popupMatchSelectWidth={false}
      />
      {mention.investment === '' ? null : (
        <Select
          variant="borderless"
          aria-label="金额是约数还是确数"
          value={mention.qualifier}
          onChange={(qualifier: MentionForm['qualifier']) => change({ qualifier })}
          options={qualifierOptions}
          popupMatchSelectWidth={false}
        />
      )}
    </span>
  )
}

function Figure({
  control,
  value,
  unit,
  change,
}: {
  control: Control
  value: string
  unit: string
  change: (value: string) => void
}) {
  return (
    <span className="figure-field">
      <Input
        {...control}
        variant="borderless"
        inputMode="decimal"
        placeholder="面积"
        value={value}
        onChange={(event) => change(event.target.value)}
      />
      <span className="soft">{unit}</span>
    </span>
  )
}
