import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRandomSource, drawNormal } from '@fealty/stats'
import type { z } from 'zod'
import { openTestCompany, type TestCompany } from '../test/test-company.ts'
import type { experimentSaveInput, ShownExperiment } from '../experiment/contract.ts'
import type { ExperimentEffect } from './contract.ts'
import { readEffect } from './read-effect.ts'

type Design = z.input<typeof experimentSaveInput>

const size = 1200
const regions = ['North', 'South', 'East', 'Coast']
const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06']

/** North is treated from April on: +8 a month; so is every customer of the pilot from April on: +5. */
function makeRows(seed: number) {
  const random = createRandomSource(seed)
  const customers: string[] = []
  const orders: string[] = []
  const answers: string[] = []
  for (let index = 0; index < size; index += 1) {
    const id = `C${String(index).padStart(5, '0')}`
    const region = regions[index % regions.length]!
    const pilot = random.uniform() < 0.5 ? 'on' : 'off'
    customers.push(`${id},${region},${pilot}`)
    const lasting = 60 + 15 * drawNormal(random)
    months.forEach((month, turn) => {
      const after = turn >= 3
      const lift = (after && pilot === 'on' ? 5 : 0) + (after && region === 'North' ? 8 : 0)
      const amount = Math.max(1, lasting + turn + lift + 6 * drawNormal(random))
      orders.push(`O${index}-${turn},${id},${month}-10 10:00:00,${amount.toFixed(2)}`)
      if (random.uniform() < 0.4) {
        const score = 7.2 + 2 * drawNormal(random) + (after && pilot === 'on' ? 1 : 0)
        const nps = Math.max(0, Math.min(10, Math.round(score)))
        answers.push(`R${index}-${turn},${id},${month}-15 10:00:00,relationship,${nps}`)
      }
    })
  }
  return { customers, orders, answers }
}

async function fill(company: TestCompany, rows: ReturnType<typeof makeRows>): Promise<void> {
  await company.load('customers', 'customer_id,region,pilot', rows.customers)
  await company.load('orders', 'order_id,customer_id,ordered_at,amount', rows.orders)
  await company.load('responses', 'response_id,customer_id,answered_at,survey,nps', rows.answers)
}

const pilot: Design = {
  name: 'Pilot',
  design: 'randomised',
  assignedBy: 'attribute',
  attribute: 'pilot',
  arms: [
    { name: 'control', share: 0.5, values: ['off'] },
    { name: 'opened', share: 0.5, values: ['on'] },
  ],
  metric: 'revenue',
  assignment: { from: '2026-04-01', to: '2026-04-01' },
  measured: { from: '2026-04-01', to: '2026-06-10' },
  before: { from: '2026-01-01', to: '2026-03-31' },
  smallest: 3,
}
const region: Design = {
  ...pilot,
  name: 'Region',
  design: 'difference',
  attribute: 'region',
  arms: [
    { name: 'others', share: 0.75, values: [] },
    { name: 'North', share: 0.25, values: ['North'] },
  ],
}

let company: TestCompany
const rows = makeRows(7)
beforeAll(async () => {
  company = await openTestCompany('2026-07-01')
  await fill(company, rows)
}, 60_000)
afterAll(() => company.close())

async function effectOf(design: Design, today?: string): Promise<ExperimentEffect> {
  const { id } = await company.run<ShownExperiment>('experiments.save', design, today)
  const { effect } = await company.run<{ effect: ExperimentEffect }>('experiments.one', {
    experimentId: id,
  })
  return effect
}
const held = (effect: ExperimentEffect, truth: number) => {
  if (effect.effect.kind !== 'estimate') throw new Error(effect.effect.why)
  expect(effect.effect.low).toBeLessThan(truth)
  expect(effect.effect.high).toBeGreaterThan(truth)
  return effect.effect
}

test('a randomised effect is found, graded A, and sharper for knowing the past', async () => {
  const effect = await effectOf(pilot)
  // Three months of 5 each.
  const { low } = held(effect, 15)
  expect(low).toBeGreaterThan(0)
  expect(effect).toMatchObject({ grade: 'A', verdict: 'real', alwaysValid: false })
  expect(effect.comparisons[0]!.varianceReduction).toBeGreaterThan(0.5)
  expect(effect.sampleRatio?.isMismatch).toBe(false)
  expect(effect.sentence).toMatch(/^Pilot: Revenue up \d/)
  expect(effect.problems.join(' ')).toContain('Written down after it began')
})

test('a score is judged per customer and keeps its three counts; it has no relative effect', async () => {
  const effect = await effectOf({ ...pilot, name: 'Score', metric: 'nps' })
  expect(effect.verdict).toBe('real')
  expect(effect.relative).toBeNull()
  for (const { bands, outcome } of effect.arms) {
    const { detractor, passive, promoter } = bands!
    const answers = detractor! + passive! + promoter!
    if (outcome.kind !== 'estimate') throw new Error(outcome.why)
    expect(outcome.value).toBeCloseTo((100 * (promoter! - detractor!)) / answers, 9)
    expect(outcome.n).toBeLessThan(answers)
  }
})

test('groups over time are graded B when they moved alike before', async () => {
  const effect = await effectOf(region)
  expect(effect.preTrend).toMatchObject({ periods: 3, holds: true })
  expect(effect.grade).toBe('B')
  held(effect, 3 * 8)
  expect(effect.gaps.map(({ after }) => after)).toEqual([false, false, false, true, true])
})

test('without a time before that can be tested the same comparison is only C', async () => {
  const before = { from: '2026-03-01', to: '2026-03-31' }
  const effect = await effectOf({ ...region, name: 'Short past', before })
  expect(effect.grade).toBe('C')
  expect(effect.gradeReason).toContain('One period')
})

test('before and after is C and an assertion D, without a number', async () => {
  const change = await effectOf({ ...pilot, name: 'Change', design: 'before-after', arms: [] })
  expect(change).toMatchObject({ grade: 'C', verdict: 'real' })
  expect(change.sentence).toContain('nothing to say that it is the cause')
  const asserted = await effectOf({
    ...pilot,
    name: 'Claim',
    design: 'asserted',
    arms: [],
    statement: 'Our vendor says that it doubles loyalty.',
  })
  expect(asserted).toMatchObject({ grade: 'D', effect: { kind: 'insufficient' } })
})

test('while it runs, and after it was broken off, the interval allows for looking', async () => {
  const ended = held(await effectOf({ ...pilot, name: 'Fixed' }), 15)
  const long = { ...pilot, name: 'Running', measured: { from: '2026-04-01', to: '2026-12-31' } }
  const running = await effectOf(long)
  expect(running).toMatchObject({ state: 'running', alwaysValid: true })
  const open = held(running, 15)
  expect(open.high - open.low).toBeGreaterThan(ended.high - ended.low)
  expect(running.sentence).toContain('so far')
  await company.run('experiments.stop', {
    experimentId: running.experimentId,
    on: '2026-05-31',
    reason: 'enough seen',
  })
  const stopped = await readEffect(company.call(), running.experimentId)
  expect(stopped).toMatchObject({ state: 'stopped', alwaysValid: true })
  expect(stopped.window.to).toBe('2026-05-31')
})

test('a split that is not as planned proves nothing', async () => {
  const broken = await effectOf({
    ...pilot,
    name: 'Broken',
    arms: [
      { name: 'control', share: 0.3, values: ['off'] },
      { name: 'opened', share: 0.7, values: ['on'] },
    ],
  })
  expect(broken.sampleRatio?.isMismatch).toBe(true)
  expect(broken.grade).toBe('D')
})

test('shuffled rows and a restart give the same bytes', async () => {
  const other = await openTestCompany('2026-07-01')
  try {
    const shuffle = (lines: readonly string[]) =>
      lines
        .map((line, index) => ({ line, at: (index * 7919) % lines.length }))
        .sort((a, b) => a.at - b.at)
        .map(({ line }) => line)
    await fill(other, {
      customers: shuffle(rows.customers),
      orders: shuffle(rows.orders),
      answers: shuffle(rows.answers),
    })
    for (const metric of ['revenue', 'nps'] as const) {
      const design = { ...region, name: `Same ${metric}`, metric }
      const here = await readEffect(company.call(), (await effectOf(design)).experimentId)
      const { id } = await other.run<ShownExperiment>('experiments.save', design)
      const there = await readEffect(other.call(), id)
      const bare = (effect: ExperimentEffect) => ({ ...effect, experimentId: '', snapshotId: '' })
      expect(JSON.stringify(bare(there))).toBe(JSON.stringify(bare(here)))
    }
  } finally {
    await other.close()
  }
}, 60_000)
