/** The bench's hand-written statements, by name, from db/bench. */
import { readFile } from 'node:fs/promises'

const folder = new URL('../../../../db/bench/', import.meta.url)

export function textIn(file: string): Promise<string> {
  return readFile(new URL(file, folder), 'utf8')
}

/** `-- name: x` opens each. */
export async function statementsIn(file: string): Promise<(name: string) => string> {
  const parts = (await textIn(file)).split(/^-- name: (.+)$/m).slice(1)
  return (name) => {
    const at = parts.indexOf(name)
    const text = at < 0 ? undefined : parts[at + 1]
    if (text === undefined) throw new Error(`${file} has no statement ${name}`)
    return text.trim().replace(/;$/, '')
  }
}
