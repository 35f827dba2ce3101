import { drawGamma, drawNormal } from '../random/draw.ts'
import { createRandomSource } from '../random/random-source.ts'
import { shapeOf } from './ets-model.ts'
import type { EtsFit } from './fit-ets.ts'
import { expectNext, moveOn, startFrom } from './run-ets.ts'

/** A relative error never takes a value to zero or below. */
const leastRelativeError = -0.999

/**
 * Paths of the next `horizon` periods, one after the other: element path × horizon + h. Each path
 * has its own error variance, σ² × ν/χ²_ν, so the estimation of the variance is paid for as in
 * Student's law.
 */
export function simulatePaths(
  fit: EtsFit,
  { horizon, draws, seed }: { horizon: number; draws: number; seed: number },
): Float64Array {
  const random = createRandomSource(seed)
  const shape = shapeOf(fit.model)
  const half = fit.degreesOfFreedom / 2
  const paths = new Float64Array(draws * horizon)
  for (let path = 0; path < draws; path += 1) {
    const state = startFrom(fit.final)
    const sigma = fit.sigma * Math.sqrt(half / drawGamma(random, half, 1))
    for (let h = 0; h < horizon; h += 1) {
      const expected = expectNext(state, shape, fit.parameters.phi)
      const error = sigma * drawNormal(random)
      const gap = shape.isErrorMultiplicative
        ? expected * Math.max(leastRelativeError, error)
        : error
      paths[path * horizon + h] = expected + gap
      moveOn(state, shape, fit.parameters, gap)
    }
  }
  return paths
}
