import { surveyBodySchema, surveyRecords } from '@fealty/listen'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestWorkspace, viewer, type TestWorkspace } from '../test/open-workspace.ts'
import type { BenchmarkBody, CompareAnswer } from './contract.ts'

let workspace: TestWorkspace
const units = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']

beforeAll(async () => {
  workspace = await openTestWorkspace('2026-07-01')
  // In each unit 100 answers, the first units with more promoters; the rest are passives.
  const answers = units.flatMap((unit, at) =>
    Array.from({ length: 100 }, (_, index) => ({
      ...{ response_id: `${unit}${index}`, customer_id: `c${unit}${index}`, unit },
      ...{ at: '2026-05-10', nps: index < 60 - 5 * at ? 10 : index < 80 ? 8 : 2 },
    })),
  )
  await workspace.load('responses', answers)
})
afterAll(() => workspace.close())

const body: BenchmarkBody = {
  name: 'Industry panel',
  score: 'nps',
  series: 'relationship',
  value: 10,
  n: 2000,
  standardError: null,
  method: 'Online panel, 0 to 10',
  source: 'A trade body',
  date: '2026-01-15',
  kind: 'industry',
}
const save = (change: Partial<BenchmarkBody>) =>
  workspace.run<{ id: string; version: number }>('benchmarks.save', {
    benchmark: { ...body, ...change },
  })
const compare = () => workspace.run<CompareAnswer>('benchmarks.compare', { day: '2026-05-01' })

test('each benchmark is tested, or refused with its reason', async () => {
  await save({})
  await save({ name: 'Exact', value: 22, n: null })
  await save({ name: 'After calls', series: 'transaction' })
  await save({ name: 'Of long ago', date: '2024-01-01' })
  await save({ name: 'Noisy', value: 20, standardError: 10 })
  const { ours, rows } = await compare()
  // Promoters of a unit: 60, 55 … 25, which are 340 of 800; detractors 20 each.
  expect(ours).toMatchObject({ kind: 'estimate', n: 800, value: 22.5 })
  const row = (name: string) => rows.find((each) => each.name === name)!
  const se = Math.hypot(ours.kind === 'estimate' ? ours.se! : 0, 100 * Math.sqrt(0.67 / 2000))
  const panel = row('Industry panel')
  expect(panel).toMatchObject({ comparable: true, change: { verdict: 'real', difference: 12.5 } })
  expect(panel.change.high! - panel.change.low!).toBeCloseTo(2 * 1.959964 * se, 3)
  expect(row('Exact')).toMatchObject({ change: { verdict: 'noise', difference: 0.5 } })
  expect(row('Exact').how).toContain('only our own interval')
  expect(row('Noisy').change.verdict).toBe('noise')
  expect(row('After calls')).toMatchObject({
    comparable: false,
    how: 'Not comparable: it is a transaction score, ours a relationship score.',
    change: { verdict: 'too few' },
  })
  expect(row('Of long ago').how).toBe('Not comparable: it is older than two years.')
})

test('the internal benchmark is the lowest score of the best quarter of units', async () => {
  const { rows } = await compare()
  expect(rows[0]).toMatchObject({ kind: 'internal', value: 35, n: 200, date: '2026-05-10' })
  expect(rows[0]!.name).toBe('Best quarter of 8 units')
})

test('a stale version and a wrong share are refused; a removed one is gone for everybody', async () => {
  const { id } = await save({ name: 'To change' })
  const change = { id, expected: 1, benchmark: { ...body, name: 'Changed' } }
  await workspace.run('benchmarks.save', change)
  await expect(workspace.run('benchmarks.save', change)).rejects.toMatchObject({
    code: 'record.changed',
  })
  await expect(save({ name: 'Wrong', score: 'csat', value: 45 })).rejects.toThrow(/between 0 and 1/)
  await workspace.run('benchmarks.remove', { id })
  const { benchmarks } = await workspace.run<{ benchmarks: { id: string }[] }>(
    'benchmarks.list',
    {},
    viewer,
  )
  expect(benchmarks.some((each) => each.id === id)).toBe(false)
})

test('our score leaves answers to surveys of another series out, and counts those of imports', async () => {
  const own = await openTestWorkspace('2026-07-01')
  try {
    const answers = ['Twice a year', 'After calls', 'Of the old tool'].flatMap((survey, at) =>
      Array.from({ length: 20 }, (_, index) => ({
        ...{ response_id: `${at}-${index}`, customer_id: `c${index}`, survey },
        ...{ at: '2026-05-10', nps: [10, 0, 8][at]! },
      })),
    )
    await own.load('responses', answers)
    const ask = async (series: string) =>
      (await own.run<CompareAnswer>('benchmarks.compare', { day: '2026-05-01', series })).ours
    expect((await ask('relationship')).n).toBe(60)
    for (const [name, series] of [
      ['Twice a year', 'relationship'],
      ['After calls', 'transaction'],
    ] as const) {
      await surveyRecords.save(own.services.store, {
        ...{ workspaceId: 'w1', id: series, author: 'p', at: '2026-06-01T00:00:00.000Z' },
        body: {
          ...{ state: 'open', published: 1 },
          draft: surveyBodySchema.parse({
            ...{ name, series, languages: ['en'] },
            ...(series === 'transaction' ? { touchpoint: 'Call' } : {}),
            questions: [{ id: 'q', kind: 'nps', text: { en: 'Would you recommend us?' } }],
          }),
        },
      })
    }
    expect(await ask('relationship')).toMatchObject({ n: 40, value: 50 })
    expect(await ask('transaction')).toMatchObject({ n: 40, value: -50 })
  } finally {
    await own.close()
  }
})
