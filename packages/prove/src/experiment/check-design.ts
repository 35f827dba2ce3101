import { addDays, daysBetween, FealtyError } from '@fealty/core'
import type { Experiment } from './contract.ts'

/**
 * Holds a design together before it is kept.
 * @throws FealtyError `experiment.design` with the first thing that does not fit
 */
export function checkDesign(experiment: Experiment): void {
  const problem = findProblem(experiment)
  if (problem !== null) throw new FealtyError('experiment.design', { problem })
}

function findProblem(experiment: Experiment): string | null {
  return findDayProblem(experiment) ?? findFollowProblem(experiment) ?? findArmProblem(experiment)
}

function findDayProblem({ design, assignment, measured, before }: Experiment): string | null {
  for (const { from, to } of [assignment, measured, ...(before ? [before] : [])])
    if (from > to) return `${from} lies after ${to}`
  if (measured.to < assignment.from) return 'outcomes end before anybody is assigned'
  if (before === null)
    return design === 'difference' || design === 'before-after'
      ? 'this design compares with a time before, and none is named'
      : null
  const start = assignment.from < measured.from ? assignment.from : measured.from
  return before.to >= start ? 'the time before reaches into the time after the start' : null
}

/** Each day of enrolment is a question of its own; so many are asked at most. */
const mostDaysOfEnrolment = 92

function findFollowProblem(experiment: Experiment): string | null {
  const { follow, design, assignedBy, assignment, measured, before } = experiment
  if (follow === null) return null
  if (design !== 'randomised' || assignedBy !== 'enrolment')
    return 'only units that another system assigns at random and enrols have a day of their own'
  if (before !== null)
    return 'units that are followed from their own day have no common time before'
  if (daysBetween(assignment.from, assignment.to) >= mostDaysOfEnrolment)
    return `units that are followed are enrolled within ${mostDaysOfEnrolment} days`
  if (measured.from > assignment.from || measured.to < addDays(assignment.to, follow.days - 1))
    return 'the outcomes end before the last unit was followed to its end'
  return null
}

function findArmProblem(experiment: Experiment): string | null {
  const { design, arms, assignedBy, attribute, statement } = experiment
  if (design === 'asserted') return statement === '' ? 'an assertion needs its statement' : null
  if (design === 'before-after')
    return arms.length > 0 ? 'before and after has no arms; choose a design that compares' : null
  if (arms.length < 2) return 'it needs two arms, the first of which gets nothing new'
  if (new Set(arms.map(({ name }) => name.toLowerCase())).size < arms.length)
    return 'two arms have the same name'
  const whole = arms.reduce((sum, { share }) => sum + share, 0)
  if (Math.abs(whole - 1) > 1e-6) return `the shares of the arms add up to ${round(whole)}, not 1`
  if (design === 'difference' && arms.length > 2)
    return 'a comparison of groups over time has two arms'
  if (design === 'difference' && assignedBy === 'hash')
    return 'groups that were drawn by a hash are randomised; choose that design'
  return assignedBy === 'attribute' ? findAttributeProblem(attribute, arms) : null
}

function findAttributeProblem(attribute: string | null, arms: Experiment['arms']): string | null {
  if (attribute === null || attribute === '') return 'it does not name the attribute with the arms'
  if (arms.filter(({ values }) => values.length === 0).length > 1)
    return 'only one arm can take all whom no other arm names'
  const values = arms.flatMap((arm) => arm.values)
  return new Set(values).size < values.length ? 'a value stands in two arms' : null
}

const round = (value: number): string => String(Math.round(value * 1000) / 1000)

/** The parts that may not change once it has begun: all but words. */
export function designOf(experiment: Experiment): string {
  const { name, hypothesis, statement, ...design } = experiment
  return JSON.stringify([
    design,
    experiment.design === 'asserted' ? [name, hypothesis, statement] : null,
  ])
}
