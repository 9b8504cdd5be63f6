/** Whom the form takes for the one who met the company, when a message of a chat is entered later. */
import { expect, test } from 'vitest'
import { here, standIn } from '#core/matrix.ts'
import { chatDraft, type OpenedDraft } from './chat-draft.ts'

const opened: OpenedDraft = {
  ...{ id: 'draft', version: 1, stretchId: 'stretch', no: 1, excerpt: '', companies: [], enters: true, state: 'open' },
  ...{ briefId: null, text: '拜访海智', quote: null, expiresOn: '2022-12-03' },
  original: { poster: null, person: { id: 'colleague', name: '陈盐' }, on: '2022-11-02', time: '09:12', certain: true },
  posterUnits: [{ id: here.unitId, name: '本单位' }],
}
const me = standIn('reporter')

test('a colleague of the own unit is the contact, for that unit', () => {
  expect(chatDraft(opened, me)).toEqual({
    body: '拜访海智',
    own: { contactPersonId: 'colleague', unitId: here.unitId },
    draftId: 'draft',
  })
})

test.each([
  ['of another unit', { posterUnits: [{ id: 'other', name: '别的单位' }] }],
  ['unknown', { original: { ...opened.original, person: null, poster: '海阔天空' }, posterUnits: [] }],
])('a poster %s is no contact, nor is whoever enters it', (_, more) => {
  expect(chatDraft({ ...opened, ...more }, me).own).toEqual({ contactPersonId: '' })
})
