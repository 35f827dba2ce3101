import type { Call } from '@fealty/core'
import { experiments } from '@fealty/prove'
import type { SteerServices } from '../../services.ts'
import { initiatives } from '../initiatives.ts'
import { showOwnInitiatives } from '../read-initiatives.ts'
import { openTestCompany } from './test-company.ts'

/** How often initiatives that did nothing booked a benefit, a loss, or nothing. */
export interface NothingDone {
  initiatives: number
  bookedBenefit: number
  bookedLoss: number
}

const flat = (months: readonly string[], amount: number) =>
  months.map((month) => ({ month, low: amount / 2, likely: amount, high: amount * 1.5 }))
const months = ['2026-04', '2026-05', '2026-06']

/**
 * A/A: a company for each seed, with customers, orders and a split of its own, in which nothing was
 * done; through the whole way from imported facts over the effect to the money that an initiative books.
 * @param first the first seed; the others follow it
 */
export async function simulateNothing(seeds: number, first = 1): Promise<NothingDone> {
  const found = { initiatives: 0, bookedBenefit: 0, bookedLoss: 0 }
  for (let seed = first; seed < first + seeds; seed += 1) {
    const booked = await bookNothing(seed)
    found.initiatives += 1
    if (booked > 0) found.bookedBenefit += 1
    if (booked < 0) found.bookedLoss += 1
  }
  return found
}

/** What the initiative of one company books. */
async function bookNothing(seed: number): Promise<number> {
  const company = await openTestCompany({ seed, customers: 600 })
  try {
    await addSplit(company.call, seed)
    await addInitiative(company.call, seed)
    const [initiative] = await showOwnInitiatives(company.call)
    return initiative!.booked
  } finally {
    await company.close()
  }
}

const made = { workspaceId: 'w1', author: 'p1', at: '2026-03-01T00:00:00.000Z', expected: 0 }
const idOf = (seed: number): string => `split-${seed}`

async function addSplit({ services }: Call<SteerServices>, seed: number): Promise<void> {
  const halves = ['control', 'treated'].map((name) => ({ name, share: 0.5, values: [] }))
  await experiments.save(services.store, {
    ...made,
    id: idOf(seed),
    body: {
      name: idOf(seed),
      hypothesis: '',
      design: 'randomised',
      population: [],
      unit: 'customer',
      assignedBy: 'hash',
      attribute: null,
      arms: halves,
      metric: 'revenue',
      metricWhere: [],
      assignment: { from: '2026-04-01', to: '2026-04-01' },
      measured: { from: '2026-04-01', to: '2026-06-10' },
      before: { from: '2026-01-01', to: '2026-03-31' },
      follow: null,
      smallest: 3,
      statement: '',
      salt: `seed-${seed}`,
      registeredOn: '2026-03-01',
      stopped: null,
    },
  })
}

/** Kept without the operation, whose ids and salts are drawn anew each time. */
async function addInitiative({ services }: Call<SteerServices>, seed: number): Promise<void> {
  const plan = { discountRate: 0.1, costs: flat(months, 100), benefits: flat(months, 1000) }
  const unitValue = { low: 1, likely: 1, high: 1, why: 'revenue is money' }
  const { author, at } = made
  const window = { from: '2026-04-01', to: '2026-06-30' }
  await initiatives.save(services.store, {
    ...made,
    id: idOf(seed),
    body: {
      name: idOf(seed),
      aim: '',
      intendedImpact: '',
      sourceOfValue: '',
      leverId: 'retain-longer',
      leverFit: '',
      unitId: null,
      owner: 'Nobody',
      accountable: 'Nobody',
      technology: false,
      strategyId: null,
      objectiveId: null,
      targetIds: [],
      window,
      milestones: [],
      resources: [],
      metrics: ['revenue'],
      claims: [
        {
          experimentId: idOf(seed),
          share: 1,
          valuation: { volume: { kind: 'treated' }, unitValue },
        },
      ],
      plans: [{ number: 1, plan, window, author, at, reason: 'first plan' }],
      approvals: [{ metric: 'revenue', author, at }],
      stopped: null,
    },
  })
}
