/** Names as they stand in the group, and whom of the city they mean. */
import { expect, test } from 'vitest'
import { posterIn } from './posters.ts'

const zhanmao = { name: '展茅街道', short: '展茅' }
const yancang = { name: '盐仓街道', short: '盐仓' }
const people = [
  { id: 'yao', name: '姚敏', units: [zhanmao] },
  { id: 'yaotie', name: '姚铁', units: [yancang] },
  { id: 'ying', name: '应勇', units: [yancang] },
  { id: 'wang1', name: '王伟', units: [zhanmao] },
  { id: 'wang2', name: '王伟', units: [yancang] },
  { id: 'bai', name: '白露', units: [] },
]

test.each([
  ['姚敏', 'yao', []],
  ['展茅-姚敏', 'yao', []],
  ['姚敏（展茅街道）', 'yao', []],
  ['展茅姚敏', 'yao', []],
  ['展茅-小姚', 'yao', []],
  ['展茅小姚', 'yao', []],
  ['盐仓 姚主任', 'yaotie', []],
  ['王伟', null, ['wang1', 'wang2']],
  ['王伟@盐仓', 'wang2', []],
  ['展茅招商', null, ['yao', 'wang1']],
  ['小姚', null, []],
  ['海阔天空', null, []],
  ['', null, []],
])('%s', (written, personId, candidateIds) => {
  expect(posterIn(written, people)).toEqual({ personId, candidateIds })
})
