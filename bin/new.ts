/** Writes a new feature's skeleton where it belongs, and says what to do next. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { house } from '#test/rules/imports.ts'
import { placedInOrder, skeletonOf } from './skeleton.ts'

const [what, feature = '', noun = '', chinese = ''] = process.argv.slice(2)
const order = 'src/app/features.ts'
const well =
  what === 'feature' && /^[a-z]+$/.test(feature) && /^[a-z]+$/.test(noun) && chinese !== '' && noun !== feature

if (!well) {
  console.error('用法：bin/new feature <复数名词> <单数名词> <中文名>，如 bin/new feature meetings meeting 会议')
  process.exitCode = 2
} else if (existsSync(join(house, 'src/features', feature))) {
  console.error(`src/features/${feature} 已存在`)
  process.exitCode = 1
} else {
  write()
}

function write(): void {
  const last = readdirSync(join(house, 'db/migrations')).filter((file) => file.endsWith('.sql'))
  const number = String(last.length + 1).padStart(4, '0')
  for (const [path, text] of Object.entries(skeletonOf({ feature, noun, chinese, number }))) {
    mkdirSync(dirname(join(house, path)), { recursive: true })
    writeFileSync(join(house, path), text)
    console.log(path)
  }
  // the order of imports depends on the nouns
  const biome = join(house, 'node_modules/@biomejs/biome/bin/biome')
  execFileSync(process.execPath, [biome, 'check', '--write', `src/features/${feature}`], {
    cwd: house,
    stdio: 'ignore',
  })
  writeFileSync(join(house, order), placedInOrder(readFileSync(join(house, order), 'utf8'), feature))
  console.log(`
Next:
  1. ${order}: ${feature} stands last, that is highest; move it to where its imports fall.
  2. src/app/routes.ts: open its door.
  3. db/migrations/${number}_${feature}.sql: say its columns; then bin/db migrate, bin/db types, bin/docs.
  4. README.md, model.ts, policy.ts: say what the city means by it, and who may.
  5. bin/ci`)
}
