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

test('without a time before nothing is taken off, and the effect is that of the arms alone', async () => {
  const effect = await effectOf({ ...pilot, name: 'No past', before: null })
  held(effect, 15)
  expect(effect.comparisons[0]!.varianceReduction).toBeNull()
  expect(effect.balance).toBeNull()
})

/** Units whose number leaves this rest of 3 are enrolled on this day; the last are followed too short. */
const enrolledOn = ['2026-04-03', '2026-05-07', '2026-06-12'] as const
const followed: Design = {
  ...pilot,
  name: 'Followed',
  assignedBy: 'enrolment',
  attribute: null,
  assignment: { from: '2026-04-01', to: '2026-06-20' },
  measured: { from: '2026-04-01', to: '2026-07-31' },
  before: null,
  follow: { days: 40 },
}

/** Enrols everybody in the arm of the pilot, on three days. */
async function enrolAll(experimentId: string): Promise<void> {
  const { services } = company
  const { now } = services
  try {
    for (const [turn, day] of enrolledOn.entries()) {
      services.now = () => new Date(`${day}T09:00:00Z`)
      const units = rows.customers.flatMap((line, index) => {
        const [id, , on] = line.split(',')
        return index % 3 === turn ? [{ id, arm: on === 'on' ? 'opened' : 'control' }] : []
      })
      await company.run('experiments.enrol', { experimentId, units })
    }
  } finally {
    services.now = now
  }
}

/** Mean revenue of each arm over the days from enrolment on, from the raw rows. */
function meansByHand(days: number): Record<string, number> {
  const sums: Record<string, { n: number; y: number }> = {}
  const armOf = new Map(
    rows.customers.map((line, index) => {
      const [id, , on] = line.split(',')
      return [id!, { arm: on === 'on' ? 'opened' : 'control', turn: index % 3 }] as const
    }),
  )
  for (const { arm, turn } of armOf.values()) {
    if (turn < 2) sums[arm] = { n: (sums[arm]?.n ?? 0) + 1, y: 0 }
  }
  for (const line of rows.orders) {
    const [, id, moment, amount] = line.split(',')
    const { arm, turn } = armOf.get(id!)!
    if (turn === 2) continue
    const distance = (Date.parse(moment!.slice(0, 10)) - Date.parse(enrolledOn[turn]!)) / 86_400_000
    if (distance >= 0 && distance < days) sums[arm]!.y += Number(amount)
  }
  return Object.fromEntries(Object.entries(sums).map(([arm, { n, y }]) => [arm, y / n]))
}

test('each unit is followed from the day of its enrolment; who is not at its end waits', async () => {
  const { id: experimentId } = await company.run<ShownExperiment>('experiments.save', followed)
  await enrolAll(experimentId)
  const { effect } = await company.run<{ effect: ExperimentEffect }>('experiments.one', {
    experimentId,
  })
  const { opened, control } = meansByHand(40)
  expect(effect.effect).toMatchObject({ kind: 'estimate' })
  if (effect.effect.kind === 'estimate')
    expect(effect.effect.value).toBeCloseTo(opened! - control!, 6)
  expect(effect.arms.reduce((sum, { units }) => sum + units, 0)).toBe((size / 3) * 2)
  expect(effect.problems.join(' ')).toContain(`${size / 3} units are not followed for 40 days yet`)
  expect(effect.comparisons[0]!.varianceReduction).toBeNull()
})

test('the days before the own enrolment sharpen it', async () => {
  const sharp = { ...followed, name: 'Followed with past', follow: { days: 40, before: 60 } }
  const { id: experimentId } = await company.run<ShownExperiment>('experiments.save', sharp)
  await enrolAll(experimentId)
  const { effect } = await readAll(experimentId)
  expect(effect.comparisons[0]!.varianceReduction).toBeGreaterThan(0.3)
  expect(effect.balance).not.toBeNull()
})

const readAll = (experimentId: string) =>
  company.run<{ effect: ExperimentEffect }>('experiments.one', { experimentId })

test.each([
  [{ assignedBy: 'hash' as const }, 'have a day of their own'],
  [{ before: { from: '2026-01-01', to: '2026-03-31' } }, 'no common time before'],
  [{ assignment: { from: '2026-04-01', to: '2026-07-31' } }, 'within 92 days'],
  [{ measured: { from: '2026-04-01', to: '2026-07-20' } }, 'before the last unit was followed'],
])('a follow-up that cannot be is refused: %o', async (part, problem) => {
  await expect(
    company.run('experiments.save', { ...followed, name: 'Refused', ...part }),
  ).rejects.toThrow(problem)
})
