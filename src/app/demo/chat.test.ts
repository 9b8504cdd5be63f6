/** What the demo city's reporter pasted is a chat, with something to enter and somebody nobody knows; its words may be added. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { feature } from '#features/briefs/feature.ts'
import { type City, openCity } from '#test/harness.ts'
import { chatUntil, demoWords } from './chat.ts'

const { addWord, transcribe } = feature.contract
let city: City
beforeAll(async () => {
  city = await openCity()
})
afterAll(() => city.close())

test('the chat becomes drafts', async () => {
  await city.setNow('2022-11-04T01:00:00Z')
  const { body } = await (await city.as('应勇')).call(transcribe, { input: { text: chatUntil('2022-11-04') } })
  expect(body.made).toBe(11)
  const toEnter = body.rows.filter(({ enters }) => enters).flatMap(({ companies }) => companies)
  expect(toEnter).toEqual(['宁波海蓝阀业有限公司', '台州顺泰模具有限公司', '舟山鲜达冷链物流有限公司'])
  expect(body.rows[2]?.original).toMatchObject({ person: { name: '应勇' }, on: '2022-11-02', time: '09:12' })
  expect(body.unmatched.map(({ poster }) => poster)).toEqual(['唐区长', '海阔天空'])
})

test('the words are the city’s', async () => {
  const shen = await city.as('沈知行')
  for (const input of demoWords) expect((await shen.call(addWord, { input })).status).toBe(201)
})
