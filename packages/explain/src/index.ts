import type { AnyOperation, EventHandler, Job } from '@fealty/core'
import { benchmarkOperations } from './benchmark/operation.ts'
import { mentionsJob } from './mentions/job.ts'
import type { ExplainServices } from './services.ts'
import { privacyOperations } from './privacy/operation.ts'
import { retentionJob } from './privacy/retention-job.ts'
import { themesOperations } from './themes/operation.ts'
import { scoresOperations } from './weighted-score/operation.ts'
import { verbatimsOperations } from './verbatims/operation.ts'

/** Everything this room can do; the doors are made from this list. */
export const explainOperations: readonly AnyOperation<ExplainServices>[] = [
  ...themesOperations,
  ...verbatimsOperations,
  ...privacyOperations,
  ...scoresOperations,
  ...benchmarkOperations,
]

/** What this room does when something has happened. */
export const explainHandlers: readonly EventHandler<ExplainServices>[] = []

/** What this room does by the clock. */
export const explainJobs: readonly Job<ExplainServices>[] = [mentionsJob, retentionJob]

export type { ExplainServices } from './services.ts'

// For rooms that show scores beside those of others: reviews.
export { readBenchmarks } from './benchmark/benchmark-records.ts'
export { judgeBenchmarks, testBenchmark, type OurScore } from './benchmark/compare-benchmark.ts'
export { compareBenchmarks } from './benchmark/compare-benchmarks.ts'
export type { Benchmark, Compared } from './benchmark/contract.ts'
// For rooms that show what customers write: rules of cases, huddles, reviews.
export { readSentiment, type Sentiment } from './sentiment/read-sentiment.ts'
export { findThemes, type Dictionary, type ThemeMatch } from './themes/find-themes.ts'
export { readDictionary } from './themes/theme-records.ts'
export type { Verbatim } from './verbatims/contract.ts'
export { pickVerbatims, type VerbatimChoice } from './verbatims/pick-verbatims.ts'
