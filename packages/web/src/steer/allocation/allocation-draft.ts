import type { Allocation, Commands } from '../../api/contracts.ts'
import { readAmount } from '../../prove/initiatives/initiative-draft.ts'

type Saved = Commands['allocation.save']['input']
export type Band = Saved['amounts'][number]['band']

/** In their order; `new` are those who come after the first day. */
export const bandNames = [
  'creators',
  'steady',
  'marginal',
  'destroyers',
  'inactive',
  'new',
] as const satisfies readonly Band[]

/** A plan of spend as its form holds it: texts, as people type them. */
export interface AllocationDraft {
  name: string
  owner: string
  from: string
  to: string
  amounts: Readonly<Record<Band, string>>
  reserve: string
  kinds: readonly string[]
  /** The measure that stands beside the money. */
  metric: NonNullable<Saved['metric']>
  /** The band of an initiative by its id; the empty text where it has none. */
  initiatives: Readonly<Record<string, string>>
  reason: string
}

const noAmounts: AllocationDraft['amounts'] = {
  creators: '',
  steady: '',
  marginal: '',
  destroyers: '',
  inactive: '',
  new: '',
}

/** The form of a plan that is changed, or of a new one with all kinds of cost. */
export function draftOf(plan: Allocation['plan'], kinds: readonly string[]): AllocationDraft {
  const amounts = plan?.amounts.map(({ band, amount }) => [band, String(amount)]) ?? []
  return {
    name: plan?.name ?? '',
    owner: plan?.owner ?? '',
    from: plan?.from ?? '',
    to: plan?.to ?? '',
    amounts: { ...noAmounts, ...(Object.fromEntries(amounts) as Partial<typeof noAmounts>) },
    reserve: plan ? String(plan.reserve) : '',
    metric: plan?.metric ?? 'nps',
    kinds: plan && plan.kinds.length > 0 ? plan.kinds : kinds,
    initiatives: Object.fromEntries(
      plan?.initiatives.map(({ initiativeId, band }) => [initiativeId, band]) ?? [],
    ),
    reason: '',
  }
}

/** What is saved; null while something is missing or no number. */
export function buildAllocation(
  draft: AllocationDraft,
  plan: Allocation['plan'],
  allKinds: readonly string[],
): Saved | null {
  const given = bandNames.filter((band) => draft.amounts[band].trim() !== '')
  const amounts = given.map((band) => ({ band, amount: readAmount(draft.amounts[band]) }))
  const reserve = draft.reserve.trim() === '' ? 0 : readAmount(draft.reserve)
  if (draft.name.trim() === '' || draft.owner.trim() === '' || reserve === null) return null
  if (draft.from === '' || draft.to === '' || draft.to < draft.from) return null
  if (amounts.length === 0 || draft.kinds.length === 0) return null
  const known = amounts.flatMap(({ band, amount }) => (amount === null ? [] : [{ band, amount }]))
  if (known.length < amounts.length) return null
  const isAll = allKinds.every((kind) => draft.kinds.includes(kind))
  return {
    ...(plan ? { id: plan.id, expected: plan.version } : {}),
    metric: draft.metric,
    name: draft.name,
    owner: draft.owner,
    from: draft.from,
    to: draft.to,
    amounts: known,
    reserve,
    kinds: isAll ? [] : [...draft.kinds],
    initiatives: Object.entries(draft.initiatives).flatMap(([initiativeId, band]) =>
      band === '' ? [] : [{ initiativeId, band: band as Band }],
    ),
    ...(draft.reason.trim() === '' ? {} : { reason: draft.reason }),
  }
}
