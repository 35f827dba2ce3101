import { polishAndInform, type Information } from './information.ts'
import { maximise } from './maximise.ts'
import type { Maximum, Objective } from './objective.ts'

/** A mean log-likelihood per customer, and a cheaper stand-in to choose among starts with. */
export interface LikelihoodProblem {
  objective: Objective
  /** The same model on a sample of the groups, where the full data are large. */
  rehearsal?: Objective
  /** Natural-scale starting points, tried in this order. */
  starts: readonly (readonly number[])[]
  /** How many customers: turns the mean into the total. */
  weight: number
}

export interface LikelihoodSolution {
  /** Natural-scale parameters. */
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
  weight,
}: LikelihoodProblem): LikelihoodSolution {
  const ground = rehearsal ?? objective
  let best: Maximum | null = null
  for (const start of starts) {
    const end = maximise(ground, Float64Array.from(start, Math.log), {
      tolerance: rehearsal ? 1e-6 : 1e-9,
    })
    // A tie goes to the earlier start, so the same facts give the same bytes.
    if (best === null || end.value > best.value + 1e-10) best = end
  }
  if (best === null) throw new RangeError('starts must hold at least one starting point')
  if (rehearsal) best = maximise(objective, best.point, { curvature: best.curvature })
  const { maximum, information } = polishAndInform(objective, best, weight)
  return {
    parameters: Array.from(maximum.point, Math.exp),
    logLikelihood: maximum.value * weight,
    information,
    evaluations: maximum.evaluations,
  }
}
