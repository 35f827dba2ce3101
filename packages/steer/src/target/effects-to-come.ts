import { metricCatalogue } from '@fealty/measure'
import type { ShownInitiative } from '../initiative/contract.ts'
import type { KpiBinding } from '../kpi/contract.ts'
import type { Target } from './contract.ts'
import type { EffectToCome } from './judge-target.ts'

/** What of an initiative says how it moves a KPI. */
export type InitiativeEffects = Pick<ShownInitiative, 'id' | 'state'> & {
  claimed: readonly Pick<
    ShownInitiative['claimed'][number],
    'metric' | 'share' | 'booked' | 'effect'
  >[]
}

/**
 * What the initiatives of a target will still add to its KPI by the deadline: the measured effect on a
 * customer it reaches, by its share, times the part of the customers it is yet to reach. Only effects
 * that are proven count, on the very metric of the KPI, of initiatives that are planned or run. What
 * they have reached already is in the series.
 */
export function effectsToCome(
  { initiativeIds, reachToCome }: Pick<Target, 'initiativeIds' | 'reachToCome'>,
  binding: KpiBinding,
  initiatives: readonly InitiativeEffects[],
): EffectToCome[] {
  if (binding.kind !== 'metric' || reachToCome === 0) return []
  const { title } = metricCatalogue[binding.metric].info
  return initiatives
    .filter(({ id, state }) => initiativeIds.includes(id) && ['planned', 'running'].includes(state))
    .flatMap(({ id, claimed }) =>
      claimed.flatMap(({ metric, share, booked, effect }) =>
        booked && metric === title && effect.kind === 'estimate' && effect.se !== undefined
          ? [
              {
                initiativeId: id,
                value: effect.value * share * reachToCome,
                se: effect.se * share * reachToCome,
              },
            ]
          : [],
      ),
    )
}
