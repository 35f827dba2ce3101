import { requireCount } from '../../domain/require.ts'
import type { RandomSource } from '../../random/random-source.ts'

/** How sets of donors are drawn that stand for two or more treated units. */
export interface PlaceboDraws {
  replications: number
  random: RandomSource
}

/**
 * Sets of donors that stand for the treated ones: every donor once where one unit is treated, so
 * that nothing is drawn; else sets of as many donors, from the seed. None where too few donors are
 * left to be weighted, or where sets must be drawn and no seed was given.
 */
export function drawPlacebos(
  donors: number,
  treated: number,
  draws: PlaceboDraws | undefined,
): number[][] {
  if (donors - treated < 2) return []
  if (treated === 1) return Array.from({ length: donors }, (_, unit) => [unit])
  if (draws === undefined) return []
  return Array.from({ length: requireCount('replications', draws.replications) }, () =>
    drawSet(donors, treated, draws.random),
  )
}

/** Without replacement: the first steps of Fisher and Yates's shuffle. */
function drawSet(donors: number, size: number, random: RandomSource): number[] {
  const units = Array.from({ length: donors }, (_, unit) => unit)
  for (let i = 0; i < size; i += 1) {
    const j = i + Math.floor(random.uniform() * (donors - i))
    const chosen = units[j]!
    units[j] = units[i]!
    units[i] = chosen
  }
  return units.slice(0, size)
}
