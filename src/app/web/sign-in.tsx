/** The door: account, password, and the one sentence that everybody must have read. */
import { useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Button, Checkbox, Input } from 'antd'
import * as z from 'zod'
import { type Refusal, refusals } from '#core/refusal.ts'
import * as people from '#features/people/web/routes.tsx'
import { useAct } from '#ui/data.tsx'
import { Field, useForm } from '#ui/form.tsx'
import { useGo } from '#ui/link.tsx'
import { useTitle } from '#ui/page.tsx'
import { RefusalNote } from '#ui/refusal.tsx'

const signInForm = z.strictObject({
  account: z.string().trim().min(1, '请填写账号'),
  password: z.string().min(1, '请填写密码'),
  remember: z.boolean(),
})

export function SignInPage() {
  useTitle('登录')
  const client = useQueryClient()
  const go = useGo()
  const search = useSearch({ strict: false }) as { next?: unknown; why?: unknown } // an address's query is an object of unknown values
  const next = nextOf(search.next)
  const signIn = useAct(people.signIn)
  const form = useForm(signInForm, { account: '', password: '', remember: false })
  const enter = form.submit(async (values) => {
    const outcome = await signIn.run({ input: { ...values, deviceName: deviceName(navigator.userAgent) } })
    if (!outcome.ok) return outcome.refusal
    client.clear()
    go(next, { replace: true })
    return null
  })
  return (
    <main className="door">
      <form onSubmit={enter} noValidate>
        <h1>梧桐</h1>
        <p className="door-about">招商引资工作系统</p>
        <p className="door-law">
          <strong>严禁处理国家秘密</strong>
          本系统不得录入、传输、存储标有绝密、机密、秘密的内容。
        </p>
        {search.why === 'stale' ? <p className="note note-amber">{refusals.stale.zh}</p> : null}
        <SignInRefusal of={signIn.refusal} />
        <Field form={form} name="account" label="账号">
          {(control) => (
            <Input {...control} autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus />
          )}
        </Field>
        <Field form={form} name="password" label="密码">
          {(control) => <Input.Password {...control} autoComplete="current-password" />}
        </Field>
        <Checkbox
          checked={form.values.remember === true}
          onChange={(event) => form.set('remember', event.target.checked)}
        >
          在这台设备上保持登录（公用设备请勿勾选）
        </Checkbox>
        <Button type="primary" htmlType="submit" block loading={signIn.busy}>
          登录
        </Button>
      </form>
    </main>
  )
}

/** A wrong password is no fault of a form: the sentence stands alone, with what to do next. */
function SignInRefusal({ of: refusal }: { of: Refusal | null }) {
  const wrong = refusal?.code === 'invalid' ? refusal.because.find(({ field }) => field === undefined) : undefined
  if (!wrong) return <RefusalNote of={refusal} />
  return (
    <div className="note note-red" role="alert">
      <strong>{wrong.say}</strong>
      <p>连续输错 5 次将锁定 15 分钟；忘记密码请找系统管理员</p>
    </div>
  )
}

/** Only addresses of this site: `next` comes from whoever sent the link. */
function nextOf(next: unknown): { to: string; search: Record<string, string> } {
  const home = { to: '/', search: {} }
  if (typeof next !== 'string' || !next.startsWith('/') || next.startsWith('//') || next.includes('\\')) return home
  const url = new URL(next, location.origin)
  if (url.origin !== location.origin || url.pathname === '/sign-in') return home
  return { to: url.pathname, search: Object.fromEntries(url.searchParams) }
}

/** What the list of my devices calls this one, e.g. 安卓手机 微信. */
function deviceName(agent: string): string {
  const device = /iPhone/.test(agent)
    ? '苹果手机'
    : /HarmonyOS|OpenHarmony/.test(agent)
      ? '鸿蒙手机'
      : /Android/.test(agent)
        ? '安卓手机'
        : /iPad/.test(agent)
          ? '苹果平板'
          : /Mac OS/.test(agent)
            ? '苹果电脑'
            : /Windows/.test(agent)
              ? 'Windows 电脑'
              : '电脑'
  const browser = /MicroMessenger/.test(agent)
    ? '微信'
    : /DingTalk/.test(agent)
      ? '钉钉'
      : /Edg\//.test(agent)
        ? 'Edge'
        : /Firefox/.test(agent)
          ? 'Firefox'
          : /Chrome\//.test(agent)
            ? 'Chrome'
            : 'Safari'
  return `${device} ${browser}`
}
