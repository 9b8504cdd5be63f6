/** 参数: every number that officials may change, what it is today, and by which document. */
import { usePage } from '#ui/data.tsx'
import { Section } from '#ui/layout.tsx'
import { Body, Page } from '#ui/page.tsx'
import { Split, useOpenId } from '#ui/split.tsx'
import { type Column, Table } from '#ui/table.tsx'
import * as contract from '../contract.ts'
import type { Setting } from '../model.ts'
import { addressOf, sayValue, sourceOf } from './words.ts'

/** by the subject in the key, in the order of the registry */
const groups: readonly { readonly subject: string; readonly title: string }[] = [
  { subject: 'brief', title: '简报' },
  { subject: 'board', title: '排名' },
  { subject: 'session', title: '登录' },
  { subject: 'password', title: '密码' },
]

const title: Column<Setting> = { key: 'title', title: '参数', phone: 'head', width: '9em', show: (row) => row.title }
const value: Column<Setting> = {
  key: 'value',
  title: '今天的值',
  phone: 'figure',
  width: '8em',
  show: (setting) => <strong>{sayValue(setting, setting.value)}</strong>,
}
const blocks: Column<Setting> = {
  key: 'blocks',
  title: '区块另设',
  width: '8em',
  show: (setting) => setting.blocks.map((own) => `${own.blockName} ${sayValue(setting, own.value)}`).join('、'),
}
const documentOn = (today: string): Column<Setting> => ({
  key: 'document',
  title: '依据',
  show: (setting) => sourceOf(setting, today),
})

/** The column of the blocks stands there only where one has a value of its own. */
function columnsFor(rows: readonly Setting[], today: string): readonly Column<Setting>[] {
  const document = documentOn(today)
  return rows.some((row) => row.blocks.length > 0) ? [title, value, blocks, document] : [title, value, document]
}

export function SettingsPage() {
  return <Split list={<SettingsList />} say="选一项参数，在这里看历次设置" />
}

function SettingsList() {
  const read = usePage(contract.list, {})
  const openId = useOpenId('key')
  return (
    <Page title="参数" about="依文件设置，自某日起施行；以前的月份按当时的值计">
      <Body of={read}>
        {({ rows, today }) =>
          groups.map((group, index) => {
            const here = rows.filter(({ key }) => key.startsWith(`${group.subject}.`))
            return (
              <Section key={group.subject} title={group.title}>
                <Table
                  label={`${group.title}参数`}
                  columns={columnsFor(here, today)}
                  rows={here}
                  idOf={({ key }) => addressOf(key)}
                  open={({ key }) => ({ to: '/settings/$key', params: { key: addressOf(key) } })}
                  openId={openId}
                  keys={index === 0}
                />
              </Section>
            )
          })
        }
      </Body>
    </Page>
  )
}
