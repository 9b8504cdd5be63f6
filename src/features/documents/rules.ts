/** What may be sent along, in which pieces, and how long a link to it lives. */
import { acceptOf, type Family, familyLabels, media, mediumNamed, mostBytes, partBytes } from '#core/media.ts'
import type { Because } from '#core/refusal.ts'
import type { DeclareInput } from './model.ts'

/** Source: a download link is bound to one person and dies within a minute (the project's security goals, case 10). */
export const linkSeconds = 60

/** files that one person has sent and hung nowhere yet: enough for a long day, too few to fill a disk */
export const mostLoose = 60

/** what one brief or reply may carry */
export const mostAttached = 9

const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`

/** Before a byte is sent: by what is said of it. What it is in truth is found later. */
export function faultsIn({ name, family, bytes, seconds }: DeclareInput): Because[] {
  const faults: Because[] = []
  // signs that turn the reading direction make gpj.exe look like exe.jpg
  if (/[\p{Cc}\p{Cf}/\\:*?"<>|]/u.test(name))
    faults.push({ say: '文件名里有不能用的符号，请改名后再传', field: 'name' })
  else faults.push(...familyFaults(name, family))
  if (bytes > mostBytes[family])
    faults.push({ say: `${familyLabels[family]}不能超过 ${megabytes(mostBytes[family])}`, field: 'bytes' })
  if (family === 'voice' && seconds === null) faults.push({ say: '语音要说明时长', field: 'seconds' })
  return faults
}

function familyFaults(name: string, family: Family): Because[] {
  const medium = mediumNamed(name)
  if (medium === null)
    return [{ say: `不收这种文件，只收 ${acceptOf('file').replaceAll('.', '').replaceAll(',', '、')}`, field: 'name' }]
  if (media[medium].families.includes(family)) return []
  return [{ say: `${media[medium].label}不是${familyLabels[family]}`, field: 'family' }]
}

export type Attachable = { id: string; ownerId: string; state: string; attached: boolean }

/** Why these files cannot be hung somewhere by this person: only whole ones of one's own, each once. */
export function whyNotAttach(found: readonly Attachable[], ids: readonly string[], personId: string): Because | null {
  const field = 'documentIds'
  if (new Set(ids).size < ids.length) return { say: '同一个附件只能放一次', field }
  const mine = new Map(found.filter(({ ownerId }) => ownerId === personId).map((one) => [one.id, one]))
  for (const id of ids) {
    const one = mine.get(id)
    if (!one) return { say: '没有这个附件', field }
    if (one.attached) return { say: '这个附件已经发出', field }
    if (one.state === 'receiving') return { say: '附件还没有传完', field }
    if (one.state === 'refused') return { say: '附件没有通过检查，请去掉后再发', field }
  }
  return null
}

export function partsIn(bytes: number): number {
  return Math.ceil(bytes / partBytes)
}

/** how many bytes part `no` has; 0 where there is no such part */
export function bytesOfPart(bytes: number, no: number): number {
  return Math.max(0, Math.min(partBytes, bytes - no * partBytes))
}

/** What a link says under its seal: for whom, which file at which version, until when. */
export function linkText(of: {
  tenantId: string
  personId: string
  id: string
  version: number
  until: number
}): string {
  return ['file-link', of.tenantId, of.personId, of.id, of.version, of.until].join('|')
}
