import type { AnyOperation, EventHandler, Job } from '@fealty/core'
import { calendarOperations } from './calendar/operation.ts'
import { askAgainHandler } from './cases/ask-again.ts'
import { caseJobs } from './cases/jobs.ts'
import { publishCasesJob } from './cases/publish-cases.ts'
import { caseOperations } from './cases/operation.ts'
import { answerHandler } from './rules/handle-answers.ts'
import { causeOperations } from './causes/operation.ts'
import { huddleOperations } from './huddle/operation.ts'
import { improvementOperations } from './improvements/operation.ts'
import { performanceOperations } from './performance/operation.ts'
import { ruleOperations } from './rules/operation.ts'
import type { ActServices } from './services.ts'

/** Everything this room can do; the doors are made from this list. */
export const actOperations: readonly AnyOperation<ActServices>[] = [
  ...caseOperations,
  ...ruleOperations,
  ...calendarOperations,
  ...performanceOperations,
  ...huddleOperations,
  ...improvementOperations,
  ...causeOperations,
]

/** What this room does when something has happened. */
export const actHandlers: readonly EventHandler<ActServices>[] = [answerHandler, askAgainHandler]

/** What this room does by the clock. */
export const actJobs: readonly Job<ActServices>[] = [...caseJobs, publishCasesJob]

export {
  caseEventSchema,
  caseTopics,
  reaskDue,
  reaskDueSchema,
  type CaseBoard,
  type CaseSummary,
} from './cases/contract.ts'
export { listCaseSummaries } from './cases/operation.ts'
export { readCaseBoard, type BoardAsked } from './cases/read-board.ts'
export type { ActServices } from './services.ts'
