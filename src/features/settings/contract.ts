/** The endpoints of settings: the numbers in force with their history, and setting one. */
import { endpoint } from '#core/endpoint.ts'
import { setInput, settingListSchema } from './model.ts'

export const list = endpoint({
  verb: 'settings.list',
  method: 'GET',
  path: '/settings',
  summary: '参数：今天的值、依据和历次设置',
  output: settingListSchema,
})

export const set = endpoint({
  verb: 'settings.set',
  method: 'POST',
  path: '/settings',
  summary: '依文件设置一项参数，自某日起施行',
  input: setInput,
  output: settingListSchema,
})
