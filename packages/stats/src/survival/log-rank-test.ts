import { chiSquareUpperTail } from '../distribution/chi-square.ts'
import { insufficient, type Insufficient } from '../estimate/interval-estimate.ts'
import { solvePositive } from './solve-positive.ts'
import {
  countCustomers,
  requireSurvivalGroups,
  type StratifiedGroups,
  type SurvivalGroups,
} from './survival-groups.ts'
import { countAtRisk, tabulateSurvival, type SurvivalTable } from './survival-table.ts'

/** A log-rank test of the null that all samples have one hazard at every time. */
export interface LogRankTest {
  kind: 'log-rank'
  /** χ². */
  statistic: number
  degreesOfFreedom: number
  p: number
  /** Events per sample. */
  observed: number[]
  /** Events per sample that one common hazard would have given. */
  expected: number[]
  /** Customers in all samples. */
  n: number
}

/**
 * The log-rank test of two or more samples, within strata where they have any.
 *
 * At each time with d events among r at risk, of which r_k in sample k:
 *
 *   E_k = d r_k / r      V_kl = d (r − d) / (r − 1) · r_k / r · (1{k = l} − r_l / r)
 *
 * summed over times and strata; χ² = (O − E)ᵀ V⁻ (O − E). Samples in which no event could be
 * expected are left out and lose their degree of freedom.
 * Source: Mantel (1966), Cancer Chemotherapy Reports 50, 163-170; Peto and Peto (1972), JRSS A 135,
 * 185-207.
 *
 * @param samples one per segment to compare; their order does not matter
 * @returns insufficient with fewer than two samples that have customers, or without an event that
 * could have happened in either
 * @throws RangeError as `estimateSurvival`
 */
export function logRankTest(samples: readonly StratifiedGroups[]): LogRankTest | Insufficient {
  samples.forEach(requireSurvivalGroups)
  const counts = samples.map(countCustomers)
  const n = counts.reduce((sum, count) => sum + count, 0)
  const filled = counts.filter((count) => count > 0).length
  if (filled < 2) return insufficient(filled, 2, 'Fewer than two samples have customers.')
  const sums: Sums = {
    observed: samples.map(() => 0),
    expected: samples.map(() => 0),
    variance: samples.map(() => new Float64Array(samples.length)),
  }
  for (const stratum of splitStrata(samples)) addStratum(stratum, sums)
  const { observed, expected, variance } = sums
  if (observed.every((count) => count === 0))
    return insufficient(0, 1, 'Nobody was lost while watched.')
  // The gaps of all samples add up to 0: the factorisation finds the one that tells nothing more.
  const gaps = observed.map((count, k) => count - expected[k]!)
  const { quadraticForm, rank } = solvePositive(variance, gaps)
  if (rank === 0)
    return insufficient(0, 1, 'At no loss were customers of two samples watched together.')
  return {
    kind: 'log-rank',
    statistic: quadraticForm,
    degreesOfFreedom: rank,
    p: chiSquareUpperTail(quadraticForm, rank),
    observed,
    expected,
    n,
  }
}

function splitStrata(samples: readonly StratifiedGroups[]): SurvivalGroups[][] {
  const strata = new Set<number>()
  for (const { stratum } of samples)
    if (stratum) stratum.forEach((value) => strata.add(value))
    else strata.add(0)
  return [...strata].map((value) => samples.map((sample) => selectStratum(sample, value)))
}

function selectStratum(sample: StratifiedGroups, value: number): SurvivalGroups {
  const { time, event, n, entry, stratum } = sample
  if (!stratum && value === 0) return sample
  const rows = stratum ? [...stratum.keys()].filter((row) => stratum[row] === value) : []
  return {
    time: Float64Array.from(rows, (row) => time[row]!),
    event: Uint8Array.from(rows, (row) => event[row]!),
    ...(n && { n: Float64Array.from(rows, (row) => n[row]!) }),
    ...(entry && { entry: Float64Array.from(rows, (row) => entry[row]!) }),
  }
}

/** Rising times at which anybody of the samples was lost. */
function mergeEventTimes(tables: readonly SurvivalTable[]): Float64Array {
  const all = tables.flatMap(({ time, events }) => [...time.filter((_, i) => events[i]! > 0)])
  return Float64Array.from(new Set(all)).sort()
}

/** The counts of one sample at the merged times. */
function alignSample(table: SurvivalTable, sample: SurvivalGroups, times: Float64Array) {
  const events = new Float64Array(times.length)
  let row = 0
  times.forEach((t, i) => {
    while (row < table.time.length && table.time[row]! < t) row += 1
    if (row < table.time.length && table.time[row] === t) events[i] = table.events[row]!
  })
  return { events, atRisk: countAtRisk(table, sample, times) }
}

interface Sums {
  observed: number[]
  expected: number[]
  variance: Float64Array[]
}

function addStratum(samples: readonly SurvivalGroups[], sums: Sums): void {
  const tables = samples.map(tabulateSurvival)
  const times = mergeEventTimes(tables)
  const aligned = tables.map((table, k) => alignSample(table, samples[k]!, times))
  const atRisk = new Float64Array(samples.length)
  for (let i = 0; i < times.length; i += 1) {
    let lost = 0
    let all = 0
    aligned.forEach((sample, k) => {
      atRisk[k] = sample.atRisk[i]!
      all += atRisk[k]
      lost += sample.events[i]!
      sums.observed[k]! += sample.events[i]!
    })
    const spread = all > 1 ? (lost * (all - lost)) / (all - 1) : 0
    for (let k = 0; k < atRisk.length; k += 1) {
      const share = atRisk[k]! / all
      sums.expected[k]! += lost * share
      if (share === 0) continue
      for (let l = 0; l < atRisk.length; l += 1)
        sums.variance[k]![l]! += spread * share * ((k === l ? 1 : 0) - atRisk[l]! / all)
    }
  }
}
