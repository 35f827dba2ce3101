import { createRandomSource, type RandomSource } from '../random/random-source.ts'

/** One simulated question: does the interval hold the truth, for a draw of the data? */
export interface CoverageCase {
  name: string
  /** What the share of intervals that hold the truth should be. */
  nominal: number
  /** By part: how far it is known to fall short of the nominal level; the docs page says why. */
  shortfall?: Readonly<Record<string, number>>
  /** Draws data, estimates, and says for each part whether the truth was held. */
  draw: (random: RandomSource) => readonly boolean[]
  /** Names of the parts, in the order that `draw` gives them. */
  parts: readonly string[]
}

/** How often the truth was held. */
export interface CoverageResult {
  name: string
  nominal: number
  /** The nominal level less a known shortfall. */
  expected: number
  runs: number
  share: number
  /** Simulation standard error of the share, at the nominal level. */
  se: number
}

/** Runs a case from one seed; the same seed gives the same shares. */
export function runCoverage(
  { name, nominal, shortfall, draw, parts }: CoverageCase,
  runs: number,
  seed: number,
): CoverageResult[] {
  const random = createRandomSource(seed)
  const held = parts.map(() => 0)
  for (let run = 0; run < runs; run += 1)
    draw(random).forEach((isHeld, part) => (held[part]! += isHeld ? 1 : 0))
  return parts.map((part, i) => ({
    name: part === '' ? name : `${name}: ${part}`,
    nominal,
    expected: nominal - (shortfall?.[part] ?? 0),
    runs,
    share: held[i]! / runs,
    se: Math.sqrt((nominal * (1 - nominal)) / runs),
  }))
}
