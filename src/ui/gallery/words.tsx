/** Small pieces in a line: states, clocks, moments, figures, persons, revisions. */
import { Badge } from '../badge.tsx'
import { Clock, Moment } from '../clock.tsx'
import { FieldsDiff, TextDiff } from '../diff.tsx'
import { Change, Figure, Money } from '../figure.tsx'
import { sayArea, sayDue, sayInstant, sayMonth, sayShare } from '../format.ts'
import { Facts, Row, Section, Sheet } from '../layout.tsx'
import { useNow } from '../now.ts'
import { Person } from '../person.tsx'
import { exampleNow } from './rows.ts'

export function Words() {
  const now = useNow()
  const inDays = (days: number) => new Date(now + days * 86_400_000).toISOString().replace('Z', '000Z')
  return (
    <>
      <Section title="状态与时钟">
        <Row>
          <Badge tone="green" word="有效" />
          <Badge tone="amber" word="待核" />
          <Badge tone="red" word="无效" />
          <Badge tone="plain" word="重复" />
          <Clock dueAt={inDays(3.2)} light="green" />
          <Clock dueAt={inDays(0.2)} light="amber" />
          <Clock dueAt={inDays(-1.5)} light="red" />
          <Clock dueAt={inDays(2)} light="paused" />
          <Clock dueAt={inDays(2)} light="done" />
          <Moment at={inDays(-0.001)} />
          <Moment at={inDays(-400)} full />
        </Row>
      </Section>
      <Section title="事实与数字">
        <Sheet>
          <Facts
            facts={[
              { name: '总投资', value: <Money fen={350_000_000_000} /> },
              { name: '注册资金', value: <Money fen={null} /> },
              { name: '用地', value: sayArea(273_333.33) },
              { name: '有效率', value: sayShare(0.875) },
              { name: '月份', value: sayMonth('2022-11', exampleNow) },
              { name: '发出', value: sayInstant('2022-11-03T01:12:00.000000Z', exampleNow) },
              { name: '期限', value: sayDue('2022-11-06T02:00:00.000000Z', exampleNow) },
              { name: '有效简报', value: <Figure value={1_132} of="有效简报" open={{ to: '/_gallery' }} /> },
              {
                name: '名次变化',
                value: (
                  <Row>
                    <Change by={3} />
                    <Change by={-2} />
                    <Change by={0} />
                    <Change by={null} />
                  </Row>
                ),
              },
              { name: '接触人', value: <Person name="周海宁" unit="盐仓街道" post="报送员" /> },
              {
                name: '批示',
                value: <Person name="沈立群" unit="定海区" post="区块领导" acting recordedBy="林小梅" />,
              },
            ]}
          />
        </Sheet>
      </Section>
      <Section title="改了什么">
        <Sheet>
          <TextDiff
            before="总投资约3亿元，拟用地50亩，下周再谈。"
            after="总投资约3.5亿元，拟用地410亩，周四到定海再谈。"
          />
          <FieldsDiff
            fields={[
              { name: '金额', before: '3亿元', after: '3.5亿元' },
              { name: '来源地', before: null, after: '江苏苏州' },
              { name: '单位', before: '盐仓街道', after: '盐仓街道' },
            ]}
          />
        </Sheet>
      </Section>
    </>
  )
}
