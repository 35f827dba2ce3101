import digamma from '@stdlib/math-base-special-digamma'
import gammaln from '@stdlib/math-base-special-gammaln'

/** From here on Stirling's series with five terms is exact to the last bit of a double. */
const stirlingFrom = 15

/**
 * ln Γ(z + x) − ln Γ(z) for z > 0, x ≥ 0, without the cancellation of the plain difference: its
 * relative error stays near 1e-14 even at z = 1e10, where the plain difference keeps no digit.
 * Source: Stirling's series, DLMF 5.11.1.
 */
export function logGammaRatio(z: number, x: number): number {
  if (x === 0) return 0
  if (z >= stirlingFrom) return stirlingDifference(z, x)
  if (x >= stirlingFrom) return gammaln(z + x) - gammaln(z)
  const steps = Math.ceil(stirlingFrom - z)
  let shift = 0
  for (let i = 0; i < steps; i += 1) shift += Math.log1p(x / (z + i))
  return stirlingDifference(z + steps, x) - shift
}

function stirlingDifference(z: number, x: number): number {
  const main = (z - 0.5) * Math.log1p(x / z) + x * (Math.log(z + x) - 1)
  return main + stirlingRest(z + x) - stirlingRest(z)
}

function stirlingRest(z: number): number {
  const u = 1 / (z * z)
  return (1 / 12 - u * (1 / 360 - u * (1 / 1260 - u * (1 / 1680 - u / 1188)))) / z
}

/** ψ(z + x) − ψ(z) for z > 0, x ≥ 0, free of cancellation. Source: DLMF 5.11.2. */
export function digammaDifference(z: number, x: number): number {
  if (x === 0) return 0
  if (z >= stirlingFrom) return digammaSeriesDifference(z, x)
  if (x >= stirlingFrom) return digamma(z + x) - digamma(z)
  const steps = Math.ceil(stirlingFrom - z)
  let shift = 0
  for (let i = 0; i < steps; i += 1) shift += x / ((z + i) * (z + i + x))
  return digammaSeriesDifference(z + steps, x) + shift
}

function digammaSeriesDifference(z: number, x: number): number {
  return Math.log1p(x / z) - digammaRest(z + x) + digammaRest(z)
}

function digammaRest(z: number): number {
  const u = 1 / (z * z)
  return 0.5 / z + u * (1 / 12 - u * (1 / 120 - u * (1 / 252 - u * (1 / 240 - u / 132))))
}
