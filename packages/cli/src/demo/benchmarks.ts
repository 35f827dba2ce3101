import type { Filler } from './filler.ts'

/** Made up like the company: no real panel stands behind them. */
const source = 'Northline demo'

const benchmarks = [
  {
    ...{ name: 'Telecom panel (made up)', kind: 'industry' },
    ...{ series: 'relationship', value: 18, n: 2400, date: '2026-05-15' },
    method: 'Online panel of telecom customers, 0 to 10, unweighted',
  },
  {
    ...{ name: 'Best provider of the panel (made up)', kind: 'industry' },
    ...{ series: 'relationship', value: 41, n: 310, date: '2026-05-15' },
    method: 'Online panel of telecom customers, 0 to 10, unweighted',
  },
  {
    ...{ name: 'Our baseline study', kind: 'own' },
    ...{ series: 'relationship', value: 31, n: null, date: '2025-03-31' },
    method: 'Relationship survey by telephone, n not kept',
  },
  {
    ...{ name: 'After service calls (made up)', kind: 'industry' },
    ...{ series: 'transaction', value: 52, n: 5200, date: '2026-02-28' },
    method: 'Asked within a day after a call, 0 to 10',
  },
  {
    ...{ name: 'Telecom panel of 2023 (made up)', kind: 'industry' },
    ...{ series: 'relationship', value: 22, n: 1800, date: '2023-06-30' },
    method: 'Online panel of telecom customers, 0 to 10, unweighted',
  },
]

export const benchmarksFiller: Filler = {
  what: 'Writing benchmarks down',
  async fill(run) {
    for (const benchmark of benchmarks)
      await run('benchmarks.save', { benchmark: { ...benchmark, score: 'nps', source } })
  },
}
