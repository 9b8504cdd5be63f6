/** The brief as a sheet of facts: who, what, how much, where, next step, clocks; the pasted words folded under it. */
import { dayOf } from '#core/calendar.ts'
import { Badge } from '#ui/badge.tsx'
import { Clock, Moment } from '#ui/clock.tsx'
import { Exact } from '#ui/exact.tsx'
import { sayArea, sayDay, sayExactMoney } from '#ui/format.ts'
import { type Fact, Facts, Sheet } from '#ui/layout.tsx'
import { Go } from '#ui/link.tsx'
import { useNow } from '#ui/now.ts'
import { type Brief, channels, type Thread, visibilities } from '../model.ts'
import { OriginalMark } from './original.tsx'
import { sayInvestment } from './said.ts'
import { Phone } from './unmask.tsx'
import { ValidityBadge } from './validity-badge.tsx'

export function FactSheet({ thread, mayUnmask }: { thread: Thread; mayUnmask: boolean }) {
  const { brief } = thread
  const now = useNow()
  return (
    <Sheet label="简报">
      <p className="sheet-head">
        <span>
          <strong>{brief.unit.name}</strong> {brief.recorder.name}
        </span>
        <Moment at={brief.sentAt} full />
      </p>
      <p className="sheet-state">
        {brief.state === 'sent' ? (
          <ValidityBadge validity={brief.validity} />
        ) : (
          <Badge tone="plain" word={brief.state === 'recalled' ? '已撤回' : '已撤销'} />
        )}
        {brief.negotiatingAt ? <Badge tone="green" word="在谈" /> : null}
        <span className="small">{brief.number}</span>
        <OriginalMark of={brief.original} />
      </p>
      {brief.state === 'sent' ? (
        <>
          {brief.mentions.map((mention, index) => (
            <MentionFacts key={mention.id} mention={mention} no={brief.mentions.length > 1 ? index + 1 : null} />
          ))}
          <Facts facts={factsOf(thread, mayUnmask, now)} />
          <details className="fold">
            <summary>原文</summary>
            <p className="original">{brief.body}</p>
          </details>
        </>
      ) : (
        <p className="soft">
          {brief.state === 'recalled'
            ? '发送人已在两分钟内撤回，内容不再保留在这里。'
            : `已撤销：${brief.withdrawnReason ?? ''}`}
        </p>
      )}
      <RepeatedBy of={thread.repeatedBy} />
      <ReadBy readBy={thread.readBy} />
    </Sheet>
  )
}

function factsOf({ brief, clocks }: Thread, mayUnmask: boolean, now: number): readonly Fact[] {
  const together = (parts: readonly (string | null)[], by: string) => parts.filter(Boolean).join(by)
  const reachable = brief.contactName || brief.contactPhoneMasked || brief.lifted.length > 0
  const running = clocks.filter(({ state }) => ['green', 'amber', 'red', 'paused'].includes(state))
  return [
    {
      name: '接触',
      value: together(
        [brief.contactOn && sayDay(brief.contactOn, now), brief.channel && channels[brief.channel], brief.place],
        ' · ',
      ),
    },
    { name: '接触人', value: contactsOf(brief) },
    { name: '联系人', value: reachable ? <Phone brief={brief} mayUnmask={mayUnmask} /> : null },
    { name: '下一步', value: together([brief.nextOn && sayDay(brief.nextOn, now), brief.nextStep], '　') },
    { name: '需要协调', value: brief.helpNeeded },
    { name: '可见', value: scopeOf(brief) },
    {
      name: '还缺',
      value: brief.missing.length > 0 ? `${brief.missing.join('、')}${brief.original ? '' : '（未计首报）'}` : null,
    },
    ...running.map((clock) => ({ name: clock.title, value: <ClockFact clock={clock} /> })),
  ]
}

function MentionFacts({ mention, no }: { mention: Brief['mentions'][number]; no: number | null }) {
  const money = sayInvestment(mention)
  const land = mention.landM2 === null ? null : sayArea(mention.landM2)
  return (
    <div className="mention-facts">
      {no === null ? null : (
        <p>
          <strong>
            {no}. {mention.companyName}
          </strong>
        </p>
      )}
      {mention.intention ? <p className="mention-intention">{mention.intention}</p> : null}
      {money || land ? (
        <p className="mention-figures">
          {money && mention.investmentFen !== null ? (
            <span>
              <span className="soft">投资</span>{' '}
              <Exact exact={mention.investmentCurrency === 'CNY' ? sayExactMoney(mention.investmentFen) : money}>
                <strong>{money}</strong>
              </Exact>
            </span>
          ) : null}
          {land ? (
            <span>
              <span className="soft">用地</span>{' '}
              <Exact exact={`${mention.landM2}㎡`}>
                <strong>{land}</strong>
              </Exact>
            </span>
          ) : null}
        </p>
      ) : null}
      <Facts
        facts={[
          {
            name: '厂房',
            value: mention.floorAreaM2 === null ? null : `${mention.floorAreaM2.toLocaleString('zh-CN')}㎡`,
          },
          { name: '所在地', value: mention.companyRegion },
          { name: '行业', value: mention.industry },
          { name: '企业代码', value: mention.uscCode },
        ]}
      />
    </div>
  )
}

function ClockFact({ clock }: { clock: Thread['clocks'][number] }) {
  const light = clock.state === 'green' || clock.state === 'amber' || clock.state === 'red' ? clock.state : 'paused'
  return (
    <span className="clock-fact">
      <Clock dueAt={clock.dueAt} light={light} />
      <span className="soft">{clock.answerer}</span>
    </span>
  )
}

/** Others told of the same and were judged 重复 of this one. */
function RepeatedBy({ of }: { of: Thread['repeatedBy'] }) {
  const now = useNow()
  if (of.length === 0) return null
  return (
    <details className="fold">
      <summary>{of.length} 条简报与本条重复</summary>
      <ul className="read-by">
        {of.map(({ id, number, unit, sentAt }) => (
          <li key={id}>
            <Go to="/briefs/$id" params={{ id }} search="keep">
              {unit} {sayDay(dayOf(sentAt), now)} {number}
            </Go>
          </li>
        ))}
      </ul>
    </details>
  )
}

function ReadBy({ readBy }: { readBy: Thread['readBy'] }) {
  if (readBy.length === 0) return <p className="small">还没有单位读过</p>
  return (
    <details className="fold">
      <summary>{readBy.length} 个单位已读</summary>
      <ul className="read-by">
        {readBy.map(({ unit, at }) => (
          <li key={unit.id}>
            {unit.name} <Moment at={at} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function contactsOf({ contacts }: Brief): string {
  return contacts
    .map(({ unit, person, joint }) => `${unit.name}${person ? ` ${person.name}` : ''}${joint ? '（联合）' : ''}`)
    .join('、')
}

function scopeOf({ visibility, units, block, intentBlock }: Brief): string {
  // what 全区 means depends on whose brief it is
  const who = {
    block: block.name,
    units: units.map(({ name }) => name).join('、'),
    leaders: visibilities.leaders,
  }[visibility]
  return intentBlock && visibility === 'block' ? `${who}，并与${intentBlock.name}共享` : who
}
