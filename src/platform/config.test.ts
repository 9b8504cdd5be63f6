/** The settings as an administrator writes them, and what is said about those that can't be meant. */
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { isLoopback, readConfig } from './config.ts'
import { Trouble } from './trouble.ts'

describe('without a word', () => {
  const config = readConfig({ PORT: '', PATH: '/bin' })

  test('this machine only, its own database, the demo in a new folder', () => {
    expect(config).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      database: { kind: 'embedded' },
      demo: 'when-new',
      publicUrl: null,
      allowPlainHttp: [],
      logLevel: 'info',
    })
  })

  test('keys and checkpoints lie in the data folder of the project', () => {
    expect(path.isAbsolute(config.dataDir)).toBe(true)
    expect(config.keysDir).toBe(path.join(config.dataDir, 'keys'))
    expect(config.checkpointDir).toBe(path.join(config.dataDir, 'checkpoints'))
  })
})

test('an external database never gets a demo unasked', () => {
  const database = { DATABASE_URL: 'postgresql://wutong_app:a@db:5432/wutong' }
  expect(readConfig(database)).toMatchObject({
    demo: 'no',
    database: { kind: 'external', appUrl: database.DATABASE_URL, migrationUrl: null, loginUrl: null },
  })
  expect(readConfig({ ...database, DEMO: 'yes' }).demo).toBe('yes')
})

test('behind https the address loses its last slash', () => {
  expect(readConfig({ HOST: '0.0.0.0', PUBLIC_URL: 'https://wutong.example.cn/' }).publicUrl).toBe(
    'https://wutong.example.cn',
  )
})

describe('what can not be meant', () => {
  test.each([
    [{ PORT: '80a' }, 'PORT=80a 应为 1 到 65535 的整数'],
    [{ PORT: '70000' }, 'PORT=70000 应为 1 到 65535 的整数'],
    [{ DEMO: 'maybe' }, 'DEMO=maybe 应为 yes 或 no'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL=loud 应为 fatal'],
    [{ APP_POOL: '0' }, 'APP_POOL=0 应为 1 到 200 的整数'],
    [{ PUBLIC_URL: 'wutong' }, 'PUBLIC_URL 应为 https://域名'],
    [{ HOST: '0.0.0.0' }, 'HOST=0.0.0.0 会让口令以明文 http'],
    [{ LOGIN_DATABASE_URL: 'postgresql://a:b@c/d' }, '却没有 DATABASE_URL'],
  ])('%j', (env, says) => {
    expect(() => readConfig(env)).toThrow(Trouble)
    expect(() => readConfig(env)).toThrow(says)
  })

  test('all faults are told at once, on one line, and no password is repeated', () => {
    const env = { PORT: 'x', APP_POOL: 'y', DATABASE_URL: 'mysql://root:geheim@db/x' }
    expect(() => readConfig(env)).toThrow(
      /^设置有误：PORT=x .*；APP_POOL=y .*。请改正后重新运行。$|^设置有误：.*DATABASE_URL 应为/,
    )
    try {
      readConfig(env)
    } catch (error) {
      expect(String(error)).not.toContain('geheim')
      expect(String(error)).not.toContain('\n')
    }
  })
})

test('plain http off this machine has to be allowed by name', () => {
  expect(readConfig({ HOST: '0.0.0.0', ALLOW_PLAIN_HTTP: '10.0.0.8,wutong.lan' }).allowPlainHttp).toEqual([
    '10.0.0.8',
    'wutong.lan',
  ])
  expect(['127.0.0.1', '127.8.8.8', '::1', 'localhost'].every(isLoopback)).toBe(true)
  expect(['10.0.0.8', '0.0.0.0', '127.0.0.1.example.cn', 'localhost.example.cn'].some(isLoopback)).toBe(false)
})
