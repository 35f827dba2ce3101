import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { openTestCompany, type TestCompany } from '../test/test-company.ts'
import { checkDesign } from './check-design.ts'
import { experimentSchema, type experimentSaveInput, type ShownExperiment } from './contract.ts'

type Design = z.input<typeof experimentSaveInput>
const holdout: Design = {
  name: 'Holdout',
  design: 'randomised',
  arms: [
    { name: 'holdout', share: 0.2 },
    { name: 'treated', share: 0.8 },
  ],
  metric: 'nps',
  assignment: { from: '2026-08-01', to: '2026-12-31' },
  measured: { from: '2026-08-01', to: '2026-12-31' },
}

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany('2026-07-01')
  const ids = Array.from({ length: 200 }, (_, index) => `C${index}`)
  await company.load(
    'customers',
    'customer_id,region',
    ids.map((id) => `${id},North`),
  )
  await company.load(
    'responses',
    'response_id,customer_id,answered_at,nps',
    ids.map((id, index) => `R${index},${id},2026-06-${10 + (index % 20)} 10:00:00,${index % 11}`),
  )
}, 60_000)
afterAll(() => company.close())

const save = (design: object, today?: string) =>
  company.run<ShownExperiment>('experiments.save', design, today)

test('contradictions are named before anything is kept', () => {
  const problemOf = (change: Partial<Design>) => {
    try {
      checkDesign(experimentSchema.parse({ ...holdout, ...change }))
      return 'none'
    } catch (error) {
      return (error as Error).message
    }
  }
  expect(problemOf({})).toBe('none')
  expect(problemOf({ arms: [{ name: 'a', share: 1 }] })).toContain('two arms')
  expect(
    problemOf({
      arms: [
        { name: 'a', share: 0.5 },
        { name: 'A', share: 0.5 },
      ],
    }),
  ).toContain('same name')
  expect(
    problemOf({
      arms: [
        { name: 'a', share: 0.5 },
        { name: 'b', share: 0.4 },
      ],
    }),
  ).toContain('0.9')
  expect(problemOf({ before: { from: '2026-07-01', to: '2026-08-01' } })).toContain('reaches into')
  expect(problemOf({ design: 'before-after', arms: [] })).toContain('none is named')
  expect(problemOf({ design: 'asserted' })).toContain('statement')
  expect(problemOf({ assignedBy: 'attribute' })).toContain('attribute')
  expect(problemOf({ measured: { from: '2026-02-01', to: '2026-01-01' } })).toContain('lies after')
})

test('once it has begun its design is fixed, its words are not', async () => {
  const { id, state } = await save({ ...holdout, name: 'Fixed' })
  expect(state).toBe('planned')
  await save({ ...holdout, id, name: 'Fixed', metric: 'csat' })
  const later = '2026-08-02'
  await expect(save({ ...holdout, id, name: 'Fixed', metric: 'nps' }, later)).rejects.toMatchObject(
    { code: 'experiment.started' },
  )
  const reworded = { ...holdout, id, name: 'Fixed', metric: 'csat', hypothesis: 'It helps.' }
  expect(await save(reworded, later)).toMatchObject({ version: 3, hypothesis: 'It helps.' })
})

test('arms by hash are told for any id, and exposure is held to them', async () => {
  const { id: experimentId } = await save({ ...holdout, name: 'Hash' })
  const { units, next } = await company.run<{
    units: { id: string; arm: string }[]
    next: string | null
  }>('experiments.assignments', { experimentId, limit: 150 })
  expect(units).toHaveLength(150)
  const rest = await company.run<{ units: { id: string; arm: string }[]; next: null }>(
    'experiments.assignments',
    { experimentId, after: next!, limit: 150 },
  )
  const all = [...units, ...rest.units]
  expect(all).toHaveLength(200)
  expect(rest.next).toBeNull()
  const held = all.filter(({ arm }) => arm === 'holdout').length
  expect(held).toBeGreaterThan(20)
  expect(held).toBeLessThan(60)
  const asked = await company.run<{ units: { id: string; arm: string }[] }>(
    'experiments.assignments',
    { experimentId, ids: ['C7', 'new customer'] },
  )
  expect(asked.units[0]).toEqual(all.find(({ id }) => id === 'C7'))
  expect(['holdout', 'treated']).toContain(asked.units[1]!.arm)
  const wrong = asked.units[0]!.arm === 'holdout' ? 'treated' : 'holdout'
  await expect(
    company.run('experiments.enrol', { experimentId, units: [{ id: 'C7', arm: wrong }] }),
  ).rejects.toMatchObject({ code: 'experiment.arm-conflict' })
})

test('another system enrols, may send again, and cannot move anybody', async () => {
  const { id: experimentId } = await save({ ...holdout, name: 'Outside', assignedBy: 'enrolment' })
  const enrol = (units: { id: string; arm: string }[]) =>
    company.run('experiments.enrol', { experimentId, units })
  const first = [
    { id: 'C1', arm: 'treated' },
    { id: 'C2', arm: 'holdout' },
  ]
  expect(await enrol(first)).toEqual({ added: 2, known: 0 })
  expect(await enrol([...first, { id: 'C3', arm: 'treated' }])).toEqual({ added: 1, known: 2 })
  await expect(
    enrol([
      { id: 'C1', arm: 'holdout' },
      { id: 'C9', arm: 'treated' },
    ]),
  ).rejects.toMatchObject({ code: 'experiment.arm-conflict' })
  await expect(enrol([{ id: 'C1', arm: 'other' }])).rejects.toMatchObject({
    code: 'experiment.design',
  })
  const { units } = await company.run<{ units: { id: string; arm: string | null }[] }>(
    'experiments.assignments',
    { experimentId, ids: ['C1', 'C9'] },
  )
  expect(units).toEqual([
    { id: 'C1', arm: 'treated' },
    { id: 'C9', arm: null },
  ])
})

test('a plan says what could be seen, from the answers there are', async () => {
  const plan = await company.run<Record<string, number>>('experiments.plan', {
    metric: 'nps',
    days: 30,
    smallest: 10,
  })
  expect(plan).toMatchObject({ units: 200, isEnough: false })
  // About (1.96 + .84) × 2 × 83 / √200 for halves of 200 scores spread over 0 to 10.
  expect(plan.detectable).toBeGreaterThan(20)
  expect(plan.detectable).toBeLessThan(45)
  expect(plan.needed).toBeGreaterThan(1000)
})
