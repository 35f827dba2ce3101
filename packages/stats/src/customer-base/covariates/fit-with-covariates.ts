import { normalCritical, normalTwoSidedP } from '../../distribution/normal.ts'
import { requireFinite } from '../../domain/require.ts'
import { insufficient, type Insufficient } from '../../estimate/interval-estimate.ts'
import { fitLikelihood, type LikelihoodSolution } from '../../optimise/fit-likelihood.ts'
import type { Objective } from '../../optimise/objective.ts'
import type { CustomerGroups } from '../customer-groups.ts'
import { fitBgNbd, fitMbgNbd } from '../dropout-nbd/fit-dropout-nbd.ts'
import { dropoutNbdObjective } from '../dropout-nbd/likelihood.ts'
import { fitParetoNbd } from '../pareto-nbd/fit-pareto-nbd.ts'
import type { PurchaseFit } from '../forecast-purchases.ts'
import { paretoNbdObjective } from '../pareto-nbd/likelihood.ts'

type ModelName = 'bg-nbd' | 'mbg-nbd' | 'pareto-nbd'

/** Customers who share their covariates: one stratum per distinct combination. */
export interface CovariateStratum {
  /** Values in the order of the names; fixed over time. */
  covariates: readonly number[]
  groups: CustomerGroups
}

/** What a covariate does to one of the two processes. */
export interface CovariateEffect {
  name: string
  /** `buying`: the rate is multiplied by e^value per unit; `leaving`: the odds or rate of leaving. */
  process: 'buying' | 'leaving'
  value: number
  se: number
  low: number
  high: number
  p: number
}

export interface CovariateFit {
  kind: 'fit'
  model: ModelName
  /** At covariates of 0. */
  parameters: Record<string, number>
  effects: CovariateEffect[]
  order: readonly string[]
  logLikelihood: number
  aic: number
  customers: number
}

interface Plan {
  base: (groups: CustomerGroups) => PurchaseFit | Insufficient
  objective: (groups: CustomerGroups) => Objective
  /** Index of the parameter that carries buying, and of the one that carries leaving, with its sign. */
  buying: { index: number; sign: number }
  leaving: { index: number; sign: number }
}

const plans: Record<ModelName, Plan> = {
  'bg-nbd': {
    base: fitBgNbd,
    objective: (groups) => dropoutNbdObjective(groups, 'after-repeat'),
    buying: { index: 1, sign: -1 },
    leaving: { index: 2, sign: 1 },
  },
  'mbg-nbd': {
    base: fitMbgNbd,
    objective: (groups) => dropoutNbdObjective(groups, 'after-every'),
    buying: { index: 1, sign: -1 },
    leaving: { index: 2, sign: 1 },
  },
  'pareto-nbd': {
    base: fitParetoNbd,
    objective: paretoNbdObjective,
    buying: { index: 1, sign: -1 },
    leaving: { index: 3, sign: -1 },
  },
}

/**
 * Fits a purchase model with covariates that stay fixed over time: alpha · e^(−γ'z) carries buying;
 * a · e^(γ'z) (BG, MBG) or beta · e^(−γ'z) (Pareto) carries leaving.
 * Source: Fader and Hardie (2007), note 019, with the second beta parameter left alone.
 *
 * @returns insufficient where the model without covariates is, or without two distinct strata
 * @throws RangeError on a covariate that is not finite or a stratum with the wrong number of them
 */
export function fitWithCovariates(
  model: ModelName,
  names: readonly string[],
  strata: readonly CovariateStratum[],
  { level = 0.95 }: { level?: number } = {},
): CovariateFit | Insufficient {
  checkStrata(names, strata)
  const plan = plans[model]
  const pooled = plan.base(poolGroups(strata))
  if (pooled.kind === 'insufficient') return pooled
  if (names.length === 0 || strata.length < 2)
    return insufficient(pooled.customers, pooled.customers + 1, 'The covariates do not vary.')
  const start = pooled.order.map((name) => (pooled.parameters as Record<string, number>)[name]!)
  const zeros = new Array<number>(2 * names.length).fill(0)
  const solution = fitLikelihood({
    objective: covariateObjective(plan, names.length, strata, pooled.customers),
    starts: [[...start, ...zeros]],
    linear: zeros.length,
    weight: pooled.customers,
  })
  return describe(model, pooled.order, names, solution, pooled.customers, level)
}

function checkStrata(names: readonly string[], strata: readonly CovariateStratum[]): void {
  strata.forEach(({ covariates }, at) => {
    if (covariates.length !== names.length)
      throw new RangeError(
        `strata[${at}] must have ${names.length} covariates, got ${covariates.length}`,
      )
    covariates.forEach((value, k) => requireFinite(`strata[${at}].${names[k]!}`, value))
  })
}

function poolGroups(strata: readonly CovariateStratum[]): CustomerGroups {
  const column = (name: keyof CustomerGroups) =>
    Float64Array.from(strata.flatMap(({ groups }) => Array.from(groups[name])))
  return { x: column('x'), tx: column('tx'), T: column('T'), w: column('w') }
}

/** The base likelihood of each stratum at its own parameters, with the chain rule for the effects. */
function covariateObjective(
  { objective, buying, leaving }: Plan,
  count: number,
  strata: readonly CovariateStratum[],
  customers: number,
): Objective {
  const parts = strata.map(({ covariates, groups }) => ({
    covariates,
    share: groups.w.reduce((total, weight) => total + weight, 0) / customers,
    ...objective(groups),
  }))
  const inner = new Float64Array(4)
  return {
    dimension: 4 + 2 * count,
    evaluate: (point, gradient) => {
      gradient.fill(0)
      let value = 0
      for (const { covariates, share, evaluate } of parts) {
        if (share === 0) continue
        const own = point.slice(0, 4)
        covariates.forEach((z, k) => {
          own[buying.index]! += buying.sign * z * point[4 + k]!
          own[leaving.index]! += leaving.sign * z * point[4 + count + k]!
        })
        value += share * evaluate(own, inner)
        for (let i = 0; i < 4; i += 1) gradient[i]! += share * inner[i]!
        covariates.forEach((z, k) => {
          gradient[4 + k]! += share * buying.sign * z * inner[buying.index]!
          gradient[4 + count + k]! += share * leaving.sign * z * inner[leaving.index]!
        })
      }
      return value
    },
  }
}

function describe(
  model: ModelName,
  baseOrder: readonly string[],
  names: readonly string[],
  { parameters, information, logLikelihood }: LikelihoodSolution,
  customers: number,
  level: number,
): CovariateFit {
  const z = normalCritical(level)
  const effects = (['buying', 'leaving'] as const).flatMap((process, block) =>
    names.map((name, k) => {
      const at = 4 + block * names.length + k
      const value = parameters[at]!
      const se = information.isFlat[at] ? Infinity : Math.sqrt(information.covariance[at]![at]!)
      const p = normalTwoSidedP(value / se)
      return { name, process, value, se, low: value - z * se, high: value + z * se, p }
    }),
  )
  return {
    kind: 'fit',
    model,
    parameters: Object.fromEntries(baseOrder.map((name, i) => [name, parameters[i]!])),
    effects,
    order: [...baseOrder, ...effects.map(({ name, process }) => `${process}.${name}`)],
    logLikelihood,
    aic: 2 * parameters.length - 2 * logLikelihood,
    customers,
  }
}
