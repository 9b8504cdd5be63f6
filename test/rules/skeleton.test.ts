/** The skeleton that bin/new writes keeps every rule of the house and fits the machine room as it is today. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { featureOrder } from '#app/features.ts'
import { placedInOrder, skeletonOf } from '../../bin/skeleton.ts'
import { unreasonedCasts } from './casts.ts'
import { sourceless, untried } from './coverage.ts'
import { house } from './imports.ts'
import { forbiddenNames, strangeFeatureFiles, unintroduced } from './names.ts'
import { foreignWrites, ownerless } from './ownership.ts'
import { ownClocks, ownEnvironment, ownNetwork } from './reach.ts'
import { planted } from './tree.ts'

const files = skeletonOf({ feature: 'plants', noun: 'plant', chinese: '试样', number: '9999' })
const row = 'plants: { tenant_id: string; id: string; unit_id: string; title: string; added_at: Given<string> }'

describe('a new feature', () => {
  const checks = { unreasonedCasts, sourceless, untried, forbiddenNames, strangeFeatureFiles, unintroduced }
  const more = { foreignWrites, ownerless, ownClocks, ownEnvironment, ownNetwork }

  it.each(Object.entries({ ...checks, ...more }))('keeps the house: %s', (_, check) => {
    expect(check(planted(files))).toEqual([])
  })

  it('stands last in the order until somebody moves it', () => {
    const order = placedInOrder(readFileSync(join(house, 'src/app/features.ts'), 'utf8'), 'plants')
    expect(order).toMatch(new RegExp(`'${featureOrder.at(-1)}',\\s*'plants'\\s*\\] as const`))
  })
})

describe('a new feature, written into a copy of the house', () => {
  const copy = mkdtempSync(join(tmpdir(), 'wutong-skeleton-'))
  const run = (...command: string[]) =>
    execFileSync(process.execPath, command, { cwd: copy, encoding: 'utf8', stdio: 'pipe' })

  beforeAll(() => {
    const kept = [
      'src',
      'test',
      'db',
      'package.json',
      'biome.json',
      'tsconfig.json',
      'tsconfig.server.json',
      'tsconfig.web.json',
    ]
    for (const path of kept) cpSync(join(house, path), join(copy, path), { recursive: true })
    symlinkSync(join(house, 'node_modules'), join(copy, 'node_modules'))
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(copy, path)), { recursive: true })
      writeFileSync(join(copy, path), text)
    }
    const tables = readFileSync(join(copy, 'db/tables.ts'), 'utf8')
    writeFileSync(
      join(copy, 'db/tables.ts'),
      tables.replace('export type Tables = {', `export type Tables = {\n  ${row}`),
    )
  })
  afterAll(() => rmSync(copy, { recursive: true, force: true }))

  it.each(['server', 'web'])('has the right types on the side of the %s', (side) => {
    let said = ''
    try {
      run('node_modules/tsc7/bin/tsc', '-p', `tsconfig.${side}.json`)
    } catch (error) {
      said = String((error as { stdout?: unknown }).stdout) // what execFileSync throws carries the output
    }
    expect(said.split('\n').filter((line) => line.includes('features/plants'))).toEqual([])
  })

  it('is clean once the formatter has put its imports in order', () => {
    const biome = 'node_modules/@biomejs/biome/bin/biome'
    const plainly = ['--colors=off', '--vcs-enabled=false', 'src/features/plants']
    run(biome, 'check', '--write', ...plainly)
    expect(() => run(biome, 'ci', ...plainly)).not.toThrow()
  })
})
