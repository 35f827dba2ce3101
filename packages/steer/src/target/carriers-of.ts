import type { KeptRecord } from '@fealty/store'
import type { KeptInitiative } from '../initiative/contract.ts'
import type { Target } from './contract.ts'

type Carrier = Pick<KeptRecord<Pick<KeptInitiative, 'targetIds' | 'stopped'>>, 'id' | 'body'>

/**
 * The initiatives that carry a target, whether the target names them or they name the target. One
 * that was stopped carries nothing any more.
 */
export function carriersOf(
  { id, initiativeIds }: Pick<Target, 'id' | 'initiativeIds'>,
  initiatives: readonly Carrier[],
): string[] {
  const naming = initiatives.filter(({ body }) => body.targetIds.includes(id))
  const stopped = new Set(
    initiatives.filter(({ body }) => body.stopped !== null).map((initiative) => initiative.id),
  )
  const linked = new Set([...initiativeIds, ...naming.map((initiative) => initiative.id)])
  return [...linked].filter((initiativeId) => !stopped.has(initiativeId))
}
