/** 命令行：数据库、生成的文件、账本核验。 */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { auditCity } from '#app/cli/audit.ts'
import { bench } from '#app/cli/bench.ts'
import { benchLive } from '#app/cli/bench-live.ts'
import { migratorUrl, resetData } from '#app/cli/data.ts'
import { writeDocs } from '#app/cli/docs.ts'
import { extractLines, scoreFiles } from '#app/cli/extract.ts'
import { migrate } from '#platform/migrations.ts'
import { schemaText } from '#platform/schema-text.ts'
import { tableTypes } from '#platform/table-types.ts'
import { Trouble } from '#platform/trouble.ts'

const help = `梧桐命令行 Wutong command line

  bin/wutong audit verify [--checkpoints 文件夹]   核验账本：逐条、逐封签、逐检查点  verify the ledger
  bin/wutong bench [--briefs 1000000] [--keep]    造一百万条简报，测量页面用时     a million briefs, measured beside a bare server
                   [--seconds 4] [--only list,thread] [--plans 文件夹]
  bin/wutong bench live                           五百个打开的页面：内存、用时     five hundred open pages: memory, time
  bin/wutong db migrate                           升级数据库结构                   apply migrations
  bin/wutong db reset --yes                       删除本机内置数据库的全部数据     delete the embedded data
  bin/wutong db types | schema                    重写 db/tables.ts、db/schema.sql rewrite generated files
  bin/wutong docs --into 文件夹                   写出生成的文件                   write generated documents
  bin/wutong extract [文件]                       逐行读取简报，每行 {"id","text","posted_on"} 得一行结果，不需要服务和数据库
                                                  read texts, one JSON line in and out, no server needed
  bin/wutong extract --score 文件… [--misses]     与标准答案 expect 逐项比对    score against answers, field by field

退出码 exit codes: 0 正常 ok · 1 核验发现问题或执行失败 findings or failure · 2 用法错误 usage
`

class Usage extends Error {}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      checkpoints: { type: 'string' },
      briefs: { type: 'string', default: '1000000' },
      keep: { type: 'boolean', default: false },
      seconds: { type: 'string', default: '4' },
      only: { type: 'string' },
      plans: { type: 'string' },
      into: { type: 'string' },
      score: { type: 'boolean' },
      misses: { type: 'boolean' },
      yes: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const [command, verb] = positionals
  if (values.help || command === undefined || command === 'help') return print(help)
  if (command === 'audit' && verb === 'verify') return auditCity(values.checkpoints, say)
  if (command === 'docs' && values.into !== undefined) return writeDocs(values.into).then(() => 0)
  if (command === 'bench' && verb === 'live') return benchLive(say).then(() => 0)
  if (command === 'bench') return measured(values).then(() => 0)
  if (command === 'extract') {
    const files = positionals.slice(1)
    if (!values.score) return extractLines(files[0], say, complain)
    if (files.length === 0) throw new Usage('请给出带答案的文件：bin/wutong extract --score 文件…')
    return scoreFiles(files, values.misses === true, say, complain)
  }
  if (command === 'db') return database(verb, values.yes === true)
  throw new Usage(`不认识的命令：${positionals.join(' ')}`)
}

async function measured(values: {
  briefs: string
  keep: boolean
  seconds: string
  only?: string
  plans?: string
}): Promise<void> {
  const [briefs, seconds] = [Number(values.briefs), Number(values.seconds)]
  if (!Number.isInteger(briefs) || briefs < 1000) throw new Usage('--briefs 应为不小于 1000 的整数')
  if (!(seconds > 0 && seconds <= 60)) throw new Usage('--seconds 应为 60 以内的正数')
  const only = values.only?.split(',') ?? []
  await bench({ briefs, seconds, keep: values.keep, only, ...(values.plans ? { plans: values.plans } : {}) }, say)
}

async function database(verb: string | undefined, sure: boolean): Promise<number> {
  if (verb === 'reset') {
    if (!sure) throw new Usage('这会删除全部数据，且不能恢复。确认请加 --yes')
    return resetData().then(() => 0)
  }
  return migratorUrl(say, async (url) => {
    if (verb === 'migrate') await migrate(url, say)
    else if (verb === 'types') await writeFile(new URL('../../db/tables.ts', import.meta.url), await tableTypes(url))
    else if (verb === 'schema') await writeFile(new URL('../../db/schema.sql', import.meta.url), await schemaText(url))
    else throw new Usage(`不认识的命令：db ${verb ?? ''}`)
    return 0
  })
}

function say(line: string): void {
  console.log(line)
}

function complain(line: string): void {
  console.error(line)
}

function print(text: string): number {
  console.log(text)
  return 0
}

try {
  process.exitCode = await main()
} catch (error) {
  const usage = error instanceof Usage || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') // Node's own argument errors
  console.error(usage || error instanceof Trouble ? (error as Error).message : error) // both are Error objects
  process.exitCode = usage ? 2 : 1
}
