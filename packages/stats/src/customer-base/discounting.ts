import { requireFinite, requirePositive } from '../domain/require.ts'

/** A yearly rate and the unit of time of the model. */
export interface Discounting {
  /** Per year, as a fraction: .1 for 10 %. May be 0. */
  yearlyRate: number
  /** How many of the model's units of time make a year: 365.25 for days, 365.25 / 7 for weeks. */
  unitsPerYear: number
}

/**
 * The continuous rate per unit of time: ln(1 + yearly rate) / units per year.
 *
 * @throws RangeError on a rate of −1 or below
 */
export function continuousDiscount({ yearlyRate, unitsPerYear }: Discounting): number {
  if (!(requireFinite('yearlyRate', yearlyRate) > -1))
    throw new RangeError(`yearlyRate must be above -1, got ${yearlyRate}`)
  return Math.log1p(yearlyRate) / requirePositive('unitsPerYear', unitsPerYear)
}

/**
 * Present value of amounts paid at the end of period 0, 1, 2, …; period 0 is now.
 *
 * @param ratePerPeriod as a fraction, above −1
 * @returns in the unit of the amounts
 * @throws RangeError on an amount that is not finite
 */
export function presentValue(amounts: readonly number[], ratePerPeriod: number): number {
  if (!(requireFinite('ratePerPeriod', ratePerPeriod) > -1))
    throw new RangeError(`ratePerPeriod must be above -1, got ${ratePerPeriod}`)
  // Horner from the last period keeps the powers small.
  let value = 0
  for (let period = amounts.length - 1; period >= 0; period -= 1)
    value = requireFinite(`amounts[${period}]`, amounts[period]!) + value / (1 + ratePerPeriod)
  return value
}
