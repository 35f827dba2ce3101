import type { AnyOperation, EventHandler, Job } from '@fealty/core'
import { landJob } from './answer/land-answers.ts'
import { mergeJob } from './answer/merge-landings.ts'
import { answersOperation } from './answer/operation.ts'
import { scoreboardOperation } from './scoreboard/operation.ts'
import type { OutsideServices } from './services.ts'
import { deliverHandler } from './webhooks/deliver.ts'
import { fanOutHandlers } from './webhooks/fan-out.ts'
import { webhookOperations } from './webhooks/operation.ts'
import { clickOperations, sweepClicksJob } from './clicks/operation.ts'
import { linkOperations } from './links/operation.ts'
import { budgetOperations } from './budget/operation.ts'
import { personalLinkOperation } from './personal-link/operation.ts'
import { contactOperations } from './contacts/operation.ts'
import { answeredHandler } from './invitation/answered.ts'
import { invitationOperations } from './invitation/operation.ts'
import { landEnded, landUnansweredJob } from './invitation/land-unanswered.ts'
import { invitationJob } from './invitation/work-plans.ts'
import { mailOperations } from './invitation-mail/operation.ts'
import { sendMailHandler } from './invitation-mail/send-mail.ts'
import { previewOperation } from './survey-page/operation.ts'
import { surveyOperations } from './survey/operation.ts'

/** Everything this room can do; the doors are made from this list. */
export const listenOperations: readonly AnyOperation<OutsideServices>[] = [
  ...surveyOperations,
  previewOperation,
  ...linkOperations,
  personalLinkOperation,
  ...clickOperations,
  answersOperation,
  scoreboardOperation,
  ...invitationOperations,
  ...budgetOperations,
  ...contactOperations,
  ...mailOperations,
  ...webhookOperations,
]

/** What this room does when something has happened. */
export const listenHandlers: readonly EventHandler<OutsideServices>[] = [
  answeredHandler,
  sendMailHandler,
  ...fanOutHandlers,
  deliverHandler,
]

/** What this room does by the clock. */
export const listenJobs: readonly Job<OutsideServices>[] = [
  landJob,
  mergeJob,
  invitationJob,
  landUnansweredJob,
  sweepClicksJob,
]

export { stopByLink, type StopCall } from './contacts/stop-by-link.ts'
export { landEnded }
export {
  planFollowUp,
  readFollowUpDecision,
  type FollowUp,
  type FollowUpOutcome,
} from './invitation/follow-up.ts'
export { workPlans } from './invitation/work-plans.ts'
export type { Mailer, OutgoingMail } from './mail.ts'
export { verifyMessage } from './webhooks/signature.ts'
export type { ListenServices, OutsideServices } from './services.ts'
export {
  findLink,
  makeLink,
  makeLinks,
  oneClickPath,
  recallLink,
  revokeLinks,
} from './links/links.ts'
export type { MadeLink, NewLink } from './links/links.ts'
export type { SurveyLink } from './links/contract.ts'
export { publishedSurvey, type PublishedSurvey } from './survey/published.ts'
export { shownQuestions } from './survey/show-question.ts'
export { scaleOf } from './survey/questions.ts'
export type { Question, SurveyBody } from './survey/contract.ts'
export {
  responseAccepted,
  responseAcceptedSchema,
  type ResponseAccepted,
} from './answer/contract.ts'
export { acceptSheet, type AcceptedSheet } from './answer/accept-sheet.ts'
export type { AcceptSheet } from './answer/to-response.ts'
export { landAnswers, landUnanswered } from './answer/land-answers.ts'
export { chooseParts } from './answer/merge-landings.ts'
export { answerSheetSchema } from './answer/contract.ts'
export { readComments, type WrittenComment } from './answer/read-comments.ts'
export { openAnswerWriter } from './answer/open-writer.ts'
export { surveyBodySchema } from './survey/contract.ts'
export { surveyRecords } from './survey/records.ts'
export { judgePost, classifyAgent, type Click } from './clicks/judge-clicks.ts'
export { styleAt } from './survey-page/page-style.ts'
export { ProofOfWork } from './survey-page/proof-of-work.ts'
export { readForm } from './survey-page/read-form.ts'
export { renderGone } from './survey-page/render-page.ts'
export {
  getPage,
  keepForm,
  openSurvey,
  takePage,
  type PageCall,
  type ServedPage,
} from './survey-page/serve-page.ts'
