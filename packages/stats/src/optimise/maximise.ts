import { logParameterBox, type Maximum, type Objective } from './objective.ts'

const sufficientIncrease = 1e-4
const smallestStep = 1e-12
/** After so many gains in a row that no longer count, the climb is over: the ridge is flat. */
const mostStalls = 3
const negligibleGain = 1e-12
/** Longest step in log-parameters: a factor of e² in one go. */
const longestStep = 2

interface State {
  point: Float64Array
  value: number
  gradient: Float64Array
  /** Inverse of minus the Hessian, as far as the steps have told. */
  curvature: Float64Array
}

/**
 * Climbs from `start` by BFGS with an analytic gradient, inside the box of log-parameters; it ends
 * where no step helps any more. A parameter that runs to the edge of its range ends at the box,
 * which is an answer (a boundary case), not a failure.
 * Source: Nocedal and Wright, Numerical Optimization, 6.1, with projection onto the box.
 */
export function maximise(
  objective: Objective,
  start: Float64Array,
  {
    tolerance = 1e-9,
    maxIterations = 300,
    curvature,
  }: { tolerance?: number; maxIterations?: number; curvature?: Float64Array } = {},
): Maximum {
  const n = objective.dimension
  const state: State = {
    point: start.map(clampToBox),
    value: 0,
    gradient: new Float64Array(n),
    curvature: curvature?.slice() ?? identity(n),
  }
  state.value = objective.evaluate(state.point, state.gradient)
  let evaluations = 1
  let fresh = curvature === undefined
  let stalls = 0
  for (let iteration = 0; iteration < maxIterations; iteration += 1) {
    if (projectedResidual(state) < tolerance) break
    const direction = ascentDirection(state)
    const search = searchAlong(objective, state, direction)
    evaluations += search.evaluations
    if (search.next === null) {
      if (fresh) break
      state.curvature = identity(n)
      fresh = true
      continue
    }
    const gain = search.next.value - state.value
    stalls = gain < negligibleGain * (1 + Math.abs(state.value)) ? stalls + 1 : 0
    if (stalls > mostStalls) break
    updateCurvature(state, search.next, fresh)
    fresh = false
    state.point = search.next.point
    state.value = search.next.value
    state.gradient = search.next.gradient
  }
  return {
    point: state.point,
    value: state.value,
    residual: projectedResidual(state),
    evaluations,
    curvature: state.curvature,
  }
}

function clampToBox(value: number): number {
  return Math.min(logParameterBox, Math.max(-logParameterBox, value))
}

function identity(n: number): Float64Array {
  const matrix = new Float64Array(n * n)
  for (let i = 0; i < n; i += 1) matrix[i * n + i] = 1
  return matrix
}

/** True where the gradient pushes a parameter through the edge of its range. */
function isHeld(point: Float64Array, gradient: Float64Array, i: number): boolean {
  const edge = logParameterBox - 1e-9
  return (point[i]! >= edge && gradient[i]! > 0) || (point[i]! <= -edge && gradient[i]! < 0)
}

function projectedResidual({ point, gradient }: State): number {
  let largest = 0
  for (let i = 0; i < point.length; i += 1)
    if (!isHeld(point, gradient, i)) largest = Math.max(largest, Math.abs(gradient[i]!))
  return largest
}

function ascentDirection(state: State): Float64Array {
  const { point, gradient, curvature } = state
  const n = point.length
  const direction = new Float64Array(n)
  const held = Array.from(point, (_, i) => isHeld(point, gradient, i))
  let slope = 0
  let length = 0
  for (let i = 0; i < n; i += 1) {
    if (held[i]) continue
    let sum = 0
    for (let j = 0; j < n; j += 1) if (!held[j]) sum += curvature[i * n + j]! * gradient[j]!
    direction[i] = sum
    slope += sum * gradient[i]!
    length = Math.max(length, Math.abs(sum))
  }
  if (!(slope > 0)) {
    for (let i = 0; i < n; i += 1) direction[i] = held[i] ? 0 : gradient[i]!
    length = projectedResidual(state)
  }
  if (length > longestStep) for (let i = 0; i < n; i += 1) direction[i]! *= longestStep / length
  return direction
}

interface Candidate {
  point: Float64Array
  value: number
  gradient: Float64Array
}

/** Backtracking with quadratic interpolation; null when no step along the direction helps. */
function searchAlong(
  objective: Objective,
  { point, value, gradient }: State,
  direction: Float64Array,
): { next: Candidate | null; evaluations: number } {
  let slope = 0
  for (let i = 0; i < point.length; i += 1) slope += direction[i]! * gradient[i]!
  let evaluations = 0
  let step = 1
  while (step > smallestStep) {
    const trial = point.map((at, i) => clampToBox(at + step * direction[i]!))
    const trialGradient = new Float64Array(point.length)
    const trialValue = objective.evaluate(trial, trialGradient)
    evaluations += 1
    if (trialValue > value && trialValue >= value + sufficientIncrease * step * slope)
      return { next: { point: trial, value: trialValue, gradient: trialGradient }, evaluations }
    const shortfall = value + step * slope - trialValue
    const interpolated = (slope * step * step) / (2 * shortfall)
    step = Number.isFinite(interpolated)
      ? Math.min(step / 2, Math.max(step / 10, interpolated))
      : step / 10
  }
  return { next: null, evaluations }
}

function updateCurvature(state: State, next: Candidate, fresh: boolean): void {
  const n = state.point.length
  const s = next.point.map((value, i) => value - state.point[i]!)
  const y = next.gradient.map((value, i) => state.gradient[i]! - value)
  let sy = 0
  let yy = 0
  for (let i = 0; i < n; i += 1) {
    sy += s[i]! * y[i]!
    yy += y[i]! * y[i]!
  }
  if (!(sy > 1e-14 * Math.sqrt(yy))) return
  if (fresh) for (let i = 0; i < n; i += 1) state.curvature[i * n + i] = sy / yy
  const h = state.curvature
  const hy = new Float64Array(n)
  let yhy = 0
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) hy[i]! += h[i * n + j]! * y[j]!
    yhy += y[i]! * hy[i]!
  }
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j < n; j += 1)
      h[i * n + j]! += ((1 + yhy / sy) * s[i]! * s[j]! - hy[i]! * s[j]! - s[i]! * hy[j]!) / sy
}
