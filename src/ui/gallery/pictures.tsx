/** Charts: one idea each. */
import { BarChart, LineChart } from '../chart.tsx'
import { Section, Sheet } from '../layout.tsx'

const units = ['盐仓街道', '小沙街道', '岑港街道', '双桥街道', '驻杭州招商组', '干览镇']

export function Pictures() {
  return (
    <Section title="图">
      <Sheet>
        <BarChart
          title="11月各单位提交简报"
          unit="条"
          bars={units.map((name, index) => ({ name, value: 21 - index * index, marked: index === 2 }))}
        />
        <LineChart
          title="全区每月简报"
          unit="条"
          points={[103, 118, 121, 109, 132, 128].map((value, index) => ({
            name: `${index + 6}月`,
            value,
            marked: index === 5,
          }))}
        />
      </Sheet>
    </Section>
  )
}
