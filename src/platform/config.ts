/** How this installation differs from the next one: the only place that reads the environment, checked once at the start. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { Trouble } from './trouble.ts'

export type DatabaseChoice =
  | { readonly kind: 'embedded' }
  | {
      readonly kind: 'external'
      /** role wutong_app; or, when it stands alone, a superuser who lets us make the roles */
      readonly appUrl: string
      /** role wutong_migrator */
      readonly migrationUrl: string | null
      /** role wutong_login */
      readonly loginUrl: string | null
    }

export type Config = {
  readonly port: number
  readonly host: string
  /** absolute, like every folder here; relative ones count from the project, wherever the command was given */
  readonly dataDir: string
  readonly keysDir: string
  readonly checkpointDir: string
  /** what people upload, outside the database */
  readonly filesDir: string
  /** clamd at unix:/… or host:port; null: no scanner, the checks of our own alone */
  readonly scanner: string | null
  readonly database: DatabaseChoice
  /** what people type, without a slash at the end; null: http on host and port */
  readonly publicUrl: string | null
  /** host names on which a session may travel over plain http although they are not this machine */
  readonly allowPlainHttp: readonly string[]
  readonly demo: 'yes' | 'no' | 'when-new'
  readonly logLevel: (typeof logLevels)[number]
  readonly pools: { readonly app: number; readonly login: number }
  /** false for bin/dev, where Vite serves the pages */
  readonly buildWeb: boolean
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const root = fileURLToPath(new URL('../..', import.meta.url))

const wholeBetween = (least: number, most: number, usual: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most))
    .default(usual)
const flag = z.stringbool({ truthy: ['true', 'yes', '1', 'on'], falsy: ['false', 'no', '0', 'off'] })
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ })

const variables = {
  PORT: { schema: wholeBetween(1, 65_535, 8080), wants: '1 到 65535 的整数' },
  HOST: {
    schema: z
      .string()
      .regex(/^[A-Za-z0-9.:_-]+$/)
      .default('127.0.0.1'),
    wants: '一个地址，例如 127.0.0.1',
  },
  DATA_DIR: { schema: z.string().min(1).default('data'), wants: '一个文件夹' },
  KEYS_DIR: { schema: z.string().min(1).optional(), wants: '一个文件夹' },
  FILES_DIR: { schema: z.string().min(1).optional(), wants: '一个文件夹' },
  SCANNER: {
    schema: z
      .string()
      .regex(/^(unix:\/[^\s]+|[A-Za-z0-9.-]+:\d{1,5})$/)
      .optional(),
    wants: 'unix:/套接字路径 或 主机:端口（clamd）',
  },
  CHECKPOINT_DIR: { schema: z.string().min(1).optional(), wants: '一个文件夹' },
  DATABASE_URL: { schema: postgresUrl.optional(), wants: 'postgresql://用户:密码@地址:端口/库名' },
  MIGRATION_DATABASE_URL: { schema: postgresUrl.optional(), wants: 'postgresql://用户:密码@地址:端口/库名' },
  LOGIN_DATABASE_URL: { schema: postgresUrl.optional(), wants: 'postgresql://用户:密码@地址:端口/库名' },
  PUBLIC_URL: { schema: z.url({ protocol: /^https?$/ }).optional(), wants: 'https://域名' },
  ALLOW_PLAIN_HTTP: {
    schema: z
      .string()
      .regex(/^[A-Za-z0-9.:_-]+(,[A-Za-z0-9.:_-]+)*$/)
      .optional(),
    wants: '允许明文 http 的主机名，用逗号分开，例如 10.0.0.8',
  },
  DEMO: { schema: flag.optional(), wants: 'yes 或 no' },
  LOG_LEVEL: { schema: z.enum(logLevels).default('info'), wants: logLevels.join('、') },
  APP_POOL: { schema: wholeBetween(1, 200, 10), wants: '1 到 200 的整数' },
  LOGIN_POOL: { schema: wholeBetween(1, 50, 3), wants: '1 到 50 的整数' },
  BUILD_WEB: { schema: flag.default(true), wants: 'yes 或 no' },
} as const

type Name = keyof typeof variables

/** Throws a Trouble that names each wrong value and what it should be; a password in a URL is never repeated. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const faults: string[] = []
  function value<N extends Name>(name: N): z.output<(typeof variables)[N]['schema']> {
    const given = env[name]
    const result = variables[name].schema.safeParse(given === '' ? undefined : given)
    if (result.success) return result.data as z.output<(typeof variables)[N]['schema']> // by the schema of this name
    faults.push(`${name}${name.endsWith('_URL') ? '' : `=${given}`} 应为 ${variables[name].wants}`)
    return undefined as z.output<(typeof variables)[N]['schema']> // never seen: a fault is thrown instead
  }
  const dataDir = path.resolve(root, value('DATA_DIR') ?? 'data')
  const appUrl = value('DATABASE_URL')
  const others = {
    migrationUrl: value('MIGRATION_DATABASE_URL') ?? null,
    loginUrl: value('LOGIN_DATABASE_URL') ?? null,
  }
  const demo = value('DEMO')
  const config: Config = {
    port: value('PORT'),
    host: value('HOST'),
    dataDir,
    keysDir: path.resolve(root, value('KEYS_DIR') ?? path.join(dataDir, 'keys')),
    checkpointDir: path.resolve(root, value('CHECKPOINT_DIR') ?? path.join(dataDir, 'checkpoints')),
    filesDir: path.resolve(root, value('FILES_DIR') ?? path.join(dataDir, 'files')),
    scanner: value('SCANNER') ?? null,
    database: appUrl === undefined ? { kind: 'embedded' } : { kind: 'external', appUrl, ...others },
    publicUrl: value('PUBLIC_URL')?.replace(/\/+$/, '') ?? null,
    allowPlainHttp: value('ALLOW_PLAIN_HTTP')?.split(',') ?? [],
    demo: demo === undefined ? (appUrl === undefined ? 'when-new' : 'no') : demo ? 'yes' : 'no',
    logLevel: value('LOG_LEVEL'),
    pools: { app: value('APP_POOL'), login: value('LOGIN_POOL') },
    buildWeb: value('BUILD_WEB'),
  }
  if (faults.length > 0) throw new Trouble(`设置有误：${faults.join('；')}。请改正后重新运行。`)
  checkTogether(config, others)
  return config
}

/** What each value alone can't show. */
function checkTogether(config: Config, urls: { migrationUrl: string | null; loginUrl: string | null }): void {
  if (config.database.kind === 'embedded' && (urls.migrationUrl || urls.loginUrl)) {
    throw new Trouble(
      '设置有误：给了 MIGRATION_DATABASE_URL 或 LOGIN_DATABASE_URL，却没有 DATABASE_URL。请补上或都去掉。',
    )
  }
  const encrypted = config.publicUrl?.startsWith('https:') ?? false
  if (!isLoopback(config.host) && !encrypted && config.allowPlainHttp.length === 0) {
    throw new Trouble(
      `HOST=${config.host} 会让口令以明文 http 在网络上传送：请在前面放 https 并设 PUBLIC_URL=https://域名，或用 ALLOW_PLAIN_HTTP=主机名 点名允许。`,
    )
  }
}

/** The environment for a process of ours, with some variables said anew. */
export function environmentWith(anew: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...anew }
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}
