import betainc from '@stdlib/math-base-special-betainc'
import gammaln from '@stdlib/math-base-special-gammaln'
import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import { gaussLegendreRule, type QuadratureRule } from '../special/gauss-legendre.ts'

/** Beyond so many nodes the bound takes over: two neighbouring splits are then nearly one. */
const mostNodes = 500
/** Kernel widths from its centre that still count: the normal law holds 1e-15 outside. */
const reach = 8

const inverseRootTwoPi = 1 / Math.sqrt(2 * Math.PI)

/**
 * P(max |Z_k| > statistic) under no change, for contrasts that are a Gaussian Markov chain with the
 * given correlations of neighbours: what the search over all splits costs, exactly.
 *
 * The density of the chain that has stayed inside is carried from split to split by quadrature; the
 * p-value is the sum of what leaves at each, so small p-values keep their digits.
 * Source: the recursion of Hawkins (1977), JASA 72, 180-186, eq. 3.
 */
export function normalSearchP(statistic: number, correlations: Float64Array): number {
  const narrowest = correlations.reduce((least, rho) => Math.min(least, spreadOf(rho)), 1)
  const nodes = Math.ceil((1.6 * statistic) / narrowest) + 16
  if (nodes > mostNodes) return studentSearchBound(statistic, correlations, Infinity)
  const { points, weights } = halfRule(statistic, nodes)
  let density: Float64Array = points.map((x) => 2 * inverseRootTwoPi * Math.exp((-x * x) / 2))
  let p = 2 * normalCdf(-statistic, 0, 1)
  for (const rho of correlations) {
    p += leave(density, points, weights, rho, statistic)
    density = carry(density, points, weights, rho)
  }
  return Math.min(1, p)
}

function spreadOf(rho: number): number {
  return Math.sqrt((1 - rho) * (1 + rho))
}

/** A Gauss-Legendre rule on [0, end]: the chain is symmetric about 0. */
function halfRule(end: number, size: number): { points: Float64Array; weights: Float64Array } {
  const rule = gaussLegendreRule(size)
  return {
    points: rule.nodes.map((node) => (end * (1 + node)) / 2),
    weights: rule.weights.map((weight) => (end * weight) / 2),
  }
}

/** What leaves [−limit, limit] in one step. */
function leave(
  density: Float64Array,
  points: Float64Array,
  weights: Float64Array,
  rho: number,
  limit: number,
): number {
  const spread = spreadOf(rho)
  let sum = 0
  for (let i = 0; i < points.length; i += 1) {
    const centre = rho * points[i]!
    const out =
      normalCdf((centre - limit) / spread, 0, 1) + normalCdf((-centre - limit) / spread, 0, 1)
    sum += weights[i]! * density[i]! * out
  }
  return sum
}

/** The density of |Z| after one step, among those that stayed. */
function carry(
  density: Float64Array,
  points: Float64Array,
  weights: Float64Array,
  rho: number,
): Float64Array {
  const spread = spreadOf(rho)
  const scale = inverseRootTwoPi / spread
  const mass = density.map((value, i) => value * weights[i]!)
  return points.map((x) => {
    let sum = 0
    for (let i = 0; i < points.length; i += 1) {
      const near = (x - rho * points[i]!) / spread
      const far = (x + rho * points[i]!) / spread
      if (near < reach && near > -reach) sum += mass[i]! * Math.exp((-near * near) / 2)
      if (far < reach) sum += mass[i]! * Math.exp((-far * far) / 2)
    }
    return scale * sum
  })
}

const boundRule: QuadratureRule = gaussLegendreRule(24)
/** Degrees of freedom at which Student's law is the normal one to the digits that matter. */
const asGoodAsNormal = 1e7

/**
 * An upper bound of P(max |T_k| > statistic) where the T_k are the studentised contrasts, all over
 * one residual variance with `degreesOfFreedom` = periods − 2: P(A_1) + Σ P(A_{k+1} and not A_k).
 * It is sharp in the tail; at 5 % it is some hundredths of itself too large, never too small.
 *
 * T_k is monotone in X_k = Z_k/√(total sum of squares), and the X_k are projections of a direction
 * that is uniform on a sphere, so each term is one integral over beta laws.
 * Source: Worsley (1982), Biometrika 69, 297-302; Worsley (1979), JASA 74, 365-367.
 */
export function studentSearchBound(
  statistic: number,
  correlations: Float64Array,
  degreesOfFreedom: number,
): number {
  const freedom = Math.min(degreesOfFreedom, asGoodAsNormal)
  // The sphere has freedom + 1 dimensions.
  const edge = statistic / Math.sqrt(statistic * statistic + freedom)
  let p = tailOfProjection(edge, freedom + 1)
  for (const rho of correlations) p += enters(edge, rho, freedom + 1)
  return Math.min(1, p)
}

/** P(|X| > edge) for a coordinate X of a uniform direction in `dimension` dimensions. */
function tailOfProjection(edge: number, dimension: number): number {
  if (edge >= 1) return 0
  return betainc(edge * edge, 0.5, (dimension - 1) / 2, true, true)
}

/**
 * P(|X'| > edge and |X| ≤ edge) of two coordinates with correlation rho, over the angle whose cosine
 * X is: it lies between that of the edge and a right angle (twice, by symmetry), X' reaches the near
 * edge for angles from `from` to `near`, and the far one for angles above `far`.
 */
function enters(edge: number, rho: number, dimension: number): number {
  if (edge >= 1 || rho >= 1) return 0
  const least = Math.acos(edge)
  const between = Math.acos(rho)
  const from = Math.max(least, between - least)
  const near = Math.min(Math.PI / 2, least + between)
  const far = Math.min(near, Math.max(from, Math.PI - least - between))
  const spread = spreadOf(rho)
  const inside = (angle: number): number => {
    const x = Math.cos(angle)
    const sine = Math.sin(angle)
    const out =
      oneSided((edge - rho * x) / (spread * sine), dimension - 1) +
      (angle > far ? oneSided((edge + rho * x) / (spread * sine), dimension - 1) : 0)
    return out * Math.exp((dimension - 2) * Math.log(sine))
  }
  const mass = overAngles(inside, from, far) + overAngles(inside, far, near)
  return 2 * mass * densityConstant(dimension)
}

function overAngles(inside: (angle: number) => number, from: number, to: number): number {
  const half = (to - from) / 2
  if (!(half > 0)) return 0
  let sum = 0
  for (let i = 0; i < boundRule.nodes.length; i += 1)
    sum += boundRule.weights[i]! * inside(from + half * (1 + boundRule.nodes[i]!))
  return sum * half
}

/** P(X > edge), with the far side of an edge below 0 counted as half: edges lie above 0. */
function oneSided(edge: number, dimension: number): number {
  return tailOfProjection(Math.max(0, edge), dimension) / 2
}

/** 1/B(½, (d − 1)/2): the density of a coordinate is this times (1 − x²)^((d − 3)/2). */
function densityConstant(dimension: number): number {
  const b = (dimension - 1) / 2
  return Math.exp(gammaln(b + 0.5) - gammaln(b)) / Math.sqrt(Math.PI)
}
