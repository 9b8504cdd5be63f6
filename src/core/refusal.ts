/** What the system says when it says no: one closed list of codes, each with its status and its two sentences. */
import * as z from 'zod'

export const refusals = {
  invalid: { status: 422, zh: '填写的内容有误', en: 'The input is not valid', retryable: false },
  'signed-out': { status: 401, zh: '请先登录', en: 'Sign in first', retryable: false },
  stale: {
    status: 401,
    zh: '您的岗位或登录状态已变化，请重新登录',
    en: 'Your session is out of date',
    retryable: false,
  },
  locked: { status: 429, zh: '密码多次输错，已暂时锁定', en: 'Locked after too many wrong passwords', retryable: true },
  forbidden: { status: 403, zh: '您没有这项权限', en: 'Not allowed', retryable: false },
  'not-found': { status: 404, zh: '没有找到，或您无权查看', en: 'Not found', retryable: false },
  conflict: { status: 409, zh: '现在的状态不允许这样做', en: 'The state does not allow this', retryable: false },
  busy: { status: 409, zh: '同一操作正在处理，请稍候', en: 'The same request is in flight', retryable: true },
  'too-late': { status: 409, zh: '已过时限', en: 'Too late', retryable: false },
  'version-missing': { status: 428, zh: '缺少版本号（If-Match）', en: 'If-Match is required', retryable: false },
  'version-stale': {
    status: 412,
    zh: '内容已被他人修改，请查看后再提交',
    en: 'Changed by somebody else',
    retryable: false,
  },
  'key-missing': { status: 400, zh: '缺少 Idempotency-Key', en: 'Idempotency-Key is required', retryable: false },
  'key-reused': {
    status: 422,
    zh: '同一 Idempotency-Key 已用于另一内容',
    en: 'Key was used with another body',
    retryable: false,
  },
  secret: {
    status: 422,
    zh: '本系统严禁处理国家秘密，该内容未保存',
    en: 'State secrets are forbidden here',
    retryable: false,
  },
  'too-large': { status: 413, zh: '内容过大', en: 'Too large', retryable: false },
  'too-many': { status: 429, zh: '操作过于频繁，请稍后再试', en: 'Too many requests', retryable: true },
  unavailable: { status: 503, zh: '系统正忙，请稍后再试', en: 'Unavailable, try again', retryable: true },
} as const

export type RefusalCode = keyof typeof refusals

/** One reason in the officials' words; `field` names the input it is about (dot path), `rule` the source of the rule. */
export type Because = { say: string; field?: string; rule?: string }

/** The only error that is not our bug. `details` is machine-readable and must hold no personal data. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly because: readonly Because[]
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    code: RefusalCode,
    because: string | readonly Because[] = [],
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${code}: ${typeof because === 'string' ? because : because.map((b) => b.say).join('；')}`)
    this.name = 'Refusal'
    this.code = code
    this.because = typeof because === 'string' ? [{ say: because }] : because
    this.details = details
  }
}

/** RFC 9457 body; the browser and other systems read `code`, people read `title` and `detail`. */
export const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** one of `refusals`, or `bug` for what is our fault */
  code: z.string(),
  detail: z.string(),
  because: z.array(z.strictObject({ say: z.string(), field: z.string().optional(), rule: z.string().optional() })),
  retryable: z.boolean(),
  details: z.record(z.string(), z.unknown()),
})

export type Problem = Omit<z.infer<typeof problemSchema>, 'code' | 'because' | 'details'> & {
  code: RefusalCode
  because: readonly Because[]
  details: Readonly<Record<string, unknown>>
}

export function problemOf(refusal: Refusal): Problem {
  const kind = refusals[refusal.code]
  return {
    type: `/problems/${refusal.code}`,
    title: kind.zh,
    status: kind.status,
    code: refusal.code,
    detail: refusal.because.map((b) => b.say).join('；') || kind.zh,
    because: refusal.because,
    retryable: kind.retryable,
    details: refusal.details,
  }
}
