/** 访问日志: who signed in, looked and exported, for the audit administrator. */
import * as z from 'zod'
import { usePages } from '#ui/data.tsx'
import { Exact } from '#ui/exact.tsx'
import { Filters, useFilters } from '#ui/filters.tsx'
import { sayInstant } from '#ui/format.ts'
import { Go } from '#ui/link.tsx'
import { useNow } from '#ui/now.ts'
import { Body, More, Page } from '#ui/page.tsx'
import { type Column, Table } from '#ui/table.tsx'
import * as contract from '../contract.ts'
import { DayFilter } from './day-filter.tsx'
import './people.css'
import { ChoosePerson } from './form-sheet.tsx'

const filters = z.strictObject({ person: z.uuid().optional(), on: z.iso.date().optional() })

/** what people read of a verb; one that is not here stands as the log has it */
const verbs: Readonly<Record<string, string>> = {
  'people.signIn': '登录',
  'people.signOut': '退出登录',
  'people.person': '查看人员',
  'people.accesses': '查看访问日志',
  'briefs.thread': '查看简报',
  'briefs.unmask': '查看联系电话',
}

type Line = {
  id: string
  at: string
  personId: string
  personName: string
  verb: string
  subject: string
  reason: string | null
}

const kinds: Readonly<Record<string, string>> = {
  session: '登录',
  person: '人员',
  brief: '简报',
  'access-log': '日志',
}

/** Short for the eye; the whole of it for whoever compares. */
function Subject({ subject }: { subject: string }) {
  const [kind = '', id = ''] = subject.split(':')
  const said = `${kinds[kind] ?? kind} ${id.length === 36 ? id.slice(-8) : id === 'all' ? '全部' : id}`
  return kind === 'person' ? (
    <Go to="/people/$id" params={{ id }}>
      {said}
    </Go>
  ) : (
    <Exact exact={subject}>{said}</Exact>
  )
}

export function AccessesPage() {
  const now = useNow()
  const [chosen, set] = useFilters(filters)
  const list = usePages(contract.accesses, { query: chosen })
  const columns: readonly Column<Line>[] = [
    { key: 'at', title: '时间', width: '11em', show: ({ at }) => sayInstant(at, now) },
    {
      key: 'who',
      title: '谁',
      phone: 'head',
      show: ({ personId, personName }) => (
        <Go to="/people/$id" params={{ id: personId }}>
          {personName}
        </Go>
      ),
    },
    { key: 'verb', title: '做了什么', show: ({ verb }) => verbs[verb] ?? verb },
    { key: 'subject', title: '对象', show: ({ subject }) => <Subject subject={subject} /> },
    { key: 'reason', title: '理由', show: ({ reason }) => reason ?? '' },
  ]
  return (
    <Page title="访问日志" about="登录、查看个人信息、导出。查看本页也记入日志">
      <Filters
        filters={[]}
        value={chosen}
        set={set}
        count={list.data ? list.rows.length : undefined}
        capped={list.more.has}
      >
        <DayFilter label="日期" day={chosen.on} set={(on) => set({ on })} />
        <div className="filter people-who">
          <ChoosePerson
            control={{
              id: 'accesses-person',
              value: chosen.person,
              onChange: (next) => set({ person: typeof next === 'string' ? next : undefined }),
              status: '',
              'aria-invalid': false,
              'aria-required': false,
              'aria-describedby': 'accesses-said',
              'aria-label': '人员',
            }}
          />
        </div>
      </Filters>
      <p id="accesses-said" className="unseen">
        选一个人，只看他的记录
      </p>
      <Body of={list} empty={{ when: () => list.rows.length === 0, say: '这一天没有记录' }}>
        {() => (
          <>
            <Table label="访问日志" columns={columns} rows={list.rows} idOf={({ id }) => id} />
            <More of={list.more} />
          </>
        )}
      </Body>
    </Page>
  )
}
