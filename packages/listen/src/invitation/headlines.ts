import { isEstimate, writeDay } from '@fealty/core'
import type { z } from 'zod'
import { addEnded } from './response-rate.ts'
import type { heardOutput, plansOutput, rehearseOutput } from './operation-contract.ts'

type ShownPlan = z.input<typeof plansOutput>['plans'][number]
type HeardClass = z.input<typeof heardOutput>['classes'][number]
type RehearsedPlan = z.input<typeof rehearseOutput>['plans'][number]

const count = (number: number, one: string, many: string): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`
const percent = (share: number): string => `${Math.round(share * 100)} %`

/** What runs, how many were asked, and how many of them answered. */
export function tellPlans(plans: readonly ShownPlan[]): string {
  if (plans.length === 0) return 'Nobody is invited yet.'
  const on = plans.filter(({ state }) => state === 'on')
  const running =
    on.length === 0 ? 'No plan is running' : count(on.length, 'plan runs', 'plans run')
  const sent = plans.reduce(
    (sum, { counts }) => sum + counts.sent + counts.answered + counts.expired,
    0,
  )
  if (sent === 0) return `${running}; nobody has been asked yet.`
  const asked = count(sent, 'customer was asked', 'customers were asked')
  const known = plans.flatMap(({ responseRate, ended }) =>
    isEstimate(responseRate) ? [{ ended, answered: responseRate.value * ended }] : [],
  )
  if (known.length === 0) return `${running}; ${asked}, too few have had their time to answer.`
  const { ended, answered } = addEnded(known)
  return `${running}; ${asked}, and ${percent(answered / ended)} of those whose time is over answered.`
}

/** The largest class that buys and is not heard. */
export function tellHeard(classes: readonly HeardClass[]): string {
  const buying = classes.filter(({ customers }) => customers > 0)
  if (buying.length === 0) return 'No customers are loaded yet.'
  const unheard = buying.filter(({ heard }) => heard !== 'heard')
  if (unheard.length === 0) return 'Every class of customers that buys is heard.'
  const share = unheard.reduce((sum, { revenueShare }) => sum + (revenueShare ?? 0), 0)
  const [largest] = [...unheard].sort((a, b) => (b.revenueShare ?? 0) - (a.revenueShare ?? 0))
  const money =
    share > 0 ? ` and bring ${share < 0.01 ? 'under 1 %' : percent(share)} of the revenue` : ''
  const how = largest!.heard === 'never' ? 'were never asked' : 'were hardly asked'
  const { name, customers } = largest!
  return unheard.length === 1
    ? `${count(customers, 'customer', 'customers')} of “${name}” buy${money}, and ${how} in twelve months.`
    : `${unheard.length} classes buy${money} and are not heard; the largest is “${name}”.`
}

/** What a month would bring, and what stands in its way. */
export function tellRehearsal(plans: readonly RehearsedPlan[], to: string): string {
  if (plans.length === 0) return 'There is no plan to rehearse.'
  const sent = plans.reduce((sum, plan) => sum + plan.sent, 0)
  const until = writeDay(to)
  if (sent === 0) return `Nobody would be asked until ${until}.`
  const short = plans.flatMap(({ strata }) =>
    strata.filter(
      ({ wanted, expected }) => wanted !== null && isEstimate(expected) && expected.high < wanted,
    ),
  )
  const asked = `${count(sent, 'customer', 'customers')} would be asked until ${until}`
  if (short.length === 0) return `${asked}.`
  const [first] = short
  const name = first!.stratum === '' ? 'the plan' : `“${first!.stratum}”`
  // A turn may go on after these days, or have begun before them.
  return short.length === 1
    ? `${asked}. These days alone bring ${name} less than the ${first!.wanted} answers a turn wants.`
    : `${asked}. These days alone bring ${short.length} classes less than the answers a turn wants.`
}
