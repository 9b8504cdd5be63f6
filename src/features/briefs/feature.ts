/** The door of briefs: its endpoints bound to their verbs, and the clocks that it gives to the deadlines. */
import { matrixTable } from '#core/matrix.ts'
import type { ClockDefinition } from '#features/deadlines/model.ts'
import type { Feature } from '#platform/feature.ts'
import { extraction } from './actions/extracting.ts'
import { judge, negotiate, recheck, undoJudgement } from './actions/judging.ts'
import { list, thread } from './actions/reading.ts'
import { reply } from './actions/replying.ts'
import { resemblances } from './actions/resembling.ts'
import { confirmRuling, rule, undoRuling } from './actions/ruling.ts'
import { recall, revise, send, withdraw } from './actions/sending.ts'
import { discardDrafts, draft, drafts, namePoster, restoreDrafts, transcribe } from './actions/transcribing.ts'
import { unmask } from './actions/unmasking.ts'
import { changeView, orderViews, removeView, saveView, views } from './actions/views.ts'
import { addWord, restoreWord, withdrawWord, words } from './actions/words.ts'
import { clocks } from './clocks.ts'
import * as contract from './contract.ts'
import { jobs } from './jobs.ts'
import { events } from './model.ts'
import { matrix } from './policy.ts'

/** The reading of a text, for the command line: it needs neither server nor database. */
export { type ExtractionOptions, extract } from './rules/extraction.ts'
export { townships } from './rules/gazetteer.ts'
export { f1Of, type Scored, scoreOf } from './rules/scoring.ts'

export const feature = {
  name: 'briefs',
  contract,
  routes: [
    list,
    thread,
    extraction,
    send,
    revise,
    recall,
    withdraw,
    reply,
    rule,
    undoRuling,
    confirmRuling,
    judge,
    recheck,
    undoJudgement,
    resemblances,
    negotiate,
    unmask,
    ...[transcribe, drafts, draft, discardDrafts, restoreDrafts, namePoster],
    ...[words, addWord, withdrawWord, restoreWord],
    ...[views, saveView, changeView, removeView, orderViews],
  ],
  jobs,
  clocks,
  events,
  papers: { roles: () => matrixTable('简报 briefs', matrix) },
} satisfies Feature & { clocks: readonly ClockDefinition[] }
