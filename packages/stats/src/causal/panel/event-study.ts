import type { Comparison } from '../../compare/comparison.ts'
import { requirePositive } from '../../domain/require.ts'
import { insufficient, type Insufficient } from '../../estimate/interval-estimate.ts'
import { judgeContrast, type Contrast } from './contrast.ts'
import { testJointly, type JointTest } from './joint-test.ts'
import type { PanelCohort } from './panel-cohorts.ts'

/** The effect `event` periods after the start of treatment (0 is the first treated period). */
export interface EventEffect extends Comparison {
  event: number
  /** Treated units behind it. */
  treatedUnits: number
}

export interface PanelEffect {
  kind: 'panel-effect'
  /** Mean effect over all treated units and periods; the base is the mean of all periods before. */
  effect: Comparison
  /** One per event time; the base is event −1, which is left out. */
  events: EventEffect[]
  /** Were treated and control already moving apart before? A small p speaks against the design. */
  preTrend: JointTest | Insufficient
  /** Units in all cohorts: these are the clusters. */
  units: number
}

/**
 * Difference in differences on a panel with unit and period effects, errors clustered by unit (CR2,
 * Satterthwaite degrees of freedom), with event-study coefficients and a joint pre-trend test.
 *
 * Every number is a contrast of cohort means against the never-treated, so cohorts that adopt at
 * different times never serve as each other's controls, which is what biases the two-way fixed
 * effects regression there. With one cohort the numbers equal that regression's.
 * Source: Callaway and Sant'Anna (2021), J. Econometrics 225, eq. 2.9 with never-treated controls;
 * Goodman-Bacon (2021), ibid.; CR2 of Bell and McCaffrey (2002).
 *
 * @returns in the unit of the outcome; insufficient without a treated and a never-treated cohort of
 * two units or more each, and where no unit varies on its own
 * @throws RangeError on cohorts of different numbers of periods, or two of one adoption
 */
export function estimatePanelEffect(
  cohorts: readonly PanelCohort[],
  { level = 0.95 }: { level?: number } = {},
): PanelEffect | Insufficient {
  const periods = checkCohorts(cohorts)
  const never = cohorts.findIndex(({ adoption }) => adoption === Infinity)
  const treated = cohorts.flatMap(({ adoption }, g) => (adoption === Infinity ? [] : [g]))
  const units = cohorts.reduce((sum, { n }) => sum + n, 0)
  if (never < 0) return insufficient(units, units + 2, 'No unit stayed untreated to compare with.')
  if (treated.length === 0) return insufficient(units, units + 2, 'No unit was treated.')
  const smallest = Math.min(...cohorts.map(({ n }) => n))
  if (smallest < 2) return insufficient(smallest, 2, 'A cohort has a single unit.')
  const effect = judgeContrast(cohorts, overallContrast(cohorts, treated, never, periods), level)
  if (effect.se === 0 && effect.difference !== 0)
    return insufficient(
      units,
      units + 1,
      'No unit varies on its own, so no error can be estimated.',
    )
  const events: EventEffect[] = []
  const leads: Contrast[] = []
  for (let event = 1 - periods; event < periods; event += 1) {
    if (event === -1) continue
    const seen = treated.filter((g) => isSeen(cohorts[g]!.adoption + event, periods))
    if (seen.length === 0) continue
    const contrast = eventContrast(cohorts, seen, never, event)
    if (event < 0) leads.push(contrast)
    const treatedUnits = seen.reduce((sum, g) => sum + cohorts[g]!.n, 0)
    events.push({ ...judgeContrast(cohorts, contrast, level), event, treatedUnits })
  }
  return { kind: 'panel-effect', effect, events, preTrend: testJointly(cohorts, leads), units }
}

function isSeen(period: number, periods: number): boolean {
  return period >= 0 && period < periods
}

function checkCohorts(cohorts: readonly PanelCohort[]): number {
  const periods = cohorts[0]?.means.length ?? 0
  const seen = new Set<number>()
  cohorts.forEach(({ adoption, n, means, products }, g) => {
    requirePositive(`cohorts[${g}].n`, n)
    if (means.length !== periods || products.length !== periods * periods)
      throw new RangeError(`cohorts[${g}] must have ${periods} periods, got ${means.length}`)
    if (seen.has(adoption))
      throw new RangeError(`cohorts[${g}].adoption must differ from the others, got ${adoption}`)
    seen.add(adoption)
  })
  return periods
}

function emptyContrast(cohorts: readonly PanelCohort[]): Float64Array[] {
  return cohorts.map(({ means }) => new Float64Array(means.length))
}

function eventContrast(
  cohorts: readonly PanelCohort[],
  seen: readonly number[],
  never: number,
  event: number,
): Contrast {
  const contrast = emptyContrast(cohorts)
  const units = seen.reduce((sum, g) => sum + cohorts[g]!.n, 0)
  for (const g of seen) {
    const { adoption, n } = cohorts[g]!
    const weight = n / units
    contrast[g]![adoption + event]! += weight
    contrast[g]![adoption - 1]! -= weight
    contrast[never]![adoption + event]! -= weight
    contrast[never]![adoption - 1]! += weight
  }
  return contrast
}

function overallContrast(
  cohorts: readonly PanelCohort[],
  treated: readonly number[],
  never: number,
  periods: number,
): Contrast {
  const contrast = emptyContrast(cohorts)
  const cells = treated.reduce((sum, g) => sum + cohorts[g]!.n * after(cohorts[g]!, periods), 0)
  for (const g of treated) {
    const { adoption, n } = cohorts[g]!
    const weight = (n * after(cohorts[g]!, periods)) / cells
    for (let t = 0; t < periods; t += 1) {
      const share = t < adoption ? -weight / adoption : weight / (periods - adoption)
      contrast[g]![t]! += share
      contrast[never]![t]! -= share
    }
  }
  return contrast
}

function after({ adoption }: PanelCohort, periods: number): number {
  return periods - adoption
}
