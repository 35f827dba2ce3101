import { chanceOfTarget } from '../forecast/chance-of-target.ts'
import type { EtsModel } from '../forecast/ets-model.ts'
import { fitEts } from '../forecast/fit-ets.ts'
import { forecastEts } from '../forecast/forecast-ets.ts'
import { drawNormal } from '../random/draw.ts'
import type { RandomSource } from '../random/random-source.ts'
import type { CoverageCase } from './coverage-case.ts'

const ahead = 6

/** A level that wanders, with a yearly wave on it and noise besides. */
function drawSeries(random: RandomSource, n: number, wave: number): number[] {
  let level = 100
  return Array.from({ length: n }, (_, t) => {
    const expected = level + wave * Math.sin((2 * Math.PI * t) / 12)
    const error = 2 * drawNormal(random)
    level += 0.3 * error
    return expected + error
  })
}

function predicted(
  name: string,
  { n, wave, cycle, models }: { n: number; wave: number; cycle: number; models?: EtsModel[] },
): CoverageCase {
  return {
    name,
    nominal: 0.95,
    parts: ['next period', 'six ahead', 'no false certainty of a target'],
    draw: (random) => {
      const series = drawSeries(random, n + ahead, wave)
      const fit = fitEts(series.slice(0, n), models === undefined ? { cycle } : { cycle, models })
      if (fit.kind === 'insufficient') return [false, false, false]
      const forecast = forecastEts(fit, ahead, { draws: 1000 })
      const last = series.at(-1)!
      const holds = (h: number) =>
        forecast[h]!.low <= series[n + h]! && series[n + h]! <= forecast[h]!.high
      // P(value ≤ what came) is uniform where the law is right.
      const question = { target: last, direction: 'down', periods: ahead, draws: 1000 } as const
      const { probability } = chanceOfTarget(fit, question)
      return [holds(0), holds(ahead - 1), probability > 0.025 && probability < 0.975]
    },
  }
}

/** Forecasts of series whose model is known, and of series whose model is to be found. */
export const forecastCoverageCases: readonly CoverageCase[] = [
  predicted('forecast, model known, 60 periods', { n: 60, wave: 0, cycle: 1, models: ['ANN'] }),
  predicted('forecast, seasonal model known, 72 periods', {
    n: 72,
    wave: 8,
    cycle: 12,
    models: ['ANA'],
  }),
  predicted('forecast, model chosen, 120 periods', { n: 120, wave: 0, cycle: 1 }),
]
