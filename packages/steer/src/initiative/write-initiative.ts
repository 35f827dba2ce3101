import { formatMoney } from '@fealty/charts'
import { writeDay, writeCount } from '@fealty/core'
import type { ShownInitiative } from './contract.ts'

type Written = Omit<ShownInitiative, 'sentence'>

/** Money as a person reads it in a sentence: three figures are enough. */
export function writeMoney(value: number, currency: string): string {
  const size = Math.abs(value)
  const rounded = size >= 1000 ? Number(size.toPrecision(3)) : Math.round(size)
  return formatMoney(value < 0 ? -rounded : rounded, currency)
}

/** What an initiative has earned, how sure that is, and once its days are over whether that was its plan. */
export function writeInitiative(one: Written): string {
  return [writeEarned(one), writeEnd(one)].filter((sentence) => sentence !== '').join(' ')
}

/** An initiative is judged at its end (R113), once the facts reach it. */
function writeEnd({ state, window, asOf, booked, plannedTotal }: Written): string {
  if (state !== 'ended') return ''
  if (asOf < window.to) {
    return `Its days are over; the facts end before them, on ${writeDay(asOf, true)}.`
  }
  return `Its days are over: the plan was ${booked >= plannedTotal ? 'reached' : 'missed'}.`
}

function writeEarned(one: Written): string {
  const money = (value: number): string => writeMoney(value, one.currency)
  const due = one.plannedToDate > 0 ? ` of ${money(one.plannedToDate)} due` : ''
  if (one.state === 'draft') return 'Its metrics are not approved yet, so no money may be spent.'
  if (one.claimed.length === 0 || one.grade === 'D')
    return `Nothing is proven${due === '' ? '' : `:${due.replace(' of', '')}, nothing booked`}. Grade D books nothing.`
  if (one.booked !== 0) {
    const range =
      one.proven.kind === 'estimate'
        ? ` (${money(one.proven.low)} to ${money(one.proven.high)})`
        : ''
    const verb = one.booked < 0 ? 'Cost' : 'Earned'
    return `${verb} ${money(Math.abs(one.booked))}${range}${due}, grade ${one.grade}.`
  }
  if (one.realised.kind === 'insufficient') return `Too few to tell what it earned${due}.`
  return `Nothing beyond noise so far${due}, grade ${one.grade}.`
}

/** The finding over all initiatives. */
export function writeHeadline(all: readonly Written[], currency: string): string {
  if (all.length === 0) return 'No initiative is written down yet.'
  const booked = all.reduce((sum, one) => sum + one.booked, 0)
  const due = all.reduce((sum, one) => sum + one.plannedToDate, 0)
  const open = all.filter(({ correctionOpen }) => correctionOpen)
  const earned =
    booked === 0
      ? 'No initiative has proven any benefit yet'
      : `${all.length === 1 ? 'The initiative has' : `${writeCount(all.length)} initiatives have`} proven ${writeMoney(booked, currency)} of ${writeMoney(due, currency)} due`
  const [first] = open
  if (first === undefined) return `${earned}.`
  if (open.length === 1) return `${earned}; “${first.name}” is off its plan.`
  return `${earned}; ${writeCount(open.length).toLowerCase()} are off their plans.`
}
