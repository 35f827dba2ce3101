import { addDays, addMonths, rangePeriod, writeDay, type Day, type Period } from '@fealty/core'
import { betaBinomialTail } from '@fealty/stats'
import { keepCadence } from '../review/keep-cadence.ts'
import { cadenceShare, type SeriesReviews } from '../review/measure-cadence.ts'
import type { Target, TargetStatus, ToldChance } from './contract.ts'
import { statusOf, type TargetJudgement } from './judge-target.ts'

/** Fewest reviews that were due: below, nothing says how they are kept. */
const fewestReviews = 5
/** The share is of the twelve months up to the day it is measured on. */
const months = 12

export interface ReviewFacts {
  target: Pick<Target, 'goal' | 'direction' | 'deadline'>
  all: readonly SeriesReviews[]
  today: Day
}

interface Count {
  inTime: number
  due: number
}

/**
 * Judges a target on the share of reviews that are held in time. The share of the deadline's twelve
 * months is made of reviews that are over already and of those to come by their cadence. Each of these
 * is taken to be held in time with the same chance, of which the reviews of the last twelve months tell
 * (Jeffreys' prior): their number is beta-binomial. Pure.
 */
export function judgeReviews(facts: ReviewFacts): TargetJudgement {
  const { target, all, today } = facts
  const base = {
    current: cadenceShare(all, today),
    period: null,
    forecast: [],
    fitted: null,
    chanceWith: null,
  }
  const told = (status: TargetStatus, chance: ToldChance, ahead: Period[]): TargetJudgement => ({
    ...base,
    ...{ status, chance, chanceWithout: chance, ahead },
  })
  if (target.deadline < today) {
    const last = cadenceShare(all, target.deadline)
    if (last.kind === 'insufficient') return told('unknown', { value: null, why: last.why }, [])
    const met = reaches(target, last.value)
    const why = `Decided by the reviews up to ${writeDay(target.deadline, true)}.`
    return told(met ? 'met' : 'missed', { value: met ? 1 : 0, why }, [])
  }
  const ahead = [judgedMonths(target.deadline)]
  const trouble = findTrouble(facts)
  if (trouble !== null) return told('unknown', { value: null, why: trouble }, ahead)
  const chance = chanceOfReviews(facts)
  return told(statusOf(chance.value), chance, ahead)
}

const reaches = ({ goal, direction }: ReviewFacts['target'], share: number): boolean =>
  direction === 'up' ? share >= goal : share <= goal

function judgedMonths(deadline: Day): Period {
  const period = rangePeriod(addDays(addMonths(deadline, -months), 1), addDays(deadline, 1))
  return { ...period, label: `the twelve months up to ${writeDay(deadline, true)}` }
}

function findTrouble({ all, today, target }: ReviewFacts): string | null {
  const { due } = countReviews(all, addMonths(today, -months), today)
  if (due < fewestReviews) {
    return `A forecast needs ${fewestReviews} reviews that were due in twelve months; there ${due === 1 ? 'was' : 'were'} ${due}.`
  }
  const known = countReviews(all, addMonths(target.deadline, -months), today)
  const toCome = countToCome(all, today, target.deadline)
  return known.due + toCome === 0 ? 'No review is due in the twelve months of the deadline.' : null
}

function chanceOfReviews({ target, all, today }: ReviewFacts): { value: number; why: string } {
  const { goal, direction, deadline } = target
  const past = countReviews(all, addMonths(today, -months), today)
  const known = countReviews(all, addMonths(deadline, -months), today)
  const trials = countToCome(all, today, deadline)
  const shape = { trials, a: 0.5 + past.inTime, b: 0.5 + past.due - past.inTime }
  const wanted = goal * (known.due + trials)
  // A share that only rounding keeps from its goal has reached it.
  const value =
    direction === 'up'
      ? betaBinomialTail({ ...shape, atLeast: Math.ceil(wanted - 1e-9) - known.inTime })
      : 1 - betaBinomialTail({ ...shape, atLeast: Math.floor(wanted + 1e-9) + 1 - known.inTime })
  return {
    value,
    why:
      `${past.inTime} of ${past.due} reviews of the last twelve months were held in time; ` +
      `${trials} more are due by the deadline, each taken to be held with the same chance (beta-binomial).`,
  }
}

/** Reviews that were held or missed after one day and up to another. */
function countReviews(all: readonly SeriesReviews[], after: Day, until: Day): Count {
  const counts = all.map(({ series, reviews }) => {
    const within = reviews.filter(({ date }) => date > after && date <= until)
    return keepCadence(series, within, null, until)
  })
  return counts.reduce<Count>(
    ({ inTime, due }, { held, heldInTime, missed }) => ({
      inTime: inTime + heldInTime,
      due: due + held + missed,
    }),
    { inTime: 0, due: 0 },
  )
}

/** Reviews to come: those that have a day, and after the last of them one in each cadence. */
function countToCome(all: readonly SeriesReviews[], today: Day, deadline: Day): number {
  return all.reduce((sum, { series, reviews }) => {
    const planned = reviews.filter(({ date }) => date > today && date <= deadline).length
    const last =
      reviews
        .map(({ date }) => date)
        .sort()
        .at(-1) ?? today
    let more = 0
    for (let day = last; day <= deadline; day = addDays(day, series.cadenceDays))
      if (day > today && day > last) more += 1
    return sum + planned + more
  }, 0)
}
