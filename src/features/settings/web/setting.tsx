/** One setting: what it does, its bounds, each time it was set, and setting it anew. */
import { Button } from 'antd'
import { useState } from 'react'
import { roles } from '#core/actor.ts'
import { dayZh } from '#core/calendar.ts'
import { may } from '#core/grant.ts'
import { usePage } from '#ui/data.tsx'
import { sayInstant } from '#ui/format.ts'
import { Facts, Section, Sheet } from '#ui/layout.tsx'
import { useParam } from '#ui/link.tsx'
import { useMe } from '#ui/me.tsx'
import { useNow } from '#ui/now.ts'
import { Body, Page } from '#ui/page.tsx'
import { type Column, Table } from '#ui/table.tsx'
import * as contract from '../contract.ts'
import type { Setting } from '../model.ts'
import { policy } from '../policy.ts'
import { SetSetting } from './set-sheet.tsx'
import { addressOf, sayValue, sourceOf } from './words.ts'

type Past = Setting['history'][number]

export function SettingPage() {
  const key = useParam('key')
  const { actor } = useMe()
  const [open, setOpen] = useState(false)
  const read = usePage(contract.list, {})
  const setting = read.data?.rows.find((row) => addressOf(row.key) === key)
  const allowed = setting !== undefined && may(policy, 'settings.set', actor, { setBy: setting.setBy }) === true
  return (
    <Page
      title={setting?.title ?? '参数'}
      back={{ to: '/settings', label: '参数' }}
      actions={
        allowed ? (
          <Button type="primary" onClick={() => setOpen(true)}>
            设置
          </Button>
        ) : null
      }
    >
      <Body of={read} empty={{ when: () => setting === undefined, say: '没有这项参数' }}>
        {(list) =>
          setting ? (
            <>
              <About setting={setting} today={list.today} />
              <Past setting={setting} />
              {open ? <SetSetting setting={setting} list={list} onClose={() => setOpen(false)} /> : null}
            </>
          ) : null
        }
      </Body>
    </Page>
  )
}

function About({ setting, today }: { setting: Setting; today: string }) {
  const { about, min, max, unit, scope, setBy, choices } = setting
  return (
    <Sheet>
      <p>{about}</p>
      <Facts
        facts={[
          { name: '今天的值', value: <strong>{sayValue(setting, setting.value)}</strong> },
          ...setting.blocks.map(({ blockName, value }) => ({ name: blockName, value: sayValue(setting, value) })),
          { name: '默认值', value: sayValue(setting, setting.default) },
          {
            name: '可选',
            value: min === null ? choices.map(({ label }) => label).join('、') : `${min} 到 ${max} ${unit}`,
          },
          { name: '层级', value: scope === 'city' ? '全市统一' : '全市，区块可以另设' },
          { name: '谁设置', value: roles[setBy] },
          { name: '来源', value: sourceOf(setting, today) },
        ]}
      />
    </Sheet>
  )
}

function Past({ setting }: { setting: Setting }) {
  const now = useNow()
  const columns: readonly Column<Past>[] = [
    { key: 'from', title: '施行日期', phone: 'head', width: '9em', show: ({ effectiveFrom }) => dayZh(effectiveFrom) },
    { key: 'value', title: '值', phone: 'figure', show: ({ value }) => sayValue(setting, value) },
    { key: 'where', title: '范围', show: ({ blockName }) => blockName ?? '全市' },
    { key: 'document', title: '依据', show: ({ document }) => document },
    { key: 'by', title: '设置人', show: ({ setByName, setAt }) => `${setByName}　${sayInstant(setAt, now)}` },
  ]
  return (
    <Section title="历次设置">
      {setting.history.length === 0 ? (
        <p className="soft">没有设置过，按默认值执行</p>
      ) : (
        <Table label="历次设置" columns={columns} rows={setting.history} idOf={({ id }) => id} keys={false} />
      )}
    </Section>
  )
}
