import type { Estimate } from '@fealty/core'
import { createRandomSource, drawNormal, type RandomSource } from '@fealty/stats'
import { chanceOf, forecastSeries } from './forecast-series.ts'

/** A way in which a true level may move, and what the survey adds. */
export interface SimulatedWorld {
  name: string
  /** Standard deviation of a period's move of the level, in sampling errors. */
  wander: number
  /** Slope a period that dies out, in sampling errors; its sign is drawn. */
  slope: number
  /** Height of a yearly wave, in sampling errors. */
  season: number
}

export const simulatedWorlds: readonly SimulatedWorld[] = [
  { name: 'steady level', wander: 0, slope: 0, season: 0 },
  { name: 'wandering level', wander: 0.4, slope: 0, season: 0 },
  { name: 'strongly wandering level', wander: 1, slope: 0, season: 0 },
  { name: 'slope that dies out', wander: 0.2, slope: 0.6, season: 0 },
  { name: 'yearly season', wander: 0.2, slope: 0, season: 2 },
]

/** A chance that was told, and what came. */
export interface ToldChance {
  chance: number
  met: boolean
}

const samplingError = 3

/** One made-up NPS series with its future, by months. */
function simulateSeries(world: SimulatedWorld, length: number, source: RandomSource): number[] {
  let level = 30
  let slope = world.slope * samplingError * (source.uniform() < 0.5 ? -1 : 1)
  const phase = source.uniform() * 12
  return Array.from({ length }, (_, month) => {
    level += slope + world.wander * samplingError * drawNormal(source)
    slope *= 0.93
    const wave = world.season * samplingError * Math.sin((2 * Math.PI * (month + phase)) / 12)
    return level + wave + samplingError * drawNormal(source)
  })
}

/** Tells chances about made-up series whose end is known; goals lie where nobody can be sure. */
export function tellChances(
  world: SimulatedWorld,
  {
    months,
    periods,
    series,
    seed,
  }: { months: number; periods: number; series: number; seed: number },
): ToldChance[] {
  const source = createRandomSource(seed)
  return Array.from({ length: series }, (): ToldChance[] => {
    const values = simulateSeries(world, months + periods, source)
    const estimates = values.slice(0, months).map(toEstimate)
    const goal = values[months - 1]! + 2.5 * samplingError * drawNormal(source)
    const forecast = forecastSeries(estimates, { unit: 'points', cycle: 12 })
    if (forecast.kind === 'insufficient') return []
    const direction = source.uniform() < 0.5 ? 'up' : 'down'
    const chance = chanceOf(forecast, { goal, direction, periods })
    const last = values.at(-1)!
    return [{ chance, met: direction === 'up' ? last >= goal : last <= goal }]
  }).flat()
}

function toEstimate(value: number): Estimate {
  const half = 1.96 * samplingError
  const low = value - half
  const high = value + half
  return {
    kind: 'estimate',
    value,
    low,
    high,
    se: samplingError,
    level: 0.95,
    n: 300,
    method: 'simulated',
  }
}

/** Told chances of one range beside how often the goal was met. */
export interface ReliabilityRow {
  from: number
  to: number
  told: number
  met: number
  n: number
}

/** Ten ranges of told chances; a calibrated forecaster has told and met alike in each. */
export function tabulateReliability(chances: readonly ToldChance[]): ReliabilityRow[] {
  return Array.from({ length: 10 }, (_, bin) => {
    const [from, to] = [bin / 10, (bin + 1) / 10]
    const inside = chances.filter(({ chance }) => chance >= from && (chance < to || bin === 9))
    const n = inside.length
    const average = (sum: number): number => (n === 0 ? Number.NaN : sum / n)
    return {
      from,
      to,
      told: average(inside.reduce((sum, { chance }) => sum + chance, 0)),
      met: average(inside.filter(({ met }) => met).length),
      n,
    }
  })
}

/** Mean squared distance of told chance and outcome; 0.25 for always saying one half. */
export function brierScore(chances: readonly ToldChance[]): number {
  return (
    chances.reduce((sum, { chance, met }) => sum + (chance - (met ? 1 : 0)) ** 2, 0) /
    chances.length
  )
}
