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
 * A/A: one company in which nothing was done, parted into halves by a new salt for each initiative,
 * through the whole way from facts over effects to booked money.
 */
export async function simulateNothing(seeds: number): Promise<NothingDone> {
  const company = await openTestCompany({ seed: 5, customers: 600 })
  try {
    for (let seed = 1; seed <= seeds; seed += 1) {
      await addSplit(company.call, seed)
      await addInitiative(company.call, seed)
    }
    const booked = (await showOwnInitiatives(company.call)).map((one) => one.booked)
    return {
      initiatives: booked.length,
      bookedBenefit: booked.filter((money) => money > 0).length,
      bookedLoss: booked.filter((money) => money < 0).length,
    }
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
      smallest: 3,
      statement: '',
      salt: `seed-${seed}`,
      registeredOn: '2026-03-01',
      stopped: null,
    },
  })
}

/** Kept without the operation: it would refuse the second claim on the same customers. */
async function addInitiative({ services }: Call<SteerServices>, seed: number): Promise<void> {
  const plan = { discountRate: 0.1, costs: flat(months, 100), benefits: flat(months, 1000) }
  const unitValue = { low: 1, likely: 1, high: 1, why: 'revenue is money' }
  const { author, at } = made
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
      window: { from: '2026-04-01', to: '2026-06-30' },
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
      plans: [{ number: 1, plan, author, at, reason: 'first plan' }],
      approvals: [{ metric: 'revenue', author, at }],
      stopped: null,
    },
  })
}
