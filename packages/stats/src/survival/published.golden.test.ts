import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fitted } from '../test/fitted.ts'
import { hasSharedData, sharedFile } from '../test/shared-data.ts'
import { concordance } from './concordance.ts'
import type { CoxRows } from './cox/cox-data.ts'
import { fitCox } from './cox/fit-cox.ts'
import { testProportionalHazards } from './cox/test-proportional-hazards.ts'
import type { SurvivalIntervalMethod } from './curve-bounds.ts'
import { estimateSurvival } from './estimate-survival.ts'
import { logRankTest } from './log-rank-test.ts'
import { medianSurvival, restrictedMean, survivalAt } from './read-curve.ts'
import type { SurvivalGroups } from './survival-groups.ts'

/** Within half a unit of the last digit that the source prints, or the 1e-7 to which R itself climbs. */
function expectPrinted(actual: number, printed: string): void {
  const decimals = printed.split('.')[1]?.length ?? 0
  const allowed = Math.max(0.5000001 * 10 ** -decimals, 1e-7 * Math.abs(actual))
  expect(Math.abs(actual - Number(printed)), `${actual} against ${printed}`).toBeLessThan(allowed)
}

/** The rows of a file as one object of columns; no cell of these files holds a comma. */
function readTable(name: string): (column: string) => string[] {
  const [head, ...rows] = readFileSync(sharedFile(name), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
  return (column) => rows.map((cells) => cells[head!.indexOf(column)]!)
}

function select({ time, event }: SurvivalGroups, isIn: (row: number) => boolean): SurvivalGroups {
  return { time: time.filter((_, i) => isIn(i)), event: event.filter((_, i) => isIn(i)) }
}

function watch(times: string[], isEvent: boolean[]): SurvivalGroups {
  return { time: Float64Array.from(times, Number), event: Uint8Array.from(isEvent, Number) }
}

function at(groups: SurvivalGroups, time: number, method: SurvivalIntervalMethod = 'log') {
  return fitted(survivalAt(fitted(estimateSurvival(groups, { method })), time))
}

function covariatesOf(table: (column: string) => string[], names: string[]) {
  return names.map((name) => ({ name, values: Float64Array.from(table(name), Number) }))
}

function concordanceOf(rows: CoxRows, coefficients: number[]): number {
  const score = rows.time.map((_, i) =>
    rows.covariates.reduce((sum, { values }, j) => sum + values[i]! * coefficients[j]!, 0),
  )
  return fitted(concordance(rows, score)).value
}

/** A skipped block is still entered by the runner, and would read what is not there. */
function describeReal(name: string, tests: () => void): void {
  const title = `real data against R survival: ${name}`
  if (hasSharedData) describe(title, tests)
  else it.skip(`${title}: skipped, there is no ../shared/data`, () => undefined)
}

describeReal('lung', () => {
  const table = readTable('survival/lung.csv')
  const lung = watch(
    table('time'),
    table('status').map((status) => status === '1'),
  )
  const curve = fitted(estimateSurvival(lung, { method: 'log' }))

  it('Kaplan-Meier with log and log-log intervals', () => {
    expect([curve.n, curve.eventCount]).toEqual([228, 165])
    for (const [time, printed] of [
      [100, '.863968968'],
      [200, '.680272862'],
      [300, '.530608118'],
      [365, '.409241624'],
      [500, '.293269194'],
      [1000, '.050345568'],
    ] as const)
      expectPrinted(at(lung, time).value, printed)
    const year = at(lung, 365)
    expectPrinted(year.se, '.035823638')
    expectPrinted(year.low, '.34472158')
    expectPrinted(year.high, '.48583760')
    expectPrinted(at(lung, 365, 'log-log').low, '.33871427')
    expectPrinted(at(lung, 365, 'log-log').high, '.47838077')
  })

  it('median, restricted mean, log-rank by sex', () => {
    expect(fitted(medianSurvival(curve))).toMatchObject({ value: 310, low: 285, high: 363 })
    const mean = fitted(restrictedMean(curve, 500))
    expectPrinted(mean.value, '310.33444')
    expectPrinted(mean.se, '11.24601')
    const sex = table('sex')
    const samples = ['1', '2'].map((value) => select(lung, (row) => sex[row] === value))
    expectPrinted(fitted(logRankTest(samples)).statistic, '10.326742')
  })

  it('Cox regression on age, sex and performance', () => {
    const isKnown = table('ph.ecog').map((cell) => cell !== '')
    const known = (column: string) => table(column).filter((_, i) => isKnown[i])
    const rows = {
      ...select(lung, (row) => isKnown[row]!),
      covariates: covariatesOf(known, ['age', 'sex', 'ph.ecog']),
    }
    const fit = fitted(fitCox(rows))
    ;['.011066765', '-.552612396', '.463728475'].forEach((printed, j) => {
      expectPrinted(fit.coefficients[j]!, printed)
    })
    ;['.009267411', '.167739054', '.113577266'].forEach((printed, j) => {
      expectPrinted(Math.sqrt(fit.covariance[j]![j]!), printed)
    })
    expectPrinted(fit.nullLogLikelihood, '-744.48046')
    expectPrinted(fit.logLikelihood, '-729.23012')
    expectPrinted(concordanceOf(rows, fit.coefficients), '.637135')
  })
})

describeReal('rossi', () => {
  const names = ['fin', 'age', 'race', 'wexp', 'mar', 'paro', 'prio']
  const table = readTable('survival/rossi.csv')
  const rows = {
    ...watch(
      table('week'),
      table('arrest').map((arrest) => arrest === '1'),
    ),
    covariates: covariatesOf(table, names),
  }

  it('Cox regression by Efron, with concordance, likelihood ratio and proportional hazards', () => {
    const fit = fitted(fitCox(rows))
    ;[
      '-.379422166',
      '-.057437743',
      '.313899788',
      '-.149795698',
      '-.433703878',
      '-.084871083',
      '.091497081',
    ].forEach((printed, j) => expectPrinted(fit.coefficients[j]!, printed))
    expectPrinted(fit.nullLogLikelihood, '-675.38063')
    expectPrinted(fit.logLikelihood, '-658.74766')
    expectPrinted(concordanceOf(rows, fit.coefficients), '.640329')
    expectPrinted(fit.likelihoodRatio.statistic, '33.265946')
    expect(fit.likelihoodRatio.degreesOfFreedom).toBe(7)
    const { covariates } = fitted(testProportionalHazards(rows, fit))
    const test = (of: string) => covariates.find((one) => one.name === of)!
    expectPrinted(test('age').statistic, '5.97398')
    expectPrinted(test('age').p, '.0145')
    expectPrinted(test('wexp').statistic, '4.22460')
    expectPrinted(test('wexp').p, '.0398')
  })

  it('Cox regression by Breslow', () => {
    const fit = fitted(fitCox(rows, { ties: 'breslow' }))
    ;[
      '-.379021887',
      '-.057245925',
      '.314129767',
      '-.151114600',
      '-.432782574',
      '-.084982835',
      '.091111542',
    ].forEach((printed, j) => expectPrinted(fit.coefficients[j]!, printed))
  })
})

describeReal('waltons', () => {
  const table = readTable('survival/waltons_dataset.csv')
  const all = watch(
    table('T'),
    table('E').map((event) => event === '1'),
  )
  const group = table('group')
  const sample = (of: string) => select(all, (row) => group[row] === of)
  const median = (groups: SurvivalGroups) =>
    fitted(medianSurvival(fitted(estimateSurvival(groups, { method: 'log' }))))

  it('medians and log-rank', () => {
    expect(median(sample('control'))).toMatchObject({ value: 58, low: 56, high: 60 })
    expect(median(sample('miR-137'))).toMatchObject({ value: 26, low: 22, high: 29 })
    expect(median(all)).toMatchObject({ value: 56, low: 53, high: 58 })
    const test = fitted(logRankTest([sample('control'), sample('miR-137')]))
    expectPrinted(test.statistic, '122.24913')
  })

  it('curve and restricted mean', () => {
    for (const [time, printed] of [
      [20, '.91365031'],
      [40, '.77783742'],
      [56, '.42990265'],
      [60, '.31152366'],
    ] as const)
      expectPrinted(at(all, time).value, printed)
    const mean = fitted(restrictedMean(fitted(estimateSurvival(all)), 75))
    expectPrinted(mean.value, '50.1339693')
    expectPrinted(mean.se, '1.3305422')
  })
})

describeReal('telco churn', () => {
  const table = readTable('telco-ibm-v1/Telco-Customer-Churn.csv')
  const all = watch(
    table('tenure'),
    table('Churn').map((churn) => churn === 'Yes'),
  )

  it('share left after one to six years, and log-rank by contract', () => {
    for (const [time, printed] of [
      [12, '.8431996'],
      [24, '.7887364'],
      [48, '.7088402'],
      [72, '.5927902'],
    ] as const)
      expectPrinted(at(all, time).value, printed)
    const contract = table('Contract')
    const samples = [...new Set(contract)].map((of) => select(all, (row) => contract[row] === of))
    const test = fitted(logRankTest(samples))
    expectPrinted(test.statistic, '2352.8725')
    expect(test.degreesOfFreedom).toBe(2)
  })
})
