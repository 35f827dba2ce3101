import { writeDay, type Day } from '@fealty/core'
import type { BudgetRule, ContactDecision, ContactPolicy } from './contract.ts'
import { isOpen, nextOpen, toLocal } from './open-hours.ts'

/** A contact that was made. `at` in milliseconds since 1970. */
export interface PastContact {
  at: number
  surveyId: string
  reminder: boolean
}

/** What a customer said about being written to, and whether that is possible. */
export interface ContactPreference {
  reachable: boolean
  erased: boolean
  bounced: boolean
  /** First and last day on which the customer is away. */
  away: { from: Day; until: Day } | null
  purposes: Readonly<Record<string, 'agreed' | 'stopped'>>
}

/** A contact that a rarer survey has reserved; 1 is the highest priority. */
export interface Claim {
  surveyId: string
  priority: number
  at: number
}

/** What has happened so far, in the order of time. */
export interface ContactHistory {
  person: readonly PastContact[]
  account: readonly PastContact[]
  workspace: readonly PastContact[]
  preference: ContactPreference
  /** What rarer surveys have reserved of the customer and of its account. */
  claims: { person: readonly Claim[]; account: readonly Claim[] }
}

export interface ContactRequest {
  surveyId: string
  purpose: string
  priority: number
  reminder: boolean
  /** After this moment it is no longer worth asking. */
  latest: number
}

export interface DecisionContext {
  now: Date
  timeZone: string
}

const dayMilliseconds = 86_400_000

/** Something that stands against a contact: until a moment, or for good. */
interface Obstacle {
  rule: ContactDecision['rule']
  reason: string
  until?: number
}

/**
 * Whether a customer may be written to now. Nothing is looked up and no clock is read: the same past
 * gives the same answer, so a rehearsal decides as the sending does.
 *
 * What stands for good is a refusal. What passes holds the contact until the last of it is over, at an
 * hour in which something may leave; when that is too late to be worth it, it is a refusal too.
 */
export function decideContact(
  policy: ContactPolicy,
  history: ContactHistory,
  request: ContactRequest,
  { now, timeZone }: DecisionContext,
): ContactDecision {
  const obstacles = [
    ...findLasting(policy, history.preference, request),
    ...findPassing(policy, history, request, { now, timeZone }),
  ]
  const lasting = obstacles.find(({ until }) => until === undefined)
  if (lasting) return { decision: 'refuse', rule: lasting.rule, reason: lasting.reason }
  const [first, ...others] = obstacles
  if (first === undefined) {
    return { decision: 'send', rule: 'free', reason: 'Nothing stood against it.' }
  }
  const longest = others.reduce((a, b) => ((b.until ?? 0) > (a.until ?? 0) ? b : a), first)
  const { rule, reason } = longest
  const until = nextOpen(policy, new Date(longest.until ?? 0), timeZone)
  if (until === undefined || until.getTime() > request.latest) {
    return { decision: 'refuse', rule, reason: `${reason} After that it would be too late.` }
  }
  return { decision: 'hold', rule, reason, until: until.toISOString() }
}

function findLasting(
  policy: ContactPolicy,
  preference: ContactPreference,
  { purpose }: ContactRequest,
): Obstacle[] {
  const said = preference.purposes[purpose]
  const obstacles: (Obstacle | false)[] = [
    preference.erased && { rule: 'erased', reason: 'The customer asked to be forgotten.' },
    !preference.reachable && {
      rule: 'unreachable',
      reason: 'No mail address of the customer is known.',
    },
    preference.bounced && { rule: 'bounced', reason: 'Mail to the customer came back.' },
    said === 'stopped' && {
      rule: 'stopped',
      reason: `The customer wants nothing more for the purpose “${purpose}”.`,
    },
    policy.consent === 'required' &&
      said === undefined && {
        rule: 'no-consent',
        reason: `The customer has not agreed to the purpose “${purpose}”.`,
      },
  ]
  return obstacles.filter((one) => one !== false)
}

function findPassing(
  policy: ContactPolicy,
  history: ContactHistory,
  request: ContactRequest,
  { now, timeZone }: DecisionContext,
): Obstacle[] {
  const obstacles: Obstacle[] = []
  const { away } = history.preference
  const today = toLocal(now, timeZone).day
  if (away !== null && away.from <= today && today <= away.until) {
    const until = Date.parse(`${away.until}T23:59:59.999Z`) + dayMilliseconds / 2
    const reason = `The customer is away until ${writeDay(away.until, true)}.`
    obstacles.push({ rule: 'away', reason, until })
  }
  if (!isOpen(policy, now, timeZone)) {
    const opens = nextOpen(policy, now, timeZone)
    const reason = 'Nothing leaves at this hour.'
    obstacles.push({
      rule: 'closed-hours',
      reason,
      ...(opens === undefined ? {} : { until: opens.getTime() }),
    })
  }
  for (const rule of policy.rules) {
    if (!applies(rule, request)) continue
    const until = freeAt(rule, history[rule.scope], now.getTime())
    if (until !== undefined) obstacles.push({ rule: rule.scope, reason: tell(rule), until })
  }
  if (!request.reminder) obstacles.push(...findClaims(policy, history, request, now))
  return obstacles
}

function applies(rule: BudgetRule, request: Pick<ContactRequest, 'surveyId' | 'reminder'>) {
  return (
    (rule.surveyId === undefined || rule.surveyId === request.surveyId) &&
    (rule.reminders || !request.reminder)
  )
}

/**
 * When the nth newest contact that a rule counts was made, within the rule's days before a moment. The
 * contacts stand in the order of time, so no more of them are looked at than the rule allows.
 */
function nthNewest(
  rule: BudgetRule,
  contacts: readonly PastContact[],
  moment: number,
  n: number,
): number | undefined {
  const since = moment - rule.days * dayMilliseconds
  let count = 0
  for (let index = contacts.length - 1; index >= 0; index -= 1) {
    const contact = contacts[index]!
    if (contact.at <= since) return undefined
    if (!applies(rule, contact)) continue
    count += 1
    if (count === n) return contact.at
  }
  return undefined
}

/** When one more contact fits again; undefined when it fits now. */
function freeAt(
  rule: BudgetRule,
  contacts: readonly PastContact[],
  now: number,
): number | undefined {
  const oldest = nthNewest(rule, contacts, now, rule.most)
  return oldest === undefined ? undefined : oldest + rule.days * dayMilliseconds
}

const whom = { person: 'customer', account: 'account', workspace: 'company' } as const

function tell({ scope, surveyId, most, days }: BudgetRule): string {
  const what = surveyId === undefined ? 'of all surveys' : 'of this survey'
  const contacts = most === 1 ? 'contact' : 'contacts'
  const span = days === 1 ? 'a day' : `${days} days`
  return `The ${whom[scope]} has had the ${most.toLocaleString('en')} ${contacts} ${what} that the budget gives in ${span}.`
}

/** A rarer survey keeps its place: what would stand in its way waits until it was asked. */
function findClaims(
  policy: ContactPolicy,
  history: ContactHistory,
  request: ContactRequest,
  now: Date,
): Obstacle[] {
  const added = { at: now.getTime(), surveyId: request.surveyId, reminder: false }
  const taken = policy.rules
    .filter((rule) => applies(rule, added))
    .flatMap((rule) => {
      if (rule.scope === 'workspace') return []
      const claims = history.claims[rule.scope].filter(({ at }) => at > added.at)
      const ahead = claims.filter(
        ({ priority, surveyId }) => priority < request.priority && surveyId !== request.surveyId,
      )
      return ahead.filter((claim) => {
        const contacts = [...history[rule.scope], ...before(claim, claims)]
        return isPushedOut(rule, contacts, claim, added)
      })
    })
  return taken.map(({ at }) => ({
    rule: 'reserved',
    reason: 'The contact is kept for a rarer survey that comes first.',
    until: at,
  }))
}

/** The claims that come before one, as the contacts that they will be. */
function before(claim: Claim, claims: readonly Claim[]): PastContact[] {
  return claims
    .filter((other) => other.at < claim.at)
    .sort((a, b) => a.at - b.at)
    .map(({ at, surveyId }) => ({ at, surveyId, reminder: false }))
}

/** True when a claim fits the rule without one more contact, and with it does not. */
function isPushedOut(
  rule: BudgetRule,
  contacts: readonly PastContact[],
  claim: Claim,
  added: PastContact,
): boolean {
  const isCounted = applies(rule, { surveyId: claim.surveyId, reminder: false })
  const isNear = added.at > claim.at - rule.days * dayMilliseconds
  if (!isCounted || !isNear) return false
  const fits = nthNewest(rule, contacts, claim.at, rule.most) === undefined
  const isLast = rule.most === 1 || nthNewest(rule, contacts, claim.at, rule.most - 1) !== undefined
  return fits && isLast
}
