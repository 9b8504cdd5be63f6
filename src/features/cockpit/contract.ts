/** The endpoint of the home page. */
import { endpoint } from '#core/endpoint.ts'
import { homeSchema } from './model.ts'

export const home = endpoint({
  verb: 'cockpit.home',
  method: 'GET',
  path: '/home',
  summary: '我现在要办的事，以及昨天以来的变化',
  output: homeSchema,
})
