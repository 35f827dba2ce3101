import { formatMeasured, formatRange } from '@fealty/charts'
import type { Day } from '@fealty/core'
import type { MetricInfo } from '@fealty/measure'
import type { ShownInitiative } from '../initiative/contract.ts'
import type { ReviewPack } from './contract.ts'
import type { Seen } from './propose-decisions.ts'

/** What of an initiative a pack shows. */
export type PackInitiative = Pick<
  ShownInitiative,
  'name' | 'unitId' | 'unit' | 'state' | 'grade' | 'sentence' | 'correctionOpen'
> & {
  plans: readonly Pick<ShownInitiative['plans'][number], 'plan'>[]
  claimed: readonly Pick<ShownInitiative['claimed'][number], 'metric' | 'effect' | 'grade'>[]
}

interface EffectQuestion {
  unitId: string
  metric: Pick<MetricInfo, 'title' | 'unit'>
  currency: string
}

/**
 * What was measured so far of what is done for a unit: the effects on the metric of the series, each
 * with its interval and grade. Empty where no initiative of the unit claims one.
 */
export function showEffects(
  initiatives: readonly PackInitiative[],
  { unitId, metric, currency }: EffectQuestion,
): string {
  return initiatives
    .filter((one) => one.unitId === unitId && one.state !== 'stopped')
    .flatMap(({ claimed }) => claimed.filter((claim) => claim.metric === metric.title))
    .filter(({ effect }) => effect.kind === 'estimate')
    .map(({ effect, grade }) => {
      const format = { unit: metric.unit, currency }
      return `${formatMeasured(effect, format)} (${formatRange(effect, format)}), grade ${grade}`
    })
    .join('; ')
}

/** Corrections that are open: somebody has to say whether to go on, to plan anew or to stop. */
export function showCorrections(initiatives: readonly PackInitiative[]): Seen['waiting'] {
  return initiatives
    .filter(({ correctionOpen }) => correctionOpen)
    .map(({ name, unit, sentence }) => ({
      title: `Go on with “${name}”, change its plan, or stop it?`,
      note: sentence,
      unit: unit ?? '',
      rule: 'correction open',
    }))
}

/**
 * What is still to come of each plan, most likely benefit less cost, summed in years of twelve months
 * that begin after the month of `asOf`; its present value counts each year at its end.
 */
export function showMoneyToCome(
  initiatives: readonly PackInitiative[],
  { asOf, discountRate }: { asOf: Day; discountRate: number },
): ReviewPack['initiatives'] {
  return initiatives
    .filter(({ state }) => state !== 'stopped')
    .map(({ name, unit, grade, plans }) => {
      const flows = yearlyFlows(plans.at(-1)!.plan, asOf)
      const npv = flows.reduce(
        (sum, flow, year) => sum + flow / (1 + discountRate) ** (year + 1),
        0,
      )
      return { name, unit: unit ?? '', grade, flows, npv }
    })
}

function yearlyFlows(
  { benefits, costs }: ShownInitiative['plans'][number]['plan'],
  asOf: Day,
): number[] {
  const flows: number[] = []
  const add = (month: string, amount: number): void => {
    const monthsAhead = monthNumber(month) - monthNumber(asOf)
    if (monthsAhead < 1) return
    const year = Math.floor((monthsAhead - 1) / 12)
    while (flows.length <= year) flows.push(0)
    flows[year]! += amount
  }
  for (const { month, likely } of benefits) add(month, likely)
  for (const { month, likely } of costs) add(month, -likely)
  return flows
}

const monthNumber = (day: string): number => 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7))
