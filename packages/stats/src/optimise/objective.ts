/** A function to be maximised over the logarithms of its parameters. */
export interface Objective {
  dimension: number
  /** Value at `point`; writes the gradient there into `gradient`. Must be finite inside the box. */
  evaluate: (point: Float64Array, gradient: Float64Array) => number
}

/** Log-parameters live in [−box, box]: e^18 is 6.6e7, far past anything that data can tell. */
export const logParameterBox = 18

export interface Maximum {
  point: Float64Array
  value: number
  /** Largest absolute gradient component that does not push against the box. */
  residual: number
  evaluations: number
  /** Inverse of minus the Hessian, row by row, as far as the steps have told. */
  curvature: Float64Array
}
