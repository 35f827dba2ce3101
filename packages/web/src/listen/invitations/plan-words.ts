import { formatCount, formatMeasured } from '@fealty/charts'
import type { Answer, InvitationPlan } from '../../api/contracts.ts'

const events = {
  'interaction-closed': 'a contact',
  'order-delivered': 'an order',
  renewal: 'a renewal',
} as const

const turns = { month: 'each month', quarter: 'each quarter', year: 'each year' } as const

/** When a plan asks, in words. */
export function writeMode({ mode }: Pick<InvitationPlan, 'mode'>): string {
  switch (mode.kind) {
    case 'once':
      return `once, from ${mode.day}`
    case 'scheduled':
      return `${turns[mode.every]}, at once`
    case 'always-on':
      return `always on, spread over ${turns[mode.every]}`
    case 'event': {
      const where = mode.touchpoint === undefined ? '' : ` at “${mode.touchpoint}”`
      const { days } = mode
      if (mode.event === 'renewal') return `${days} days before a renewal`
      const after = days === 0 ? 'after' : `${days} ${days === 1 ? 'day' : 'days'} after`
      return `${after} ${events[mode.event]}${where}`
    }
  }
}

/** Whom a plan asks, in words. */
export function writeWhom({ where, cut, wanted }: InvitationPlan): string {
  const whom = where.length === 0 ? 'all customers' : where.join(' and ')
  if (wanted === undefined) return whom
  const each = cut === undefined ? '' : ` in each ${cut.replaceAll('_', ' ')}`
  return `${whom}; ${formatCount(wanted)} answers${each}`
}

/** What a rule of the contact budget did, in words. */
export const ruleWords: Record<string, string> = {
  erased: 'asked to be forgotten',
  unreachable: 'no mail address',
  bounced: 'mail came back',
  stopped: 'wants nothing more',
  'no-consent': 'has not agreed',
  away: 'is away',
  'closed-hours': 'outside the hours',
  person: 'the customer’s budget is used up',
  account: 'the account’s budget is used up',
  workspace: 'the company’s budget is used up',
  reserved: 'kept for a rarer survey',
}

/** How many of those asked have answered, whether that has changed, and who answers least. */
export function planHeadline({
  plan: { state, counts, responseRate, ended },
  strata,
  drift,
}: Pick<Answer<'invitations.plan'>, 'plan' | 'strata' | 'drift'>): string {
  const asked = counts.sent + counts.answered + counts.expired + counts.bounced
  if (asked === 0) {
    return state === 'on' ? 'Nobody has been asked yet.' : 'Off: nobody is asked by this plan.'
  }
  if (responseRate.kind === 'insufficient') {
    return `${formatCount(asked)} customers were asked; the time of ${formatCount(ended)} is over, too few for a response rate.`
  }
  const rate = formatMeasured(responseRate, { unit: 'share' })
  const sentences = [`${rate} of the ${formatCount(ended)} whose time is over answered.`]
  if (drift.verdict === 'real') {
    const way = (drift.difference ?? 0) < 0 ? 'Fewer' : 'More'
    sentences.push(`${way} answer in the newest month than before.`)
  } else if (drift.verdict === 'noise') sentences.push('The newest month answers as those before.')
  const least = strata
    .flatMap((one) => (one.responseRate.kind === 'estimate' ? [one.responseRate] : []))
    .sort((one, other) => one.value - other.value)[0]
  const name = strata.find((one) => one.responseRate === least)?.stratum ?? ''
  if (least && name !== '' && least.high < responseRate.value) {
    sentences.push(`“${name}” answers least: ${formatMeasured(least, { unit: 'share' })}.`)
  }
  return sentences.join(' ')
}
