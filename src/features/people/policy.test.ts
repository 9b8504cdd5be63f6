/** Who may do what in people, every role asked: a change of the law is a difference to read. */
import { expect, test } from 'vitest'
import { matrixTable } from '#core/matrix.ts'
import { matrix, policy } from './policy.ts'

test('every verb is asked of every role', () => {
  expect(matrixTable('组织人员 people', matrix)).toMatchSnapshot()
})

test('no line of the policy is left out', () => {
  const asked = new Set(matrix.map(({ verb }) => verb))
  expect(Object.keys(policy.lines).filter((line) => !asked.has(`people.${line}`))).toEqual([])
})
