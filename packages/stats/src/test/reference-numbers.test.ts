/**
 * Published numbers that lie across families, or that show how a published way goes wrong. The rest
 * stand beside their kernels in the `*.golden.test.ts` files.
 */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { bgBbObjective } from '../customer-base/bg-bb/likelihood.ts'
import {
  conditionalExpectedPurchases,
  conditionalMeanSpend,
  deltaInterval,
  expectedPurchases,
  fitBdw,
  fitBgBb,
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  fitParetoNbd,
  fitSbg,
  npsInterval,
  predictPurchases,
  probabilityAlive,
  retentionFromSurvivors,
  retentionSurvival,
  weightedProportionInterval,
  wilsonInterval,
  type BgNbdFit,
  type ContractualParameters,
} from '../index.ts'
import { npsCoverage } from '../nps/coverage.ts'
import { fitted } from './fitted.ts'
import { hasSharedData, readCdnow, sharedFile, summarise } from './shared-data.ts'

function readColumns(name: string): Float64Array[] {
  const rows = readFileSync(sharedFile(name), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number))
  return rows[0]!.map((_, at) => Float64Array.from(rows, (row) => row[at]!))
}

/** Within half a unit of the last printed digit. */
function expectPrinted(actual: number, printed: string): void {
  const decimals = printed.split('.')[1]?.length ?? 0
  const gap = Math.abs(actual - Number(printed))
  expect(gap, `${actual} against ${printed}`).toBeLessThanOrEqual(0.50001 * 10 ** -decimals)
}

describe('scores', () => {
  it('one answer of 10, 7 or 0 is 100, 0 or −100 without variance (R package NPS)', () => {
    const none = { promoters: 0, passives: 0, detractors: 0 }
    for (const [counts, score] of [
      [{ ...none, promoters: 1 }, 100],
      [{ ...none, passives: 1 }, 0],
      [{ ...none, detractors: 1 }, -100],
    ] as const)
      expect(npsInterval({ ...counts, method: 'wald' })).toMatchObject({ value: score, se: 0 })
  })

  it('a theme of 200 answers at −40 costs a score of 30 of 1,000 answers 17.5 points (Qualtrics)', () => {
    const scoreOf = (detractors: number, passives: number, promoters: number): number => {
      const interval = npsInterval({ detractors, passives, promoters })
      return interval.kind === 'estimate' ? interval.value : Number.NaN
    }
    const [all, theme] = [[200, 300, 500] as const, [110, 60, 30] as const]
    const others = all.map((count, band) => count - theme[band]!) as [number, number, number]
    expect([scoreOf(...all), scoreOf(...theme), scoreOf(...others)]).toEqual([30, -40, 47.5])
    expect(scoreOf(...all) - scoreOf(...others)).toBe(-17.5)
  })

  it('58.7 % of 1,500 at a design effect of 1.35: ± 2.9 (Turas)', () => {
    const share = fitted(
      weightedProportionInterval({
        weightedSuccesses: 0.587 * 1500,
        sumWeights: 1500,
        sumSquaredWeights: 1.35 * 1500,
        n: 1500,
      }),
    )
    expectPrinted(196 * share.se, '2.9')
    expectPrinted(50 * (share.high - share.low), '2.9')
  })

  it('coverage at 100 answers by enumeration', () => {
    for (const [method, mean, worst] of [
      ['wald', '94.4', '92.5'],
      ['adjusted-wald', '95.0', '94.6'],
    ] as const) {
      const coverage = npsCoverage(100, method)
      expectPrinted(100 * coverage.mean, mean)
      expectPrinted(100 * coverage.worst, worst)
    }
  })
})

describe('four published mistakes', () => {
  it('answers of 6.5 and 8.5 are not "average 7.5, score 0": there is no such count', () => {
    expect(() => npsInterval({ promoters: 0, passives: 0.5, detractors: 0.5 })).toThrow(RangeError)
  })

  it('20 dismissed surveys do not lower a score of 50 to 40', () => {
    const { value } = fitted(npsInterval({ promoters: 50, passives: 20, detractors: 10 }))
    expect(value).toBe(50)
    expect(value).not.toBe((100 * (50 - 10)) / (80 + 20))
  })

  it('promoters and detractors are not independent: not 14.3 to 20.5, which is too narrow', () => {
    const interval = fitted(
      npsInterval({ promoters: 250, passives: 675, detractors: 75, method: 'wald' }),
    )
    const independent = 1.959964 * Math.sqrt((0.25 * 0.75 + 0.075 * 0.925) / 1000)
    expectPrinted(interval.low, '14.14')
    expectPrinted(interval.high, '20.86')
    expect(interval.low).toBeLessThan(17.5 - 100 * independent - 0.2)
    expect(interval.high).toBeGreaterThan(17.5 + 100 * independent + 0.2)
    expect(interval.high - interval.low).toBeGreaterThan(1.05 * 200 * independent)
  })

  it('the intervals of two shares are not to be subtracted: not 21.4 to 32.0, which is too wide', () => {
    const shares = [420, 153].map((successes) => {
      const share = successes / 1000
      return { share, half: 1.959964 * Math.sqrt((share * (1 - share)) / 1000) }
    })
    const [p, d] = [shares[0]!, shares[1]!]
    expectPrinted(100 * (p.share - p.half - (d.share + d.half)), '21.4')
    expectPrinted(100 * (p.share + p.half - (d.share - d.half)), '32.0')
    // The bootstrap of the same source gives 22 to 31.
    const interval = fitted(npsInterval({ promoters: 420, passives: 427, detractors: 153 }))
    expectPrinted(interval.low, '22')
    expectPrinted(interval.high, '31')
  })

  it('a share of nothing or of all keeps a width, where Wald has none', () => {
    expect(fitted(wilsonInterval({ successes: 0, n: 20 })).high).toBeGreaterThan(0.1)
  })
})

describe.skipIf(!hasSharedData)('CDNOW, two-decimal weeks, against lifetimes', () => {
  let fit: BgNbdFit
  beforeAll(() => {
    const [, x, tx, T] = readColumns('cdnow/cdnow_customers_summary.csv')
    fit = fitted(fitBgNbd({ x: x!, tx: tx!, T: T!, w: new Float64Array(x!.length).fill(1) }))
  })

  it('standard errors and predictions to the printed digit', () => {
    expectPrinted(fit.standardErrors.r, '.012557')
    expectPrinted(fit.standardErrors.alpha, '.378221')
    expectPrinted(fit.standardErrors.a, '.185719')
    // lifetimes differentiates numerically: its last digit is 1 lower.
    expect(Math.abs(fit.standardErrors.b - 0.705345)).toBeLessThan(1e-6)
    expectPrinted(conditionalExpectedPurchases(fit, { x: 2, tx: 30.43, T: 38.86 }, 39), '1.22591')
    const times = [0.1429, 1, 3, 31.8571, 32]
    const expected = ['.0078', '.0532', '.1506', '1.0405', '1.0437']
    times.forEach((t, i) => {
      expectPrinted(expectedPurchases(fit, t), expected[i]!)
    })
    // The test of lifetimes was written at parameters of three decimals.
    expect(Math.abs(expectedPurchases(fit, 78) - 1.8576)).toBeLessThan(5e-4)
  })

  it('E[X(52)] = 1.44402, error .07020: lifetimes’ matrix makes its variance −.0917', () => {
    const at = (parameters: BgNbdFit['parameters']) =>
      expectedPurchases({ model: 'bg-nbd', parameters }, 52)
    const interval = deltaInterval(fit, at)
    expectPrinted(interval.value, '1.44402')
    expectPrinted(interval.se, '.07020')
    const { order, parameters, covarianceLog } = fit
    const slopes = order.map((name) => {
      const moved = (by: number) => at({ ...parameters, [name]: parameters[name] * (1 + by) })
      return (moved(1e-5) - moved(-1e-5)) / (2e-5 * parameters[name])
    })
    const varianceBy = (scale: (row: number, column: number) => number) =>
      slopes
        .flatMap((left, i) =>
          slopes.map((right, j) => left * right * covarianceLog[i]![j]! * scale(i, j)),
        )
        .reduce((sum, term) => sum + term, 0)
    const value = (i: number) => parameters[order[i]!]
    // From the log scale: parameter × parameter, not the square of the column's.
    expectPrinted(Math.sqrt(varianceBy((i, j) => value(i) * value(j))), '.07020')
    expectPrinted(
      varianceBy((_, j) => value(j) ** 2),
      '-.0917',
    )
  })
})

describe.skipIf(!hasSharedData)('CDNOW, exact days', () => {
  const groups = hasSharedData ? summarise(readCdnow(), '1997-09-30', 7) : undefined

  it('GGompertz/NBD collapses to the Pareto/NBD: the likelihood is −9594.9762 (CLVTools)', () => {
    expectPrinted(fitted(fitParetoNbd(groups!)).logLikelihood, '-9594.9762')
  })

  it('Gamma-Gamma −4055.9177, and the mean spend of the first ten customers (note 025)', () => {
    const fit = fitted(fitGammaGamma(groups!))
    expectPrinted(fit.logLikelihood, '-4055.9177')
    const printed = '24.65 18.91 35.17 35.17 35.17 71.46 18.91 35.17 27.28 35.17'.split(' ')
    printed.forEach((spend, i) => {
      const history = { x: groups!.x[i]!, m: groups!.m[i]! }
      expectPrinted(conditionalMeanSpend(fit.parameters, history) as number, spend)
    })
  })

  it('one-time buyers are alive for certain in the BG/NBD, not in the MBG/NBD (lifetimes #239)', () => {
    const silent = { x: 0, tx: 0, T: 38 }
    expect(probabilityAlive(fitted(fitBgNbd(groups!)), silent)).toBe(1)
    expect(probabilityAlive(fitted(fitMbgNbd(groups!)), silent)).toBeLessThan(0.7)
  })
})

describe('heavy buyers', () => {
  it('x of 1e5 with every published set of parameters stays finite', () => {
    const models = [
      { model: 'bg-nbd', parameters: { r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 } },
      { model: 'mbg-nbd', parameters: { r: 0.5248, alpha: 6.183, a: 0.8914, b: 1.614 } },
      { model: 'pareto-nbd', parameters: { r: 0.5534, alpha: 10.58, s: 0.6061, beta: 11.6562 } },
    ] as const
    for (const model of models)
      for (const tx of [1, 199, 200]) {
        const { expected, sd, low, high } = predictPurchases(model, { x: 1e5, tx, T: 200 }, 52)
        for (const value of [expected, sd, low, high]) expect(Number.isFinite(value)).toBe(true)
        expect(expected).toBeLessThan(1.01e5)
      }
  })
})

describe.skipIf(!hasSharedData)('donations, BG/BB (Fader, Hardie and Shang 2010)', () => {
  it('cells in sample 3454.9 and 1253.1, and at least the likelihood that BTYD reaches', () => {
    const [x, tx, n, w] = readColumns('donations/donations.csv')
    const groups = { x: x!, tx: tx!, n: n!, w: w! }
    const { parameters, logLikelihood, order, customers } = fitted(fitBgBb(groups))
    const printed = ['1.204', '.750', '.657', '2.783']
    order.forEach((name, i) => {
      expectPrinted(parameters[name], printed[i]!)
    })
    const logOf = (data: typeof groups, point: number[]) =>
      bgBbObjective(data).evaluate(Float64Array.from(point, Math.log), new Float64Array(4))
    const theirs = customers * logOf(groups, [1.2035, 0.7497, 0.6568, 2.7839])
    expectPrinted(theirs, '-33225.58')
    expect(logLikelihood).toBeGreaterThan(theirs)
    const cell = (count: number) => {
      const one = Float64Array.of(count)
      const data = { x: one, tx: one, n: Float64Array.of(6), w: Float64Array.of(1) }
      return customers * Math.exp(logOf(data, Object.values(parameters)))
    }
    expectPrinted(cell(0), '3454.9')
    expectPrinted(cell(6), '1253.1')
  })
})

describe('contracts: years 8 to 12 ahead (Fader and Hardie 2007, Table 1)', () => {
  const cohorts = {
    regular: {
      survivors: [1000, 631, 468, 382, 326, 289, 262, 241],
      actual: [22.3, 20.7, 19.4, 18.3, 17.3],
    },
    highEnd: {
      survivors: [1000, 869, 743, 653, 593, 551, 517, 491],
      actual: [46.8, 44.5, 42.7, 40.9, 39.4],
    },
  }
  it.each([
    ['regular', 'sBG', '.29'],
    ['highEnd', 'sBG', '1.19'],
    ['regular', 'BdW', '.26'],
    ['highEnd', 'BdW', '.52'],
  ] as const)('%s by the %s: off by %s points on average', (name, model, printed) => {
    const { survivors, actual } = cohorts[name]
    const ages = retentionFromSurvivors(survivors)
    const parameters: ContractualParameters = fitted(
      model === 'sBG' ? fitSbg(ages) : fitBdw(ages),
    ).parameters
    const errors = actual.map((share, i) =>
      Math.abs(100 * retentionSurvival(parameters, 8 + i) - share),
    )
    expectPrinted(errors.reduce((sum, error) => sum + error, 0) / errors.length, printed)
  })
})
