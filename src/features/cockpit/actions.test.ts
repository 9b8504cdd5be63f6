/** 待办 as the city's own persons find them: each sees what they may really do, and it is gone once it is done. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idOf } from '#app/demo/city.ts'
import { cityJobs } from '#app/routes.ts'
import type { InputOf, OutputOf } from '#core/endpoint.ts'
import * as briefs from '#features/briefs/contract.ts'
import { sequence } from '#platform/ledger-order.ts'
import { type City, openCity } from '#test/harness.ts'
import * as contract from './contract.ts'

let city: City
let id: string
beforeAll(async () => {
  city = await openCity()
  await city.setNow('2022-11-03T01:00:00Z')
  id = (await (await city.as('孙海燕')).call(briefs.send, { input })).body.brief.id
  await settle()
})
afterAll(() => city.close())

const unit = (name: string) => idOf(`unit:${name}`)
const yancang = unit('盐仓街道')

const input: InputOf<typeof briefs.send> = {
  unitId: unit('定海区驻上海招商组'),
  body: '拜访上海海川电子有限公司，洽谈传感器项目，总投资约2亿元。',
  contactOn: '2022-11-02',
  channel: 'visit',
  place: '上海市',
  mentions: [
    {
      companyName: '上海海川电子有限公司',
      uscCode: null,
      companyRegion: null,
      intention: '传感器生产',
      industry: null,
      investmentFen: 20_000_000_000,
      investmentCurrency: 'CNY',
      investmentQualifier: 'approx',
      landM2: null,
      floorAreaM2: null,
    },
  ],
  contacts: [{ unitId: unit('定海区驻上海招商组'), personId: null, joint: false }],
  contactName: '王经理',
  contactPhone: null,
  nextStep: null,
  nextOn: null,
  helpNeeded: null,
  visibility: 'block',
  unitIds: [],
  intentBlockId: null,
}

/** What the worker does all the time: lines get their place, clocks follow them. */
async function settle(): Promise<void> {
  await city.asJob('sequencer', (tx) => sequence(tx))
  const deadlines = cityJobs().find(({ name }) => name === 'deadlines')
  if (!deadlines) throw new Error('the city keeps no clocks')
  await city.asJob('deadlines', (tx) => deadlines.run(tx))
}

type Home = OutputOf<typeof contract.home>

async function homeOf(who: string): Promise<Home> {
  return (await (await city.as(who)).call(contract.home)).body
}

function briefTasks({ tasks }: Home): string[] {
  return tasks.flatMap((task) => (task.kind === 'brief' && task.task.brief.id === id ? [task.task.key] : []))
}

const ruling = { leadUnitId: null, coUnitIds: [], dueOn: null, body: null, leaderId: null }

describe('一条简报从发出到答复，谁的待办里有它', () => {
  test('一次往返', async () => {
    expect((await (await city.as('唐国栋')).call(contract.home)).trips).toBe(1)
  })

  test('发出后：区块领导批示，核实岗核实；发布岗、别的区块和发送单位没有事', async () => {
    expect(briefTasks(await homeOf('唐国栋'))).toEqual(['respond'])
    expect(briefTasks(await homeOf('姚敏'))).toEqual(['judge'])
    for (const who of ['郑立', '贺普陀', '孙海燕', '应勇', '钱系统']) expect(briefTasks(await homeOf(who))).toEqual([])
  })

  test('待办里写着企业、金额和时限', async () => {
    const [task] = (await homeOf('唐国栋')).tasks
    expect(task).toMatchObject({
      kind: 'brief',
      task: {
        brief: { companies: ['上海海川电子有限公司'], intention: '传感器生产', investmentFen: 20_000_000_000 },
        clock: { state: 'green' },
      },
    })
  })

  test('秘书代录交办：领导要确认，盐仓街道要答复，批示的事办完了', async () => {
    await (await city.as('秦秘书')).call(briefs.rule, {
      params: { id },
      input: {
        ...ruling,
        conclusion: 'assign',
        leadUnitId: yancang,
        dueOn: '2022-11-10',
        leaderId: idOf('person:唐国栋'),
      },
    })
    expect(briefTasks(await homeOf('唐国栋'))).toEqual(['confirm'])
    await settle()
    expect(briefTasks(await homeOf('唐国栋'))).toEqual(['confirm'])
    const answering = (await homeOf('应勇')).tasks.find((task) => task.kind === 'brief' && task.task.brief.id === id)
    expect(answering).toMatchObject({
      task: {
        key: 'answer',
        ruling: {
          conclusion: 'assign',
          leadUnit: { name: '盐仓街道' },
          enteredBy: '秦秘书',
          leader: { name: '唐国栋' },
        },
      },
    })
    expect(briefTasks(await homeOf('胡秀'))).toEqual([])
  })

  test('答复了，钟还没跟上也不再列；确认了就没有了', async () => {
    const told = (await homeOf('应勇')).tasks.flatMap((task) =>
      task.kind === 'brief' ? [task.task.ruling?.id ?? ''] : [],
    )
    const answersRulingId = told[0] ?? ''
    await (await city.as('应勇')).call(briefs.reply, {
      params: { id },
      input: { body: '已联系，下周来看地', unitId: yancang, calledUnitIds: [], calledPersonIds: [], answersRulingId },
    })
    expect(briefTasks(await homeOf('应勇'))).toEqual([])
    await (await city.as('唐国栋')).call(briefs.confirmRuling, { params: { id, ruling: answersRulingId } })
    expect(briefTasks(await homeOf('唐国栋'))).toEqual([])
  })

  test('核实以后核实岗也没有事了', async () => {
    const yaomin = await city.as('姚敏')
    const [task] = (await homeOf('姚敏')).tasks
    const version = task?.kind === 'brief' ? task.task.brief.version : 0
    await yaomin.call(briefs.judge, {
      params: { id },
      input: { verdict: 'valid', reason: null, duplicateOf: null },
      ifMatch: version,
    })
    expect(briefTasks(await homeOf('姚敏'))).toEqual([])
  })
})

describe('昨天以来', () => {
  test('别人做的都在，自己做的不在，新的在前', async () => {
    const { moves, since } = await homeOf('唐国栋')
    expect(moves.map(({ what, word, by }) => [what, word, by])).toEqual([
      ['judged', 'valid', '姚敏'],
      ['replied', null, '应勇'],
      ['sent', null, '孙海燕'],
    ])
    expect(since).toEqual({ sent: 1, valid: 1 })
  })

  test('看不到的简报不在里面', async () => {
    expect(await homeOf('贺普陀')).toMatchObject({ moves: [], since: { sent: 0, valid: 0 } })
  })

  test('前天的不算', async () => {
    await city.setNow('2022-11-05T01:00:00Z')
    expect(await homeOf('唐国栋')).toMatchObject({ moves: [], since: { sent: 0 } })
  })
})

describe('没人办的旧事', () => {
  test('超期 30 天以上的只计数，不占新事的位置；不该办的人不计', async () => {
    await city.setNow('2022-11-03T01:00:00Z')
    await (await city.as('孙海燕')).call(briefs.send, { input })
    await city.setNow('2022-12-15T01:00:00Z')
    const fresh = (await (await city.as('孙海燕')).call(briefs.send, { input })).body.brief.id
    await settle()
    for (const [who, key] of [
      ['唐国栋', 'respond'],
      ['姚敏', 'judge'],
    ] as const) {
      const home = await homeOf(who)
      expect(home.overdue).toEqual([{ key, count: 1 }])
      expect(home.tasks.map((task) => task.kind === 'brief' && [task.task.brief.id, task.task.key])).toContainEqual([
        fresh,
        key,
      ])
      expect(home.tasks.filter(({ kind }) => kind === 'brief')).toHaveLength(1)
    }
    for (const who of ['郑立', '应勇', '孙海燕', '贺普陀']) expect((await homeOf(who)).overdue).toEqual([])
  })
})
