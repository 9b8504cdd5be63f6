/** Hostile files are refused by a child that cannot hurt us, honest ones are let through, and whatever lasts or grows too long is ended. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { honest, hostile, type Sample } from '#test/files/hostile.ts'
import { type Inspected, inspect } from './inspection.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wutong-hostile-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

let n = 0
async function inspected({ name, bytes }: Sample, limits?: Parameters<typeof inspect>[2]): Promise<Inspected> {
  n += 1
  const path = join(dir, String(n))
  await writeFile(path, bytes)
  return inspect(path, name, limits)
}

const faults = ['检查文件时出错，不能上传', '检查文件用时过长，不能上传', '检查文件占用内存过多，不能上传']

test('at least sixty hostile files, each trying something else', () => {
  expect(new Set(hostile.map(({ tries }) => tries)).size).toBeGreaterThanOrEqual(60)
})

describe('hostile', () => {
  test.each(hostile.map((sample) => [sample.tries, sample] as const))('%s is refused', async (_, sample) => {
    const verdict = await inspected(sample)
    expect(verdict).toEqual({ refused: expect.stringMatching(/[\u4e00-\u9fff]/) })
    // refused because it was understood, not because the child fell over
    expect(faults).not.toContain('refused' in verdict ? verdict.refused : '')
  })
})

describe('honest', () => {
  test.each(honest.map((sample) => [sample.tries, sample] as const))('%s is let through', async (_, sample) => {
    expect(await inspected(sample)).toMatchObject({ mediaType: expect.any(String) })
  })

  test('a picture says its size', async () => {
    const photo = honest.find(({ tries }) => tries === 'JPEG')
    expect(photo && (await inspected(photo))).toEqual({ mediaType: 'image/jpeg', width: 1600, height: 1200 })
  })
})

describe('whatever happens in there', () => {
  const [sample] = honest
  test('too long is refused', async () => {
    expect(sample && (await inspected(sample, { milliseconds: 1, memoryBytes: 1e9 }))).toEqual({ refused: faults[1] })
  })

  test('too large is refused', async () => {
    expect(sample && (await inspected(sample, { milliseconds: 10_000, memoryBytes: 1 }))).toEqual({
      refused: faults[2],
    })
  })

  test('a file that is not there is refused', async () => {
    expect(await inspect(join(dir, 'nowhere'), 'a.pdf')).toEqual({ refused: faults[0] })
  })
})
