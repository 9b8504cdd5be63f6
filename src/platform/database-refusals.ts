/** What the database says in codes, and what that means to whoever pressed the button. */
import { Refusal } from '#core/refusal.ts'

/** what statements say that were sent behind a failed one: the transaction is aborted, or their plan was never made */
export const onlyFollowed: ReadonlySet<string | undefined> = new Set(['25P02', '26000'])

/** SQLSTATE of what pg throws */
export function codeOf(error: unknown): string | undefined {
  return (error as { code?: string } | null)?.code // pg errors carry it there
}

/** What the database says in codes, as refusals; null when it is our bug. */
export function refusalFor(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  const code = codeOf(error)
  const constraint = (error as { constraint?: string } | null)?.constraint // pg errors of constraints name it
  switch (code) {
    case 'WT401':
      return new Refusal('signed-out')
    case 'WT402':
      return new Refusal('stale')
    case '55P03':
    case '40P01':
      return new Refusal('busy')
    // what passed every schema and still is no text, day or number for the database: NUL, the year 0, a made-up cursor
    case '22003':
    case '22007':
    case '22008':
    case '22021':
    case '22P02':
    case '22P05':
      return new Refusal('invalid', '填写的内容中有不能保存的字符、日期或数字')
    case '53100':
      return new Refusal('unavailable', '服务器磁盘已满，暂时不能保存；已保存的内容可以照常查看')
    case '53300':
    case '57P01':
    case '57P03':
    case '08006':
    case 'ECONNRESET':
    case 'ECONNREFUSED':
      return new Refusal('unavailable')
    case '23514':
      return constraint === 'separate_administrators'
        ? new Refusal('forbidden', '三员分立：系统、安全、审计管理员不得由一人兼任，也不得兼任业务岗位')
        : null
    case '23505': {
      const taken = constraint === undefined ? undefined : alreadyTaken[constraint]
      return taken === undefined ? null : new Refusal('conflict', taken)
    }
    default:
      return null
  }
}

/** names that only the database can keep unique, since two may ask for one at the same moment */
const alreadyTaken: Readonly<Record<string, string>> = {
  credentials_by_account: '这个账号已有人使用',
  units_tenant_id_name_key: '已有同名单位',
}
