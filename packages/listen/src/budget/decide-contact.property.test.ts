import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ContactBook, silentPreference } from './contact-book.ts'
import type { BudgetRule, ContactPolicy } from './contract.ts'
import { decideContact, type ContactPreference } from './decide-contact.ts'
import { isOpen } from './open-hours.ts'

const dayMilliseconds = 86_400_000
const start = Date.UTC(2026, 2, 20, 6)
const timeZone = 'Europe/Berlin'

/** The plain model of the same promise: it keeps a list of what was sent and counts it by hand. */
interface Sent {
  customer: string
  account: string
  survey: string
  reminder: boolean
  at: number
}

const rule = fc.record({
  scope: fc.constantFrom('person' as const, 'account' as const, 'workspace' as const),
  surveyId: fc.constantFrom(undefined, 'relationship', 'ticket'),
  most: fc.integer({ min: 1, max: 4 }),
  days: fc.constantFrom(1, 7, 30),
  reminders: fc.boolean(),
})
const policies = fc.record({
  rules: fc.array(rule, { maxLength: 5 }),
  hours: fc.constantFrom({ from: '08:00', until: '19:00' }, { from: '00:00', until: '23:59' }),
  weekdays: fc.constantFrom<number[]>([1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6, 7]),
  holidays: fc.constantFrom<string[]>([], ['2026-04-03', '2026-04-06']),
  consent: fc.constantFrom('required' as const, 'unless-stopped' as const),
})
const preference = fc.record({
  reachable: fc.boolean(),
  erased: fc.constant(false),
  bounced: fc.boolean(),
  away: fc.constantFrom(null, { from: '2026-03-25', until: '2026-04-02' }),
  purposes: fc.constantFrom({}, { surveys: 'agreed' as const }, { surveys: 'stopped' as const }),
})
/** Wishes to write, in any order of customers, surveys and waiting times. */
const wishes = fc.array(
  fc.record({
    person: fc.integer({ min: 0, max: 5 }),
    survey: fc.constantFrom('relationship', 'ticket'),
    reminder: fc.boolean(),
    hours: fc.integer({ min: 0, max: 60 }),
    patience: fc.constantFrom(0, 3, 60),
  }),
  { maxLength: 60 },
)

const isCounted = ({ surveyId, reminders }: BudgetRule, sent: Sent) =>
  (surveyId === undefined || surveyId === sent.survey) && (reminders || !sent.reminder)

/** Whether any stretch of a rule's days holds more than its most. */
function isOver(one: BudgetRule, sent: readonly Sent[]): boolean {
  const groups = new Map<string, number[]>()
  for (const contact of sent.filter((each) => isCounted(one, each))) {
    const key = { person: contact.customer, account: contact.account, workspace: '' }[one.scope]
    groups.set(key, [...(groups.get(key) ?? []), contact.at])
  }
  return [...groups.values()].some((times) =>
    times.some((at) => {
      const within = times.filter((other) => other >= at && other < at + one.days * dayMilliseconds)
      return within.length > one.most
    }),
  )
}

test('in any order of events the budget is never exceeded, and every no has its reason', () => {
  const preferences = fc.array(preference, { minLength: 6, maxLength: 6 })
  fc.assert(
    fc.property(policies, preferences, wishes, (policy: ContactPolicy, wants, events) => {
      const known = new Map<string, ContactPreference>(
        wants.map((one, index) => [`c${index}`, one]),
      )
      const book = new ContactBook(known)
      const sent: Sent[] = []
      let now = start
      for (const { person, survey, reminder, hours, patience } of events) {
        now += hours * 3_600_000
        const target = { customerId: `c${person}`, accountId: `a${person % 2}` }
        const decided = decideContact(
          policy,
          book.historyOf(target),
          {
            surveyId: survey,
            purpose: 'surveys',
            priority: 5,
            reminder,
            latest: now + patience * dayMilliseconds,
          },
          { now: new Date(now), timeZone },
        )
        expect(decided.reason).toMatch(/^[A-Z].*\.$/)
        if (decided.decision === 'hold') {
          expect(Date.parse(decided.until!)).toBeGreaterThan(now)
          expect(isOpen(policy, new Date(decided.until!), timeZone)).toBe(true)
        }
        if (decided.decision !== 'send') {
          expect(decided.rule).not.toBe('free')
          continue
        }
        const said = known.get(target.customerId)!
        expect(said.reachable && !said.bounced && said.purposes.surveys !== 'stopped').toBe(true)
        expect(isOpen(policy, new Date(now), timeZone)).toBe(true)
        book.add(target, { at: now, surveyId: survey, reminder })
        const { customerId: customer, accountId: account } = target
        sent.push({ customer, account, survey, reminder, at: now })
      }
      for (const one of policy.rules) expect(isOver(one, sent)).toBe(false)
    }),
    { numRuns: 300 },
  )
})

const openPolicy: ContactPolicy = {
  rules: [{ scope: 'person', most: 1, days: 30, reminders: false }],
  hours: { from: '00:00', until: '23:59' },
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  holidays: [],
  consent: 'unless-stopped',
}

test('tickets cannot starve a reserved survey: it is asked on its day, whatever came before', () => {
  const tickets = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(tickets, fc.integer({ min: 31, max: 90 }), (gaps, claimDay) => {
      const claim = {
        surveyId: 'relationship',
        priority: 1,
        at: start + claimDay * dayMilliseconds,
      }
      const target = { customerId: 'c', accountId: null }
      const book = new ContactBook()
      book.reserve([{ ...target, ...claim }])
      let now = start
      for (const gap of gaps) {
        now += gap * dayMilliseconds
        if (now >= claim.at) break
        const request = { surveyId: 'ticket', purpose: 'surveys', priority: 5, reminder: false }
        const { decision } = decideContact(
          openPolicy,
          book.historyOf(target),
          { ...request, latest: now },
          { now: new Date(now), timeZone: 'UTC' },
        )
        if (decision === 'send') book.add(target, { at: now, surveyId: 'ticket', reminder: false })
      }
      const asked = decideContact(
        openPolicy,
        book.historyOf(target),
        {
          surveyId: 'relationship',
          purpose: 'surveys',
          priority: 1,
          reminder: false,
          latest: claim.at,
        },
        { now: new Date(claim.at), timeZone: 'UTC' },
      )
      expect(asked.decision).toBe('send')
    }),
  )
})

test('what was held may leave at the moment it was held until, when nothing else happened', () => {
  const book = new ContactBook(new Map([['c', silentPreference]]))
  const target = { customerId: 'c', accountId: 'a' }
  book.add(target, { at: start, surveyId: 's', reminder: false })
  const request = { surveyId: 's', purpose: 'surveys', priority: 5, reminder: false }
  const decide = (now: Date) =>
    decideContact(
      { ...openPolicy, weekdays: [1, 2, 3, 4, 5] },
      book.historyOf(target),
      { ...request, latest: start + 90 * dayMilliseconds },
      { now, timeZone },
    )
  const held = decide(new Date(start + 5 * dayMilliseconds))
  expect(held).toMatchObject({ decision: 'hold', rule: 'person' })
  expect(decide(new Date(held.until!)).decision).toBe('send')
})
