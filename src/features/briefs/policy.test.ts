/** Who may do what to a brief, every role asked: a change of the law is a difference to read. */
import { expect, test } from 'vitest'
import { matrixTable } from '#core/matrix.ts'
import { matrix, policy } from './policy.ts'

test('every verb is asked of every role on every kind of subject', () => {
  expect(matrixTable('简报 briefs', matrix)).toMatchSnapshot()
})

test('no line of the policy is left out', () => {
  const asked = new Set(matrix.map(({ verb }) => verb))
  expect(Object.keys(policy.lines).filter((line) => !asked.has(`briefs.${line}`))).toEqual([])
})
