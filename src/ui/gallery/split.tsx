/** List and detail beside each other, with enough rows to scroll. */
import { Facts } from '../layout.tsx'
import { useParam } from '../link.tsx'
import { Page } from '../page.tsx'
import { Split, useOpenId } from '../split.tsx'
import { Table } from '../table.tsx'

const rows = Array.from({ length: 60 }, (_, index) => ({
  id: `n${index + 1}`,
  name: `第 ${index + 1} 条简报`,
  count: index,
}))

export function SplitPage() {
  const openId = useOpenId()
  return (
    <main className="gallery gallery-split">
      <Split
        list={
          <Page title="并列">
            <Table
              label="简报"
              rows={rows}
              idOf={(row) => row.id}
              openId={openId}
              columns={[
                { key: 'name', title: '简报', show: (row) => row.name },
                { key: 'count', title: '回复', number: true, show: (row) => row.count },
              ]}
              open={(row) => ({ to: '/_gallery/split/$id', params: { id: row.id }, search: 'keep' })}
            />
          </Page>
        }
      />
    </main>
  )
}

export function SplitDetailPage() {
  const id = useParam('id')
  return (
    <Page title={`第 ${id.slice(1)} 条`} back={{ to: '/_gallery/split', label: '并列' }}>
      <Facts facts={[{ name: '编号', value: id }]} />
    </Page>
  )
}
