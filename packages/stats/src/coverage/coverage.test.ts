import { describe, expect, it } from 'vitest'
import { changeCoverageCases } from './change-cases.ts'
import { runCoverage } from './coverage-case.ts'
import { causalCoverageCases } from './causal-cases.ts'
import { customerBaseCoverageCases } from './customer-base-cases.ts'
import { driverCoverageCases } from './driver-cases.ts'
import { forecastCoverageCases } from './forecast-cases.ts'
import { scoreCoverageCases } from './score-cases.ts'
import { survivalCoverageCases } from './survival-cases.ts'

// A short run: 3 simulation errors, and 1.5 points that an asymptotic interval may be off.
function expectCoverage(result: {
  name: string
  nominal: number
  expected: number
  share: number
  se: number
}): void {
  const { name, nominal, expected, share, se } = result
  expect(share, name).toBeGreaterThan(expected - 3 * se - 0.015)
  if (!/floor|always valid/.test(name)) expect(share, name).toBeLessThan(nominal + 3 * se + 0.015)
}

describe('simulated coverage of intervals and comparisons', () => {
  for (const coverageCase of scoreCoverageCases)
    it(coverageCase.name, () => {
      runCoverage(coverageCase, 600, 20_240_601).forEach(expectCoverage)
    })
})

describe('simulated coverage of the customer-base models', () => {
  for (const coverageCase of customerBaseCoverageCases)
    it(coverageCase.name, () => {
      const runs = coverageCase.name.includes('profile') ? 15 : 30
      runCoverage(coverageCase, runs, 20_240_601).forEach(expectCoverage)
    })
})

describe('simulated coverage of regressions and driver importances', () => {
  for (const coverageCase of driverCoverageCases)
    it(coverageCase.name, () => {
      const runs = coverageCase.name.startsWith('drivers') ? 20 : 300
      runCoverage(coverageCase, runs, 20_240_601).forEach(expectCoverage)
    })
})

describe('simulated false alarms of the change detectors, and where they place a shift', () => {
  for (const coverageCase of changeCoverageCases)
    it(coverageCase.name, () => {
      runCoverage(coverageCase, 60, 20_240_601).forEach(expectCoverage)
    })
})

describe('simulated coverage of the forecasts', () => {
  for (const coverageCase of forecastCoverageCases)
    it(coverageCase.name, () => {
      runCoverage(coverageCase, 30, 20_240_601).forEach(expectCoverage)
    })
})

describe('simulated coverage of effects', () => {
  for (const coverageCase of causalCoverageCases)
    it(coverageCase.name, () => {
      const runs = /synthetic|series/.test(coverageCase.name) ? 60 : 300
      runCoverage(coverageCase, runs, 20_240_601).forEach(expectCoverage)
    })
})

describe('simulated coverage of survival and of present values', () => {
  for (const coverageCase of survivalCoverageCases)
    it(coverageCase.name, () => {
      runCoverage(coverageCase, 200, 20_240_601).forEach(expectCoverage)
    })
})
