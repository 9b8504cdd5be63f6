/** The door of documents: its endpoints bound to their verbs, and its jobs. */
import { matrixTable } from '#core/matrix.ts'
import type { Feature } from '#platform/feature.ts'
import { content, link } from './actions/opening.ts'
import { declare, document, part, receive } from './actions/sending.ts'
import * as contract from './contract.ts'
import { jobs } from './jobs.ts'
import { events } from './model.ts'
import { matrix } from './policy.ts'

export const feature = {
  name: 'documents',
  contract: {
    declare: contract.declare,
    part: contract.part,
    receive: contract.receive,
    document: contract.document,
    link: contract.link,
    content: contract.content,
  },
  routes: [declare, part, receive, document, link, content],
  jobs,
  events,
  papers: { roles: () => matrixTable('附件与证明材料 documents', matrix) },
} satisfies Feature
