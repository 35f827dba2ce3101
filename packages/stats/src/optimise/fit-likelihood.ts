import { polishAndInform, type Information } from './information.ts'
import { maximise } from './maximise.ts'
import type { Maximum, Objective } from './objective.ts'

/** A mean log-likelihood per customer, and a cheaper stand-in to choose among starts with. */
export interface LikelihoodProblem {
  objective: Objective
  /** The same model on a sample of the groups, where the full data are large. */
  rehearsal?: Objective
  /** Starting points on the scale of the parameters, tried in this order. */
  starts: readonly (readonly number[])[]
  /** How many of the last coordinates are plain numbers (coefficients), not logarithms. */
  linear?: number
  /** How many customers: turns the mean into the total. */
  weight: number
}

export interface LikelihoodSolution {
  /** On the scale of the starts. */
  parameters: number[]
  logLikelihood: number
  information: Information
  evaluations: number
}

/** Climbs from every start, keeps the highest end, and reads the information there. */
export function fitLikelihood({
  objective,
  rehearsal,
  starts,
  linear = 0,
  weight,
}: LikelihoodProblem): LikelihoodSolution {
  const ground = rehearsal ?? objective
  const logarithms = objective.dimension - linear
  let best: Maximum | null = null
  for (const start of starts) {
    const from = Float64Array.from(start, (value, i) => (i < logarithms ? Math.log(value) : value))
    const end = maximise(ground, from, {
      tolerance: rehearsal ? 1e-6 : 1e-9,
    })
    // A tie goes to the earlier start, so the same facts give the same bytes.
    if (best === null || end.value > best.value + 1e-10) best = end
  }
  if (best === null) throw new RangeError('starts must hold at least one starting point')
  // Near the top Newton's steps, which follow, gain more than a climb's last ones.
  if (rehearsal)
    best = maximise(objective, best.point, { curvature: best.curvature, tolerance: 1e-6 })
  const { maximum, information } = polishAndInform(objective, best, weight)
  return {
    parameters: Array.from(maximum.point, (value, i) => (i < logarithms ? Math.exp(value) : value)),
    logLikelihood: maximum.value * weight,
    information,
    evaluations: maximum.evaluations,
  }
}
