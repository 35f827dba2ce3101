import type { AnyOperation, EventHandler, Job } from '@fealty/core'
import { allocationOperations } from './allocation/operation.ts'
import { claimsOperations } from './claims/operation.ts'
import { goalOperations } from './goal/operation.ts'
import { kpiOperations } from './kpi/operation.ts'
import { decisionOperations } from './review/decision-operation.ts'
import { missedReviewsJob } from './review/mark-missed.ts'
import { meetingOperations } from './review/meeting-operation.ts'
import { reviewFilesOperations } from './review-files/operation.ts'
import { seriesOperations } from './review/series-operation.ts'
import { segmentStrategyOperations } from './segment-strategy/operation.ts'
import { initiativeOperations } from './initiative/operation.ts'
import { readingsJob } from './initiative/readings.ts'
import { situationOperations } from './situation/operation.ts'
import type { SteerServices } from './services.ts'
import { strategyOperations } from './strategy/operation.ts'
import { targetOperations } from './target/operation.ts'

/** Everything this room can do; the doors are made from this list. */
export const steerOperations: readonly AnyOperation<SteerServices>[] = [
  ...goalOperations,
  ...kpiOperations,
  ...strategyOperations,
  ...targetOperations,
  ...claimsOperations,
  ...segmentStrategyOperations,
  ...situationOperations,
  ...seriesOperations,
  ...meetingOperations,
  ...decisionOperations,
  ...initiativeOperations,
  ...allocationOperations,
  ...reviewFilesOperations,
]

/** What this room does when something has happened. */
export const steerHandlers: readonly EventHandler<SteerServices>[] = []

/** What this room does by the clock. */
export const steerJobs: readonly Job<SteerServices>[] = [missedReviewsJob, readingsJob]

export { isApprovedStrategy } from './segment-strategy/strategy-records.ts'
export type { SteerServices } from './services.ts'
