/** Has a file looked into by a child process that may take 256 MB and 10 s and nothing else: whatever happens there, the city goes on. */
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { mediaTypes } from '#core/media.ts'

const answerSchema = z.union([
  z.strictObject({
    mediaType: z.enum(mediaTypes as [(typeof mediaTypes)[number], ...typeof mediaTypes]), // a literal object's keys: there is a first
    width: z.int().nullable(),
    height: z.int().nullable(),
  }),
  z.strictObject({ refused: z.string().max(200) }),
])
export type Inspected = z.infer<typeof answerSchema>

export type Limits = { memoryBytes: number; milliseconds: number }
const usual: Limits = { memoryBytes: 256 * 1024 * 1024, milliseconds: 10_000 }

const inspector = fileURLToPath(new URL('./inspector.ts', import.meta.url))
const root = fileURLToPath(new URL('../../../', import.meta.url))

/** Never throws because of the file: one that breaks the child, or takes too long, is refused. */
export async function inspect(path: string, name: string, limits: Limits = usual): Promise<Inspected> {
  const readable = [path, `${root}src/platform/files`, `${root}src/core`, `${root}package.json`]
  const child = spawn(
    process.execPath,
    [
      '--permission',
      ...readable.map((one) => `--allow-fs-read=${one}`),
      '--max-old-space-size=160',
      '--no-warnings',
      inspector,
      path,
      name,
    ],
    // nothing of our environment: no address of a database, no secret
    { cwd: root, env: {}, stdio: ['ignore', 'pipe', 'ignore'] },
  )
  let said = ''
  let over: string | null = null
  const end = (why: string) => {
    over ??= why
    child.kill('SIGKILL')
  }
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8')
    if (said.length > 2000) end('检查文件时出错，不能上传')
  })
  const late = setTimeout(() => end('检查文件用时过长，不能上传'), limits.milliseconds)
  const watch = setInterval(async () => {
    if ((await residentBytes(child.pid)) > limits.memoryBytes) end('检查文件占用内存过多，不能上传')
  }, 25)
  try {
    await new Promise<void>((resolve, reject) => child.once('error', reject).once('close', () => resolve()))
  } finally {
    clearTimeout(late)
    clearInterval(watch)
  }
  if (over) return { refused: over }
  const answer = answerSchema.safeParse(jsonIn(said))
  return answer.success ? answer.data : { refused: '检查文件时出错，不能上传' }
}

/** in pages of 4 KiB, second of the numbers; 0 once the process is gone, or where the system tells nothing */
async function residentBytes(pid: number | undefined): Promise<number> {
  if (pid === undefined) return 0
  const told = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '0 0')
  return Number(told.split(' ')[1] ?? 0) * 4096
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
