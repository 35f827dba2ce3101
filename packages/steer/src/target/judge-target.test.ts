import { addMonths, periodOf, type Measured, type Period } from '@fealty/core'
import { expect, test } from 'vitest'
import { checkSmart } from './check-smart.ts'
import type { Target } from './contract.ts'
import { findWarning } from './find-warning.ts'
import { judgeTarget, trailingEstimates, type TargetFacts } from './judge-target.ts'

const calendar = { fiscalYearStartMonth: 1 }
const wobble = (at: number): number => ((at * 7919) % 13) / 13 - 0.5

function nps(value: number): Measured {
  const [low, high] = [value - 6, value + 6]
  return { kind: 'estimate', value, low, high, se: 3, level: 0.95, n: 300, method: 'test' }
}

const months = (values: readonly number[]): { period: Period; measured: Measured }[] =>
  values.map((value, at) => ({
    period: periodOf(addMonths('2024-10-15', at), 'month', calendar),
    measured: nps(value),
  }))

const target: Target = {
  id: 't',
  name: 'Loyalty',
  kpiId: 'k',
  definitionVersion: 1,
  unitId: null,
  where: [],
  goal: 35,
  direction: 'up',
  grain: 'month',
  deadline: '2026-12-31',
  accountable: 'Head of Care',
  initiativeIds: [],
  reachToCome: 0,
  baseline: { period: 'Sep 2026', measured: nps(30) },
}

const steady = months(Array.from({ length: 24 }, (_, at) => 30 + 6 * wobble(at)))

const facts = (change: Partial<TargetFacts> = {}): TargetFacts => ({
  target,
  unit: 'points',
  definitionVersion: 1,
  isManual: false,
  series: steady,
  change: { verdict: 'noise' },
  isSampledAnew: true,
  effects: [],
  asOf: '2026-09-30',
  today: '2026-11-28',
  calendar,
  ...change,
})
const withGoal = (goal: number, more: Partial<Target> = {}): TargetFacts =>
  facts({ target: { ...target, goal, ...more } })

test('the chance decides: at 0.8 on track, at 0.2 off it, open between', () => {
  expect(judgeTarget(withGoal(15)).status).toBe('on-track')
  expect(judgeTarget(withGoal(50)).status).toBe('off-track')
  expect(judgeTarget(withGoal(30)).status).toBe('open')
  expect(judgeTarget(withGoal(50, { direction: 'down' })).status).toBe('on-track')
})

test('the period that is judged is the last whole one by the deadline', () => {
  const judgement = judgeTarget(facts())
  expect(judgement.ahead.map(({ label }) => label)).toEqual(['Oct 2026', 'Nov 2026', 'Dec 2026'])
  expect(judgement.forecast).toHaveLength(3)
  const early = judgeTarget(withGoal(30, { deadline: '2026-12-30' }))
  expect(early.ahead.at(-1)?.label).toBe('Nov 2026')
})

test('measured effects still to come move the chance, and both are told', () => {
  const helped = judgeTarget({
    ...withGoal(38),
    effects: [{ initiativeId: 'i', value: 8, se: 1 }],
  })
  expect(helped.chance).toBe(helped.chanceWith)
  expect(helped.chance.value).toBeGreaterThan(helped.chanceWithout.value! + 0.3)
})

test('unknown is a status with its reason: old facts, thin values, a changed definition', () => {
  const old = judgeTarget(
    facts({ today: '2027-02-01', target: { ...target, deadline: '2027-06-30' } }),
  )
  expect(old).toMatchObject({ status: 'unknown', chance: { value: null } })
  expect(old.chance.why).toContain('older than two months')
  expect(judgeTarget(facts({ definitionVersion: 2 })).chance.why).toContain('version 1')
  const thin = [...steady.slice(0, -1), { ...steady.at(-1)!, measured: tooFew }]
  expect(judgeTarget(facts({ series: thin }))).toMatchObject({ status: 'unknown' })
  expect(judgeTarget(facts({ series: steady.slice(-4) })).status).toBe('unknown')
  expect(judgeTarget(facts({ series: [] })).status).toBe('unknown')
  expect(judgeTarget(facts({ isManual: true })).status).toBe('manual')
})

const tooFew: Measured = { kind: 'insufficient', n: 2, minimum: 5, why: '2 counted, 5 needed.' }

test('a deadline within the facts is met or missed by its own period', () => {
  expect(judgeTarget(withGoal(20, { deadline: '2026-08-31' })).status).toBe('met')
  expect(judgeTarget(withGoal(60, { deadline: '2026-08-31' })).status).toBe('missed')
  const later = { ...withGoal(20, { deadline: '2026-08-31' }), today: '2029-01-01' }
  expect(judgeTarget(later).status).toBe('met')
})

test('the warning rings when a target is likelier missed, or the level moved the wrong way', () => {
  const estimates = trailingEstimates(steady)
  expect(findWarning({ value: 0.9, why: '' }, estimates, target)).toBeNull()
  expect(findWarning({ value: 0.3, why: '' }, estimates, target)).toContain('missed')
  const fallen = months(
    Array.from({ length: 24 }, (_, at) => 30 + 6 * wobble(at) - (at > 19 ? 18 : 0)),
  )
  const warning = findWarning({ value: 0.9, why: '' }, trailingEstimates(fallen), target)
  expect(warning).toContain('wrong way')
  expect(
    findWarning({ value: 0.9, why: '' }, trailingEstimates(fallen), {
      ...target,
      direction: 'down',
    }),
  ).toBeNull()
})

const checksOf = (given: TargetFacts, serves: string[] = ['How loyal are they?']) => {
  const checks = checkSmart({
    target: given.target,
    isManual: given.isManual,
    metric: 'Net promoter score',
    ...judgeTarget(given),
    serves,
    today: given.today,
  })
  return Object.fromEntries(checks.map(({ check, passed }) => [check, passed]))
}

test('each of the five checks can fail by itself', () => {
  const all = {
    specific: true,
    measurable: true,
    achievable: true,
    relevant: true,
    'time-bound': true,
  }
  // 18 points are wanted: more than the 12 that two months of 300 answers show.
  const wide = { ...target, goal: 33, baseline: { period: 'Sep 2025', measured: nps(15) } }
  expect(checksOf(facts({ target: wide }))).toEqual(all)
  expect(checksOf(facts({ target: wide }), [])).toEqual({ ...all, relevant: false })
  expect(checksOf(facts({ target: { ...wide, goal: 32, baseline: target.baseline } }))).toEqual({
    ...all,
    achievable: false,
  })
  expect(checksOf(facts({ target: { ...wide, goal: 90 } })).achievable).toBe(false)
  expect(checksOf(facts({ target: { ...wide, deadline: '2026-08-31' } }))['time-bound']).toBe(false)
  const manual = checksOf(facts({ target: wide, isManual: true }))
  expect(manual).toMatchObject({ specific: false, measurable: false, achievable: false })
})
