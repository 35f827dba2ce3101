import type { Filler } from './filler.ts'

/** What may be steered by the customer; network costs follow use and are not. */
const kinds = ['service', 'contact', 'acquisition', 'retention-discount']

const lastYear = {
  id: 'spend-2026',
  name: 'Spend by band, 2026',
  from: '2026-01-01',
  to: '2026-12-31',
  owner: 'Finance lead',
  kinds,
  amounts: [
    { band: 'creators', amount: 700_000 },
    { band: 'steady', amount: 350_000 },
    { band: 'marginal', amount: 300_000 },
    { band: 'destroyers', amount: 60_000 },
    { band: 'new', amount: 400_000 },
  ],
  reserve: 60_000,
  initiatives: [{ initiativeId: 'open-portal', band: 'creators' }],
  expected: 0,
}

const nextYear = {
  ...lastYear,
  id: 'spend-2027',
  name: 'Spend by band, 2027',
  from: '2027-01-01',
  to: '2027-12-31',
  initiatives: [],
}

/** Plans of spend by value band: the running one, changed once, and the next. */
export const allocationFiller: Filler = {
  what: 'Planning spend by value band',
  async fill(run, now) {
    const planned = new Date(Date.UTC(2025, 11, 8, 9))
    await run('allocation.save', lastYear, planned < now ? planned : undefined)
    await run('allocation.save', {
      ...lastYear,
      expected: 1,
      reserve: 20_000,
      amounts: lastYear.amounts.map((one) =>
        one.band === 'steady' ? { ...one, amount: one.amount + 40_000 } : one,
      ),
      reason: 'Repair crews for those who stay without being asked',
    })
    await run('allocation.save', nextYear)
  },
}
