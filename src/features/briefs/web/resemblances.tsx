/** 可能重复: a quiet line under each company while the form fills, and what stands behind it in a sheet. */
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { m2OfMu } from '#core/area.ts'
import { dayOf } from '#core/calendar.ts'
import { useQuestion } from '#ui/data.tsx'
import { sayDay } from '#ui/format.ts'
import { Go } from '#ui/link.tsx'
import { useNow } from '#ui/now.ts'
import { SlideSheet } from '#ui/sheet.tsx'
import * as briefs from '../contract.ts'
import type { AskedMention, Resembled, ResembledRow } from '../model/resembling.ts'
import { degrees } from '../model/resembling.ts'
import type { CityCompany } from '../rules/city-words.ts'
import { namesFor } from '../rules/resemblance.ts'
import { fenOf, type MentionForm } from './draft.ts'
import { useCityWords } from './use-city-words.ts'
import { ValidityBadge } from './validity-badge.tsx'

/** typing that rests so long is worth a question */
const restMs = 700

export function Resemblances({ mention, exceptBriefId }: { mention: MentionForm; exceptBriefId: string | null }) {
  const { companies } = useCityWords()
  const asked = useRested(askedOf(mention, companies))
  const named = asked.companyName.length >= 2 || asked.uscCode !== null
  const { data } = useResembled(asked, exceptBriefId, named)
  const [open, setOpen] = useState(false)
  const now = useNow()
  if (!named || !data || data.rows.length + data.elsewhere.length === 0) return null
  const [first] = data.rows
  return (
    <div className="resembled" role="status">
      {first ? (
        <p>
          <strong>可能重复：</strong>
          {first.unit.name} {sayDay(dayOf(first.sentAt), now)} {first.company}
          {data.rows.length > 1 ? ` 等 ${data.rows.length} 条` : ''}
          <Button type="link" size="small" onClick={() => setOpen(true)}>
            查看
          </Button>
        </p>
      ) : null}
      <Elsewhere of={data} now={now} />
      {first ? (
        <SlideSheet title={`可能与“${asked.companyName}”重复`} open={open} onClose={() => setOpen(false)}>
          <ul className="originals">
            {data.rows.map((row) => (
              <li key={row.id} className="resembled-row">
                <Go to="/briefs/$id" params={{ id: row.id }} newTab>
                  <strong>{row.company}</strong>
                </Go>
                <ResembledFacts row={row} now={now} />
              </li>
            ))}
          </ul>
          <p className="small">系统只提示，不妨碍提交；是不是重复由核实岗判断。</p>
        </SlideSheet>
      ) : null}
    </div>
  )
}

/** Whom one may not read: unit and day. */
function Elsewhere({ of, now }: { of: Resembled; now: number }) {
  if (of.elsewhere.length === 0) return null
  const units = of.elsewhere.map(({ unit, day }) => `${unit} ${sayDay(day, now)}`).join('、')
  return (
    <p>
      {of.rows.length > 0 ? '另有' : ''}单位已报同一企业：{units}
      <span className="soft">（内容无权查看）</span>
    </p>
  )
}

/** Unit, day, number, and why it is thought to be the same company. */
export function ResembledFacts({ row, now }: { row: ResembledRow; now: number }) {
  return (
    <>
      <span className="small">
        {row.unit.name} · {sayDay(dayOf(row.sentAt), now)} · {row.number} <ValidityBadge validity={row.validity} />
      </span>
      <span className="small">
        {degrees[row.degree]}：{row.reasons.join('；')}
      </span>
    </>
  )
}

/** What is known of one company, asked as one mention. */
export function useResembled(asked: AskedMention, exceptBriefId: string | null, enabled: boolean) {
  const read = useQuestion(briefs.resemblances, { input: { mentions: [asked], exceptBriefId } }, { enabled })
  return { data: read.data?.mentions[0], busy: read.busy }
}

export function askedFor(companyName: string, intention: string | null): AskedMention {
  return {
    companyName,
    uscCode: null,
    otherNames: [],
    intention,
    industry: null,
    investmentFen: null,
    landM2: null,
  }
}

/** the endpoint takes no more */
const mostOtherNames = 8

function askedOf(mention: MentionForm, known: readonly CityCompany[]): AskedMention {
  const fen = fenOf(mention.investment, mention.money)
  const mu = Number(mention.landMu.normalize('NFKC').replace(/[\s,]/g, ''))
  return {
    // a code alone is a question too
    companyName: mention.companyName.trim() || mention.uscCode.trim(),
    uscCode: mention.uscCode.trim() || null,
    otherNames: namesFor(mention.companyName.trim(), known).slice(1, 1 + mostOtherNames),
    intention: mention.intention.trim() || null,
    industry: mention.industry.trim() || null,
    investmentFen: typeof fen === 'number' ? fen : null,
    landM2: mu > 0 ? m2OfMu(mu) : null,
  }
}

/** The value as it was when typing last rested. */
function useRested<T>(value: T): T {
  const said = JSON.stringify(value)
  const [rested, setRested] = useState(said)
  useEffect(() => {
    const timer = setTimeout(() => setRested(said), restMs)
    return () => clearTimeout(timer)
  }, [said])
  return JSON.parse(rested) as T // text that was made of a T
}
