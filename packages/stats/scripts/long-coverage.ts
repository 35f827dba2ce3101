/**
 * The long coverage run: a table of how often each interval holds the truth, 95 % nominal.
 *
 *   npm run long -- coverage            4,000 draws of the scores, 300 of the customer-base models
 *   npm run long -- coverage 400 30     fewer
 */
import { changeCoverageCases } from '../src/coverage/change-cases.ts'
import { causalCoverageCases } from '../src/coverage/causal-cases.ts'
import { runCoverage } from '../src/coverage/coverage-case.ts'
import { customerBaseCoverageCases } from '../src/coverage/customer-base-cases.ts'
import { driverCoverageCases } from '../src/coverage/driver-cases.ts'
import { forecastCoverageCases } from '../src/coverage/forecast-cases.ts'
import { scoreCoverageCases } from '../src/coverage/score-cases.ts'
import { survivalCoverageCases } from '../src/coverage/survival-cases.ts'
import { npsCoverage } from '../src/nps/coverage.ts'

const [scoreRuns = 4000, modelRuns = 300] = process.argv.slice(2).map(Number)
const seed = 20_240_601
let isOff = false

console.log('| interval | draws | holds the truth, % | simulation error |\n|---|---|---|---|')
for (const [cases, runs] of [
  [scoreCoverageCases, scoreRuns],
  [customerBaseCoverageCases, modelRuns],
  [driverCoverageCases, modelRuns],
  [causalCoverageCases, modelRuns],
  [survivalCoverageCases, modelRuns],
  [changeCoverageCases, modelRuns],
  [forecastCoverageCases, modelRuns],
] as const)
  for (const coverageCase of cases)
    for (const { name, share, se, nominal } of runCoverage(coverageCase, runs, seed)) {
      console.log(`| ${name} | ${runs} | ${(100 * share).toFixed(1)} | ${(100 * se).toFixed(1)} |`)
      isOff ||= share < nominal - 3 * se - 0.015
    }

console.log('\n| NPS answers | method | mean, % | worst, % |\n|---|---|---|---|')
for (const n of [5, 10, 20, 50, 100])
  for (const method of ['wald', 'adjusted-wald', 'score'] as const) {
    const { mean, worst } = npsCoverage(n, method)
    console.log(`| ${n} | ${method} | ${(100 * mean).toFixed(1)} | ${(100 * worst).toFixed(1)} |`)
  }

if (isOff) {
  console.error('An interval holds the truth too rarely.')
  process.exitCode = 1
}
