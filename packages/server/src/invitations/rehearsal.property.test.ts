import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayIn } from '@fealty/core'
import { changeWorkspace } from '@fealty/store'
import { customersFile, openInvitedCompany, type InvitedCompany } from '../test/invited-company.ts'

/** What is said beforehand of each plan, by day. */
interface Rehearsed {
  plans: { id: string; days: { day: string; sent: number; reminders: number }[] }[]
}

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'] as const
const modes = [
  { kind: 'always-on', every: 'month' },
  { kind: 'always-on', every: 'quarter' },
  { kind: 'scheduled', every: 'month' },
  { kind: 'event', event: 'renewal', days: 30 },
] as const

const rule = fc.record({
  scope: fc.constantFrom('person', 'account'),
  most: fc.integer({ min: 1, max: 3 }),
  days: fc.integer({ min: 1, max: 20 }),
  reminders: fc.boolean(),
})
const policies = fc.record({
  rules: fc
    .tuple(fc.array(rule, { maxLength: 2 }), fc.integer({ min: 2, max: 12 }))
    .map(([rules, most]) => [
      ...rules,
      { scope: 'workspace', most, days: 1, reminders: true } as const,
    ]),
  hours: fc.constantFrom({ from: '08:00', until: '19:00' }, { from: '11:30', until: '13:00' }),
  weekdays: fc.constantFrom([1, 2, 3, 4, 5], [2, 4, 6], [1, 2, 3, 4, 5, 6, 7]),
  holidays: fc.constant(['2027-01-01', '2027-03-08']),
  consent: fc.constant('unless-stopped'),
})
const planDrafts = fc.record({
  mode: fc.constantFrom(...modes),
  wanted: fc.integer({ min: 1, max: 8 }),
  priority: fc.integer({ min: 1, max: 9 }),
  reserve: fc.boolean(),
  mostPerDay: fc.integer({ min: 1, max: 15 }),
  remindAfterDays: fc.constantFrom([], [2], [1, 3]),
  expireAfterDays: fc.integer({ min: 2, max: 9 }),
})
const scenarios = fc.record({
  zone: fc.constantFrom(...zones),
  policy: policies,
  plans: fc.array(planDrafts, { minLength: 1, maxLength: 3 }),
  /** Hours between the last scenario and this one: at any time of the day. */
  gap: fc.integer({ min: 1, max: 200 }),
})
type Scenario = typeof scenarios extends fc.Arbitrary<infer One> ? One : never

/** Without the null prototypes that fast-check gives its records. */
const plainly = (scenario: Scenario): Scenario => structuredClone(scenario)

const days = 9
const hour = 3_600_000
let company: InvitedCompany
/** Where the clock of the company stands; it only ever goes on, so each scenario meets what the last left. */
let clock = Date.parse('2026-12-02T07:00:00Z')
let policyVersion = 0

beforeAll(async () => {
  company = await openInvitedCompany(customersFile(40))
})
afterAll(() => company.close())

const database = () => company.server.services.store.db
function setClock(at: number): void {
  clock = at
  company.setClock(new Date(at).toISOString())
}

async function setUp({ zone, policy, plans, gap }: Scenario): Promise<void> {
  setClock(clock + gap * hour)
  await changeWorkspace(company.server.services.store, company.workspace.id, { timeZone: zone })
  const known = await company.call<{ plans: { id: string }[] }>('invitations.plans')
  for (const { id } of known.plans) await company.call('invitations.remove', { id })
  await company.call('budget.save', { version: policyVersion, policy })
  policyVersion += 1
  for (const [index, draft] of plans.entries()) {
    const { wanted, ...rest } = draft
    const amount = draft.mode.kind === 'event' ? {} : { wanted, cut: 'segment' }
    const plan = { ...rest, ...amount, name: `Plan ${clock} ${index}`, assumedRate: 0.5 }
    await company.call('invitations.save', {
      plan: { ...plan, surveyId: company.surveyId, state: 'on' },
    })
  }
  await company.work()
}

/** The next moment at which something is due, or the next quarter of an hour on which hours may open. */
async function nextMoment(): Promise<number> {
  const rows = await database()
    .selectFrom('invitations')
    .select(['state', 'dueAt', 'nextReminderAt', 'expiresAt'])
    .where('state', 'in', ['planned', 'sent'])
    .execute()
  const due = rows.flatMap(({ state, dueAt, nextReminderAt, expiresAt }) =>
    state === 'planned' ? [dueAt] : [nextReminderAt, expiresAt],
  )
  const halfHour = (Math.floor(clock / (hour / 2)) + 1) * (hour / 2)
  const moments = due.map((moment) => (moment === null ? Infinity : Date.parse(moment)))
  // What is due already comes with the next round, which follows at once.
  return Math.max(clock, Math.min(halfHour, ...moments))
}

async function sendUntil(end: string, zone: string): Promise<void> {
  for (;;) {
    setClock(await nextMoment())
    if (dayIn(zone, new Date(clock)) > end) return
    await company.work()
  }
}

test('what is rehearsed at any moment is what is sent when nothing else happens', async () => {
  await fc.assert(
    fc.asyncProperty(scenarios.map(plainly), async (scenario) => {
      await setUp(scenario)
      const { zone } = scenario
      const { plans } = await company.call<Rehearsed>('budget.rehearse', { days })
      const before = await database().selectFrom('contactsMade').select('id').execute()
      const known = new Set(before.map(({ id }) => id))
      await sendUntil(plans[0]!.days.at(-1)!.day, zone)
      const invitations = await database().selectFrom('invitations').selectAll().execute()
      const made = await database().selectFrom('contactsMade').selectAll().execute()
      const sent = made.filter(({ id }) => !known.has(id))
      for (const plan of plans) {
        const own = invitations.filter(
          ({ planId, sentAt }) => planId === plan.id && sentAt !== null,
        )
        const count = (day: string) =>
          own.filter(({ sentAt }) => dayIn(zone, new Date(sentAt!)) === day).length
        expect(plan.days.map(({ day }) => [day, count(day)])).toEqual(
          plan.days.map((one) => [one.day, one.sent]),
        )
      }
      const [{ days: open } = { days: [] }] = plans
      const reminded = (day: string) =>
        sent.filter((one) => one.reminder === 1 && dayIn(zone, new Date(one.at)) === day).length
      const foretold = open.map((_, index) =>
        plans.reduce((sum, plan) => sum + plan.days[index]!.reminders, 0),
      )
      expect(open.map(({ day }) => reminded(day))).toEqual(foretold)
    }),
    { numRuns: 6, seed: 20261128, endOnFailure: true },
  )
}, 240_000)
