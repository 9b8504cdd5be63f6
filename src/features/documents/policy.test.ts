/** Who may do what in documents, every role asked: a change of the law is a difference to read. */
import { expect, test } from 'vitest'
import { matrixTable } from '#core/matrix.ts'
import { matrix, policy } from './policy.ts'

test('every verb is asked of every role', () => {
  expect(matrixTable('附件与证明材料 documents', matrix)).toMatchSnapshot()
})

test('no line of the policy is left out', () => {
  const asked = new Set(matrix.map(({ verb }) => verb))
  expect(Object.keys(policy.lines).filter((line) => !asked.has(`documents.${line}`))).toEqual([])
})
