import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { PairedSums } from './panel/difference-in-differences.ts'
import { meanStatisticsFromSums } from '../mean/mean-statistics.ts'
import { fitted } from '../test/fitted.ts'
import { hasSharedData, sharedFile } from '../test/shared-data.ts'
import { estimateAdjustedMeanEffect } from './experiment/adjusted-effects.ts'
import { estimateMeanEffect } from './experiment/arm-effects.ts'
import {
  estimateDifferenceInDifferences,
  estimateUnpairedDifferenceInDifferences,
} from './panel/difference-in-differences.ts'
import { estimateSeriesEffect } from './series/interrupted-series.ts'
import { fitSyntheticControl } from './synthetic/synthetic-control.ts'
import { RRandom } from '../test/r-random.ts'
import { estimateSyntheticEffect, type SyntheticMethod } from './synthetic/synthetic-did.ts'

// Numbers on real data; where the data is not there, vitest lists these tests as skipped.
const describeWithData = describe.skipIf(!hasSharedData)

function readRows(name: string, separator = ','): Record<string, string>[] {
  const cell = new RegExp(`(?:^|${separator})(?:"([^"]*)"|([^${separator}]*))`, 'g')
  const [head, ...lines] = readFileSync(sharedFile(name), 'utf8').trim().split(/\r?\n/)
  const cells = (line: string) =>
    line.includes('"')
      ? Array.from(line.matchAll(cell), ([, quoted, plain]) => quoted ?? plain ?? '')
      : line.split(separator)
  const names = cells(head!)
  return lines.map((line) => {
    const values = cells(line)
    return Object.fromEntries(names.map((column, i) => [column, values[i] ?? '']))
  })
}

describeWithData('Hillstrom’s e-mail experiment, 42,694 against 21,306', () => {
  const rows = hasSharedData ? readRows('hillstrom-email/hillstrom.csv') : []
  const arm = (accept: (segment: string) => boolean, outcome: string) => {
    const sums = { n: 0, sumY: 0, sumYY: 0, sumX: 0, sumXX: 0, sumXY: 0 }
    for (const row of rows) {
      if (!accept(row.segment!)) continue
      const [y, x] = [Number(row[outcome]), Number(row.history)]
      sums.n += 1
      sums.sumY += y
      sums.sumYY += y * y
      sums.sumX += x
      sums.sumXX += x * x
      sums.sumXY += x * y
    }
    return sums
  }
  const none = (segment: string) => segment === 'No E-Mail'
  const any = (segment: string) => !none(segment)
  const effect = (accept: (segment: string) => boolean, outcome: string) => {
    const [a, b] = [arm(accept, outcome), arm(none, outcome)]
    return fitted(
      estimateMeanEffect(
        meanStatisticsFromSums(a.n, a.sumY, a.sumYY),
        meanStatisticsFromSums(b.n, b.sumY, b.sumYY),
      ),
    )
  }

  it.each([
    ['visit', 0.060882, 0.002777],
    ['conversion', 0.004955, 0.000717],
    ['spend', 0.596796, 0.112556],
  ])('%s: %d, SE %d', (outcome, difference, se) => {
    const result = effect(any, outcome)
    expect(result.difference).toBeCloseTo(difference, 6)
    expect(result.se).toBeCloseTo(se, 6)
  })

  it('visits .167049 against .106167; men’s e-mail .076590, women’s .045233', () => {
    const visits = effect(any, 'visit')
    expect(visits.treated).toBeCloseTo(0.167049, 6)
    expect(visits.control).toBeCloseTo(0.106167, 6)
    expect(visits.n).toBe(64000)
    const only = (name: string) => effect((segment) => segment === name, 'visit').difference
    expect(only('Mens E-Mail')).toBeCloseTo(0.07659, 6)
    expect(only('Womens E-Mail')).toBeCloseTo(0.045233, 6)
  })

  it('CUPED on last year’s spend: θ 8.964e-5, .060720 SE .002771, variance −.419 %', () => {
    const result = fitted(estimateAdjustedMeanEffect(arm(any, 'visit'), arm(none, 'visit')))
    expect(result.adjustment!.theta).toBeCloseTo(8.964e-5, 8)
    expect(result.difference).toBeCloseTo(0.06072, 6)
    expect(result.se).toBeCloseTo(0.002771, 6)
    expect(100 * result.adjustment!.varianceReduction).toBeCloseTo(0.419, 3)
  })
})

describeWithData('Card and Krueger, full-time equivalents in New Jersey and Pennsylvania', () => {
  const rows = hasSharedData ? readRows('card-krueger/card_krueger_1994_cleaned.csv') : []
  const cell = (state: string, column: string) => {
    const values = rows
      .filter((row) => row.state === state && row[column] !== '')
      .map((row) => Number(row[column]))
    const sum = values.reduce((all, value) => all + value, 0)
    return meanStatisticsFromSums(
      values.length,
      sum,
      values.reduce((all, value) => all + value * value, 0),
    )
  }
  const pairs = (state: string): PairedSums => {
    const sums = {
      n: 0,
      sumBefore: 0,
      sumAfter: 0,
      sumBeforeBefore: 0,
      sumAfterAfter: 0,
      sumBeforeAfter: 0,
    }
    for (const row of rows) {
      if (row.state !== state || row.fte === '' || row.fte2 === '') continue
      const [before, after] = [Number(row.fte), Number(row.fte2)]
      sums.n += 1
      sums.sumBefore += before
      sums.sumAfter += after
      sums.sumBeforeBefore += before * before
      sums.sumAfterAfter += after * after
      sums.sumBeforeAfter += before * after
    }
    return sums
  }

  it('all available: 20.4394 → 21.0274 and 23.3312 → 21.1656, 2.7536 with SE 1.80', () => {
    const cells = {
      treatedBefore: cell('1', 'fte'),
      treatedAfter: cell('1', 'fte2'),
      controlBefore: cell('0', 'fte'),
      controlAfter: cell('0', 'fte2'),
    }
    expect(cells.treatedBefore.mean).toBeCloseTo(20.4394, 4)
    expect(cells.treatedAfter.mean).toBeCloseTo(21.0274, 4)
    expect(cells.controlBefore.mean).toBeCloseTo(23.3312, 4)
    expect(cells.controlAfter.mean).toBeCloseTo(21.1656, 4)
    const result = fitted(estimateUnpairedDifferenceInDifferences(cells))
    expect(result.difference).toBeCloseTo(2.7536, 4)
    expect(result.se).toBeCloseTo(1.8, 2)
  })

  it('balanced: 384 restaurants, 2.7500 with SE 1.3423', () => {
    const result = fitted(estimateDifferenceInDifferences(pairs('1'), pairs('0')))
    expect(result.n).toBe(384)
    expect(result.difference).toBeCloseTo(2.75, 4)
    expect(result.se).toBeCloseTo(1.3423, 4)
  })
})

const firstYear = 1970
const prePeriods = 19

describeWithData('Proposition 99, 39 states and 31 years', () => {
  const rows = hasSharedData ? readRows('california-prop99/california_prop99.csv', ';') : []
  const states = [...new Set(rows.map((row) => row.State!))].sort()
  const packs = new Map(states.map((state) => [state, new Float64Array(31)]))
  for (const row of rows)
    packs.get(row.State!)![Number(row.Year) - firstYear] = Number(row.PacksPerCapita)
  const others = states.filter((state) => state !== 'California')
  const donors = others.map((state) => packs.get(state)!)
  const block = { donors, treated: [packs.get('California')!], prePeriods }

  it.each<[SyntheticMethod, number]>([
    ['synthetic-did', -15.603828],
    ['synthetic-control', -19.619663],
    ['difference-in-differences', -27.349111],
  ])('%s: %d', (method, value) => {
    expect(fitted(estimateSyntheticEffect(block, { method })).value).toBeCloseTo(value, 6)
  })

  it('time weights .3665, .2065, .4271 on 1986 to 1988 and none before', () => {
    const { timeWeights } = fitted(estimateSyntheticEffect(block))
    expect(timeWeights[16]).toBeCloseTo(0.3665, 4)
    expect(timeWeights[17]).toBeCloseTo(0.2065, 4)
    expect(timeWeights[18]).toBeCloseTo(0.4271, 4)
    expect(Math.max(...timeWeights.subarray(0, 16))).toBe(0)
  })

  it('placebo errors: the paper’s 8.4, 9.9 and 17.7 come from 200 random draws, these from all', () => {
    const error = (method: SyntheticMethod) => {
      const { judged, placebos } = fitted(estimateSyntheticEffect(block, { method }))
      expect(placebos).toHaveLength(38)
      return fitted(judged).se
    }
    // The standard error of a standard deviation of 200 draws from these 38 is 7 to 12 %.
    expect(Math.abs(error('synthetic-did') / 8.37 - 1)).toBeLessThan(0.13)
    expect(Math.abs(error('synthetic-control') / 9.9 - 1)).toBeLessThan(0.13)
    expect(Math.abs(error('difference-in-differences') / 17.7 - 1)).toBeLessThan(0.13)
  })

  it('placebo error 8.37 by the 200 draws that R makes from the seed 12345', () => {
    const { placebos } = fitted(estimateSyntheticEffect(block))
    const r = new RRandom(12_345)
    // Of each shuffle the last donor plays the treated state.
    const drawn = Array.from({ length: 200 }, () => placebos[r.permute(38).at(-1)!]!)
    const mean = drawn.reduce((sum, value) => sum + value, 0) / 200
    const squares = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    // Their variance divides by 199 and is then multiplied by 199 / 200.
    expect(Math.sqrt(squares / 200)).toBeCloseTo(8.37, 2)
  })

  it('the exact minimum fits better than the published stopping point, and says nearly the same', () => {
    for (const method of ['synthetic-did', 'synthetic-control'] as const) {
      const published = fitted(estimateSyntheticEffect(block, { method }))
      const exact = fitted(estimateSyntheticEffect(block, { method, solver: 'exact' }))
      expect(exact.preGap).toBeLessThan(published.preGap)
      expect(Math.abs(exact.value - published.value)).toBeLessThan(0.11)
    }
  })

  it('Abadie’s predictors: the five published states, gap 2000 −25.4, mean −18.7, p .0256', () => {
    const covariates = readRows('california-prop99/smoking_covariates.csv')
    const mean = (state: string, column: string, from: number, to: number) => {
      const values = covariates
        .filter((row) => row.state === state && Number(row.year) >= from && Number(row.year) <= to)
        .map((row) => row[column]!)
        .filter((value) => value !== 'NA')
        .map(Number)
      return values.reduce((sum, value) => sum + value, 0) / values.length
    }
    const predictors = (state: string) =>
      Float64Array.of(
        mean(state, 'lnincome', 1980, 1988),
        mean(state, 'retprice', 1980, 1988),
        mean(state, 'age15to24', 1980, 1988),
        mean(state, 'beer', 1984, 1988),
        mean(state, 'cigsale', 1975, 1975),
        mean(state, 'cigsale', 1980, 1980),
        mean(state, 'cigsale', 1988, 1988),
      )
    const result = fitted(
      fitSyntheticControl({
        donors,
        treated: block.treated[0]!,
        prePeriods,
        predictors: { donors: others.map(predictors), treated: predictors('California') },
      }),
    )
    // The programs stop at 3.21 (Synth) and 3.17 (tidysynth); the search here goes further down, so
    // the weights come near the published ones but not to their digits.
    expect(result.preMspe).toBeLessThan(3.1)
    const weight = (state: string) => result.unitWeights[others.indexOf(state)]!
    const published = {
      Utah: 0.343,
      Nevada: 0.236,
      Montana: 0.182,
      Colorado: 0.175,
      Connecticut: 0.062,
    }
    for (const [state, value] of Object.entries(published))
      expect(Math.abs(weight(state) - value), state).toBeLessThan(0.055)
    const rest = 1 - Object.keys(published).reduce((sum, state) => sum + weight(state), 0)
    expect(rest).toBeLessThan(0.002)
    expect(Math.abs(result.gaps[30]! + 25.43)).toBeLessThan(0.05)
    expect(Math.abs(result.meanGap + 18.72)).toBeLessThan(0.05)
    expect(Math.abs(result.ratio / 124 - 1)).toBeLessThan(0.03)
    expect(result.rank).toBe(1)
    expect(result.p).toBeCloseTo(0.0256, 4)
  }, 60_000)
})

describeWithData('tfcausalimpact, arma_data.csv with 5 added after row 70', () => {
  it('actual 125.23, predicted 120.34 (.31), effect 4.89 (.31): near, and 5 inside', () => {
    const rows = readRows('causalimpact-fixtures/arma_data.csv')
    const outcomes = Float64Array.from(rows, (row, t) => Number(row.y) + (t >= 70 ? 5 : 0))
    const covariates = [Float64Array.from(rows, (row) => Number(row.X))]
    const series = { outcomes, covariates, prePeriods: 70 }
    const result = fitted(estimateSeriesEffect(series, { varianceRatios: 'likeliest' }))
    const actual = outcomes.subarray(70).reduce((sum, value) => sum + value, 0) / 30
    expect(actual).toBeCloseTo(125.23, 2)
    // A prior that holds the level nearly still and sampling on their side, restricted likelihood
    // here: a third of a standard error between the estimates, the errors equal as printed.
    expect(Math.abs(result.average.value - 4.89)).toBeLessThan(0.31 / 2.9)
    expect(result.average.se).toBeCloseTo(0.31, 2)
    expect(Math.abs(result.average.low - 4.26)).toBeLessThan(0.11)
    expect(Math.abs(result.average.high - 5.47)).toBeLessThan(0.11)
    expect(Math.abs(result.total.value - 146.58)).toBeLessThan(3.2)
    expect(
      Math.abs(100 * fitted({ kind: 'relative', ...result.relative }).value - 4.06),
    ).toBeLessThan(0.1)
    expect(result.average.low).toBeLessThan(5)
    expect(result.average.high).toBeGreaterThan(5)
    const averaged = fitted(estimateSeriesEffect(series))
    expect(averaged.average.low).toBeLessThan(5)
    expect(averaged.average.low).toBeGreaterThan(3)
    expect(averaged.average.high).toBeGreaterThan(5)
  })
})
