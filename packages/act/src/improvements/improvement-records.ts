import { FealtyError } from '@fealty/core'
import { recordKind, type Store } from '@fealty/store'
import { improvementBody, mostActive, type Improvement } from './contract.ts'

export const improvementRecords = recordKind<Improvement>({
  kind: 'improvement',
  what: 'improvement',
  parse: (body) => improvementBody.parse(body),
})

/** From each state to those it may go to; staying is always possible. */
const ways: Record<Improvement['state'], readonly Improvement['state'][]> = {
  raised: ['active', 'dropped'],
  active: ['done', 'dropped'],
  done: [],
  dropped: ['raised'],
}

/**
 * Refuses a state that does not lead on from the one before, and a sixth that is under way.
 * @throws FealtyError `improvement.move`, `improvement.too-many`, `input.invalid`
 */
export async function checkImprovement(
  store: Store,
  workspaceId: string,
  { id, body, before }: { id: string; body: Improvement; before: Improvement['state'] | null },
): Promise<void> {
  const { state } = body
  const isNew = before === null && (state === 'raised' || state === 'active')
  if (!isNew && before !== state && (before === null || !ways[before].includes(state))) {
    throw new FealtyError('improvement.move', { state: before ?? 'new', wanted: state })
  }
  if (state === 'dropped' && body.reason === '') {
    throw new FealtyError('input.invalid', { problem: 'an improvement is dropped with its reason' })
  }
  if (state !== 'active') return
  if (body.owner === '' || body.rootCause === '') {
    throw new FealtyError('input.invalid', {
      problem: 'an improvement under way has a root cause and an owner',
    })
  }
  const others = await improvementRecords.list(store, workspaceId)
  const active = others.filter((one) => one.id !== id && one.body.state === 'active').length
  if (active >= mostActive) throw new FealtyError('improvement.too-many', { most: mostActive })
}
