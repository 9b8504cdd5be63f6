/** Writes what the running city says about itself: its API, who may do what, the rules in force, its tables. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { inScratchDatabase } from '#app/cli/scratch.ts'
import { cityClocks, cityPapers, cityRoutes } from '#app/routes.ts'
import { openDatabase } from '#platform/database.ts'
import { buildServer } from '#platform/http/server.ts'
import { schemaText } from '#platform/schema-text.ts'
import { tableTypes } from '#platform/table-types.ts'

export async function writeDocs(into: string): Promise<void> {
  const [schema, types] = await inScratchDatabase((urls) =>
    Promise.all([schemaText(urls.migrator), tableTypes(urls.migrator)]),
  )
  const files: Record<string, string> = {
    'db/schema.sql': schema,
    'db/tables.ts': types,
    'docs/generated/openapi.json': `${JSON.stringify(await openApi(), null, 2)}\n`,
    'docs/generated/rules.md': rulesText(),
    'docs/generated/roles.md': rolesText(),
  }
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(into, name)), { recursive: true })
    await writeFile(join(into, name), text)
  }
}

/** The document needs no database: nothing connects before the first query. */
async function openApi(): Promise<unknown> {
  const nowhere = () => openDatabase('postgres://127.0.0.1:1/none', 1)
  const [db, login] = [nowhere(), nowhere()]
  const app = await buildServer({
    db,
    login,
    routes: cityRoutes(),
    https: true,
    logLevel: 'silent',
    rate: { person: 1, address: 1 },
    ready: async () => false,
  })
  await app.ready()
  const document = app.swagger()
  await app.close()
  await Promise.all([db.end(), login.end()])
  return document
}

function rulesText(): string {
  const clocks = cityClocks().map((clock) => `| ${clock.key} | ${clock.title} | ${clock.source} |`)
  return `# 正在执行的规则

本页由程序打印，与系统里运行的是同一份定义。

## 时限

| 键 | 名称 | 依据 |
| --- | --- | --- |
${clocks.join('\n')}

${cityPapers().rules.join('\n\n')}
`
}

function rolesText(): string {
  return `# 谁可以做什么

本页由各功能的 policy.ts 打印：每个岗位、每个动作、对每一类对象。

${cityPapers().roles.join('\n\n')}
`
}
