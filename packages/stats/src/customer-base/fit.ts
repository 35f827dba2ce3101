import type { LikelihoodSolution } from '../optimise/fit-likelihood.ts'

/** Something the fit ran into that a reader must know; the fit stands all the same. */
export interface Boundary {
  code:
    | 'no-dropout-visible'
    | 'same-dropout-for-all'
    | 'dropout-all-or-nothing'
    | 'same-rate-for-all'
    | 'rate-extreme'
    | 'mean-spend-not-finite'
    | 'same-spend-for-all'
    | 'same-retention-for-all'
    | 'parameter-not-identified'
  /** One sentence a person understands. */
  words: string
}

/** A fitted model: parameters, what is known of their error, and what to say about the fit. */
export interface ModelFit<Model extends string, Parameter extends string> {
  kind: 'fit'
  model: Model
  parameters: Record<Parameter, number>
  /** On the natural scale (parameter × its log-scale error); Infinity where the data do not tell. */
  standardErrors: Record<Parameter, number>
  /** Covariance of the log-parameters, in the order of `order`; flat directions left out. */
  covarianceLog: number[][]
  order: readonly Parameter[]
  logLikelihood: number
  /** Akaike's criterion: 2 · parameters − 2 · logLikelihood; smaller is better. */
  aic: number
  /** Customers behind the fit. */
  customers: number
  boundaries: Boundary[]
}

/** Names the parts of a solution. */
export function describeFit<Model extends string, Parameter extends string>(
  model: Model,
  order: readonly Parameter[],
  solution: LikelihoodSolution,
  customers: number,
): ModelFit<Model, Parameter> {
  const byName = (of: (index: number) => number) =>
    Object.fromEntries(order.map((name, index) => [name, of(index)])) as Record<Parameter, number>
  const { covariance, isFlat } = solution.information
  return {
    kind: 'fit',
    model,
    parameters: byName((i) => solution.parameters[i]!),
    standardErrors: byName((i) =>
      isFlat[i] ? Infinity : solution.parameters[i]! * Math.sqrt(covariance[i]![i]!),
    ),
    covarianceLog: covariance,
    order,
    logLikelihood: solution.logLikelihood,
    aic: 2 * order.length - 2 * solution.logLikelihood,
    customers,
    boundaries: [],
  }
}
