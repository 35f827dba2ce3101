import type { AnyOperation, Job } from '@fealty/core'
import { cohortsOperation } from './cohorts/operation.ts'
import { customersOperations } from './customers/operation.ts'
import { importOperations } from './import/index.ts'
import { metricPageOperation } from './metric-page/operation.ts'
import { lakeJobs } from './lake-care/jobs.ts'
import { measureCatalogueOperation, measureQueryOperation } from './query/operation.ts'
import { scorecardOperation } from './scorecard/operation.ts'
import {
  segmentsListOperation,
  segmentsRemoveOperation,
  segmentsSaveOperation,
} from './segments/operation.ts'
import type { MeasureServices } from './services.ts'
import { engineCheckOperation } from './engine-check/operation.ts'
import {
  limitsHistoryOperation,
  settingsChangeOperation,
  settingsGetOperation,
} from './settings/operation.ts'
import { unitsOperations } from './units/operation.ts'
import { valueOperations } from './value/operation.ts'

/** Everything this room can do; the doors are made from this list. */
export const measureOperations: readonly AnyOperation<MeasureServices>[] = [
  scorecardOperation,
  measureQueryOperation,
  measureCatalogueOperation,
  metricPageOperation,
  cohortsOperation,
  segmentsListOperation,
  segmentsSaveOperation,
  segmentsRemoveOperation,
  engineCheckOperation,
  settingsGetOperation,
  settingsChangeOperation,
  limitsHistoryOperation,
  ...unitsOperations,
  ...importOperations,
  ...valueOperations,
  ...customersOperations,
]

export const measureJobs: readonly Job<MeasureServices>[] = [...lakeJobs]

export { tidyWorkspace, type WorkspaceCare } from './lake-care/tidy-workspace.ts'

export {
  readAnswerCards,
  type AnswerCard,
  type AnswersAsked,
} from './customer-cards/read-answers.ts'
export { customerAnswer } from './customers/contract.ts'
export { readCustomerCards, type CustomerCard } from './customer-cards/read-cards.ts'
export {
  readRecoveries,
  type RecoveriesAsked,
  type RecoveryGroup,
} from './recoveries/read-recoveries.ts'
export { stagingPath, sweepTrialRejects } from './import/staging.ts'
export type { MeasureServices } from './services.ts'
export { type ListedUnit, type Unit } from './units/contract.ts'
export { readUnits } from './units/operation.ts'
export { unitOf, unitWhere, unitWithParts } from './units/unit-tree.ts'

// Tables that a cluster reaches; they need a clock, so they stand beside the other operations.
export { sourceJobs, sourceOperations } from './sources/operation.ts'
export { sourceOf } from './sources/source-key.ts'

// For rooms that ask measures themselves: targets, effects, reviews.
export { columnsOf, customMetric, expressionUnit } from './custom-metric/custom-metric.ts'
export {
  factConditionSchema,
  factExpressionSchema,
  type FactCondition,
  type FactExpression,
} from './custom-metric/contract.ts'
export { detectableChange, judgeChanges, judgeComparisons } from './change/judge-changes.ts'
export { readDriverSums, type DriverSums } from './driver-sums/read-driver-sums.ts'
export { findDimension } from './query/find-dimensions.ts'
export { isTotal, metricCatalogue } from './metric/catalogue.ts'
export { metricIds, metricInfoSchema, type MetricId, type MetricInfo } from './metric/contract.ts'
export type { AnyMetric, MetricWords } from './metric/metric-definition.ts'
export { resolveDimension } from './query/find-dimensions.ts'
export { keepAnswer, keepLast } from './query/keep-answer.ts'
export { orSign } from './query/resolve-filters.ts'
export { keptRows } from './query/keep-rows.ts'
export { openContext, type MeasureContext, type ScopeInput } from './query/measure-context.ts'
export {
  countMetric,
  firstDayFor,
  type MetricAnswer,
  type MetricCell,
  type MetricQuestion,
} from './query/count-metric.ts'
export { measureMetric } from './query/measure-metric.ts'
export { measureQueryOperation, showPeriod } from './query/operation.ts'
export { loadFacts, loadSnapshot } from './facts/snapshot.ts'
export { hashedArm, hashShare, type ArmSplit, type ArmUnit } from './arms/arm-split.ts'
export type { ArmPopulation } from './arms/arm-sql.ts'
export { addArmStatistics, type ArmStatistics, type WindowSums } from './arms/arm-statistics.ts'
export { countArms, listArms, measureArms, type ArmAnswer } from './arms/measure-arms.ts'
export { readBandSpend, spendBands, type BandSpend, type SpendBand } from './value/band-spend.ts'
export { currencyPlaces, moneyText, moneyUnits } from './value/money.ts'

// For the room that reads comments and weighs answers.
export { answerScope, type AnswerScope } from './answers/answer-scope.ts'
export { readInvitationCounts, type InvitationCounts } from './answers/read-invitation-counts.ts'
export { scopeShape } from './query/contract.ts'
export { ensureRollups, rollupFolder, withTable } from './rollup/ensure-rollups.ts'
export { scorecardOperation } from './scorecard/operation.ts'
export { landFacts, mergeLandings, type Landing } from './landing/land-facts.ts'
export { writeRows, type LandingRow } from './landing/write-rows.ts'
export { forgetPublished, publishedTables } from './lake-care/published-tables.ts'
export { readFactSums, type FactSums } from './fact-sums/read-fact-sums.ts'
export { isLanding } from './landing/landing-key.ts'
export {
  readAccountRollup,
  type AccountGroup,
  type AccountRollup,
  type SilentAccount,
} from './population/read-account-rollup.ts'
export {
  readHeardClasses,
  readPopulation,
  type HeardClass,
  type Reachable,
} from './population/read-population.ts'

// For whoever answers a person's wish to see or to erase what is held.
export {
  eraseFromRejects,
  readPersonFacts,
  rewriteFacts,
  type FactErasure,
} from './privacy/rewrite-facts.ts'

// For those who add answers up themselves, and show what they add up.
export { disclosureLimits } from './suppression/disclosure-limits.ts'
export { withholdCells } from './suppression/withhold-cells.ts'
