/**
 * The long coverage run: how often each interval holds the truth, 95 % nominal, as the tables of
 * docs/statistics/coverage.md.
 *
 *   npm run long -- coverage            4,000 draws of the scores, 300 of the models (cheap ones more)
 *   npm run long -- coverage 400 30     fewer
 */
import { availableParallelism, totalmem } from 'node:os'
import { changeCoverageCases } from '../src/coverage/change-cases.ts'
import { causalCoverageCases } from '../src/coverage/causal-cases.ts'
import { runCoverage, type CoverageCase } from '../src/coverage/coverage-case.ts'
import { customerBaseCoverageCases } from '../src/coverage/customer-base-cases.ts'
import { driverCoverageCases } from '../src/coverage/driver-cases.ts'
import { forecastCoverageCases } from '../src/coverage/forecast-cases.ts'
import { scoreCoverageCases } from '../src/coverage/score-cases.ts'
import { survivalCoverageCases } from '../src/coverage/survival-cases.ts'
import { npsCoverage } from '../src/nps/coverage.ts'

const [scoreRuns = 4000, modelRuns = 300] = process.argv.slice(2).map(Number)
const seed = 20_240_601
const percent = (share: number) => (100 * share).toFixed(1)
let isOff = false

const families: [title: string, cases: readonly CoverageCase[], runs: number][] = [
  ['Intervals and comparisons', scoreCoverageCases, scoreRuns],
  ['Customer base', customerBaseCoverageCases, modelRuns],
  ['Survival and money', survivalCoverageCases, 3 * modelRuns],
  ['Drivers and regression', driverCoverageCases, modelRuns],
  ['Change', changeCoverageCases, 2 * modelRuns],
  ['Forecasts', forecastCoverageCases, 2 * modelRuns],
  ['Effects', causalCoverageCases, 3 * modelRuns],
]

const gigabytes = Math.round(totalmem() / 1e9)
console.log(
  `Written by \`npm run long -- coverage ${scoreRuns} ${modelRuns}\` (seed ${seed}) on DATE, ` +
    `${availableParallelism()} cores, ${gigabytes} GB.`,
)
for (const [title, cases, runs] of families) {
  console.log(`\n## ${title}\n\n${runs} draws each.\n`)
  console.log('| interval | holds the truth, % | simulation error |\n|---|---|---|')
  for (const coverageCase of cases)
    for (const { name, share, se, expected } of runCoverage(coverageCase, runs, seed)) {
      console.log(`| ${name} | ${percent(share)} | ${percent(se)} |`)
      isOff ||= share < expected - 3 * se - 0.015
    }
}

console.log('\n## Net promoter score, exactly\n')
console.log('| answers | method | mean, % | worst, % |\n|---|---|---|---|')
for (const n of [5, 10, 20, 50, 100])
  for (const method of ['wald', 'adjusted-wald', 'score'] as const) {
    const { mean, worst } = npsCoverage(n, method)
    console.log(`| ${n} | ${method} | ${percent(mean)} | ${percent(worst)} |`)
  }

if (isOff) {
  console.error('An interval holds the truth too rarely.')
  process.exitCode = 1
}
