import { experiments } from '@fealty/prove'
import { listSegments, type Store } from '@fealty/store'
import { withoutSavedSegments, type EffectClaim } from './check-claims.ts'
import type { Claim } from './contract.ts'

/** Claims with what they are claims on. @throws FealtyError `record.not-found` */
export async function toEffectClaims(
  store: Store,
  workspaceId: string,
  claims: readonly { other: string; claim: Claim }[],
): Promise<EffectClaim[]> {
  const found: EffectClaim[] = []
  const saved = await listSegments(store, workspaceId)
  for (const { other, claim } of claims) {
    const { experimentId, share } = claim
    const { body } = await experiments.read(store, workspaceId, experimentId)
    const population = withoutSavedSegments(body.population, saved)
    const experiment = { ...body, population }
    found.push({ initiativeId: other, experimentId, experiment, share })
  }
  return found
}
