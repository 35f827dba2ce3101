import { describe, expect, it } from 'vitest'
import { normalCritical } from '../distribution/normal.ts'
import { fitted } from '../test/fitted.ts'
import { readGolden, relativeGap } from '../test/golden-values.ts'
import { countParameters, shapeOf, type EtsModel, type EtsState } from './ets-model.ts'
import { describeFit, fitEts, type EtsFit } from './fit-ets.ts'
import { forecastEts } from './forecast-ets.ts'
import { pointForecasts, predictionVariances } from './prediction-variance.ts'
import { logLikelihoodOf, runEts, startFrom } from './run-ets.ts'

interface GoldenFit {
  model: string
  damped: boolean
  parameters: { alpha: number; beta: number; gamma: number; phi: number }
  initial: EtsState
  logLikelihood: number
  count: number
  aic: number
  aiccLessAic: number
  sigma: number
  mean: number[]
  upper: number[]
}

const golden = readGolden('forecast') as {
  series: { name: string; cycle: number; values: number[]; fits: GoldenFit[] }[]
}

function nameOf({ model, damped }: GoldenFit): EtsModel {
  return `${model.slice(0, 2)}${damped ? 'd' : ''}${model.slice(2)}` as EtsModel
}

/** The kernel's own fit object at the numbers that R found. */
function fitAt(values: readonly number[], cycle: number, found: GoldenFit): EtsFit {
  const y = Float64Array.from(values)
  const shape = shapeOf(nameOf(found))
  const run = runEts(y, shape, found.parameters, startFrom(found.initial))
  const logLikelihood = logLikelihoodOf(run!, y.length)
  return describeFit(y, 1, nameOf(found), cycle, { ...found, logLikelihood })
}

const cases = golden.series.flatMap(({ name, cycle, values, fits }) =>
  fits.map((found) => ({ title: `${name} ${nameOf(found)}`, cycle, values, found })),
)

describe('at the parameters that R forecast::ets found', () => {
  it.each(cases)(
    '$title: likelihood, criteria, variance, forecasts',
    ({ cycle, values, found }) => {
      const fit = fitAt(values, cycle, found)
      expect(countParameters(shapeOf(fit.model), cycle)).toBe(found.count)
      expect(relativeGap(fit.logLikelihood, found.logLikelihood)).toBeLessThan(1e-8)
      expect(relativeGap(fit.aic, found.aic)).toBeLessThan(1e-8)
      expect(relativeGap(fit.aicc - fit.aic, found.aiccLessAic)).toBeLessThan(1e-8)
      expect(relativeGap(fit.sigma, found.sigma)).toBeLessThan(1e-8)
      // With a multiplicative season R gives the mean of the skewed law, the kernel the path
      // without errors; the two differ by a small part of the interval.
      const isMean = fit.model.endsWith('M')
      pointForecasts(fit, found.mean.length).forEach((value, h) => {
        const theirs = found.mean[h]!
        if (isMean) expect(Math.abs(value - theirs)).toBeLessThan(0.05 * (found.upper[h]! - theirs))
        else expect(relativeGap(value, theirs)).toBeLessThan(1e-8)
      })
    },
  )

  // Not ANA: R 8.20 puts γ into the seasonal term beside the right one, a lag too early.
  const additive = cases.filter(({ found }) => /^A(A|NN)/.test(found.model))
  it.each(additive)('$title: exact prediction variances', ({ cycle, values, found }) => {
    const fit = fitAt(values, cycle, found)
    predictionVariances(fit, found.mean.length).forEach((variance, h) => {
      const half = found.upper[h]! - found.mean[h]!
      expect(relativeGap(normalCritical(0.95) * Math.sqrt(variance), half)).toBeLessThan(1e-7)
    })
  })

  it('ANA: variances by the closed form, Hyndman et al. (2008), table 6.2', () => {
    for (const { cycle, values, found } of cases) {
      if (found.model !== 'ANA') continue
      const fit = fitAt(values, cycle, found)
      const { alpha, gamma } = found.parameters
      predictionVariances(fit, 30).forEach((variance, h) => {
        const seasons = Math.floor(h / cycle)
        const growth = 1 + h * alpha ** 2 + gamma * seasons * (2 * alpha + gamma)
        expect(relativeGap(variance, fit.sigma ** 2 * growth)).toBeLessThan(1e-12)
      })
    }
  })

  const simulated = cases.filter(({ found }) => found.model.startsWith('M'))
  it.each(simulated)('$title: simulated spread within 4 %', ({ cycle, values, found }) => {
    const fit = fitAt(values, cycle, found)
    // Student's law has a wider spread than the normal law that R uses.
    const { degreesOfFreedom: v } = fit
    forecastEts(fit, 6, { draws: 10_000 }).forEach(({ se }, h) => {
      const theirs = (found.upper[h]! - found.mean[h]!) / normalCritical(0.95)
      expect(Math.abs(se / (theirs * Math.sqrt(v / (v - 2))) - 1)).toBeLessThan(0.04)
    })
  })
})

describe('left to find the parameters', () => {
  it.each(cases)('$title: a likelihood no lower than that of R', ({ cycle, values, found }) => {
    const fit = fitted(fitEts(values, { cycle, models: [nameOf(found)] }))
    expect(fit.logLikelihood).toBeGreaterThan(found.logLikelihood - 2e-4)
  })

  it('Nile ANN: the same α to four digits, where the climb of R is sharp', () => {
    const nile = golden.series.find(({ name }) => name === 'Nile')!
    const found = nile.fits.find((fit) => nameOf(fit) === 'ANN')!
    const fit = fitted(fitEts(nile.values, { models: ['ANN'] }))
    expect(Math.abs(fit.parameters.alpha - found.parameters.alpha)).toBeLessThan(2e-3)
    expect(relativeGap(fit.logLikelihood, found.logLikelihood)).toBeLessThan(1e-6)
  })

  it('AirPassengers: multiplicative error, trend and season, as in the textbooks', () => {
    const { values } = golden.series.find(({ name }) => name === 'AirPassengers')!
    const fit = fitted(fitEts(values, { cycle: 12 }))
    expect(fit.model).toMatch(/^MAd?M$/)
    expect(fit.tried).toHaveLength(15)
    expect(fit.tried[0]).toEqual({ model: fit.model, aicc: fit.aicc })
  })
})
