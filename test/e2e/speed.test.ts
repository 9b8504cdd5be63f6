/** How long sending takes on a weak phone with a bad network, and how much the first page weighs. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webDir } from '#app/web-build.ts'
import { openStage, type Stage } from './stage.ts'

/** slow 3G as browsers name it; a quarter of this machine's speed */
const slow3G = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }
const sentWithinMs = 5_000
const firstPageBytes = 250 * 1024

let stage: Stage

beforeAll(async () => {
  stage = await openStage('2022-11-03T01:12:00Z')
})
afterAll(() => stage.close())

test('sent within 5 s at a quarter of the speed and slow 3G', async () => {
  const { page, context } = await stage.seated('孙海燕', 'phone')
  await page.goto('/write')
  await page.getByLabel('粘贴你发在群里的话').waitFor()
  await page.waitForLoadState('networkidle')
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', slow3G)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page
    .getByLabel('粘贴你发在群里的话')
    .fill('【定海区驻上海招商组】11月2日拜访上海沧浪泵业有限公司，洽谈船用泵项目，总投资约2亿元，用地40亩。')
  await page.getByText('上海沧浪泵业有限公司').first().waitFor()
  await watchSending(page)
  await page.getByRole('button', { name: '提交' }).tap()
  const ms = await page.evaluate(() => (window as unknown as { sending: Promise<number> }).sending) // set by watchSending
  process.stdout.write(`   from the tap to the thread: ${Math.round(ms)} ms\n`)
  expect(ms).toBeLessThanOrEqual(sentWithinMs)
  await context.close()
})

/** Measured in the page itself: from the touch to the first frame in which the thread stands there. */
async function watchSending(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched = window as unknown as { sending: Promise<number> } // read back above
    watched.sending = new Promise((resolve) => {
      addEventListener(
        'pointerdown',
        () => {
          const from = performance.now()
          const look = () => {
            if (document.querySelector('.thread')) resolve(performance.now() - from)
            else requestAnimationFrame(look)
          }
          look()
        },
        { capture: true, once: true },
      )
    })
  })
}

test.each([
  ['the door', null, '/sign-in'],
  ['home of a leader', '唐国栋', '/'],
  ['home of a reporter', '孙海燕', '/'],
])('%s weighs at most 250 KB on the wire', async (what, who, address) => {
  const { page, context } = who ? await stage.seated(who, 'phone') : await stage.open('phone')
  const fetched = new Map<string, number>()
  page.on('response', (response) => fetched.set(response.url(), 0))
  await page.goto(address)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  const files = [...fetched.keys()].map((url) => new URL(url).pathname).filter((path) => !path.startsWith('/api/'))
  const bytes = files.reduce((sum, path) => sum + packedSize(path), 0)
  process.stdout.write(`   ${what}: ${files.length} files, ${(bytes / 1024).toFixed(0)} KB gz\n`)
  expect(bytes).toBeLessThanOrEqual(firstPageBytes)
  await context.close()
})

/** gz, which every phone takes; most take the smaller br that lies beside it. */
function packedSize(path: string): number {
  const file = /\.[a-z0-9]+$/.test(path) ? path : 'web.html'
  return Math.min(...[`${file}.gz`, file].map(sizeOf))
}

function sizeOf(file: string): number {
  return statSync(join(webDir, file), { throwIfNoEntry: false })?.size ?? Number.POSITIVE_INFINITY
}
