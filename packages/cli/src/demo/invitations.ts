import { addDays } from '@fealty/core'
import { readWorkspace } from '@fealty/store'
import type { DemoHouse, Filler } from './filler.ts'
import { askInSummer, workAt } from './summer.ts'
import { publishSurvey } from './surveys.ts'

const budget = {
  version: 0,
  reason: 'Agreed with service and sales: nobody hears from us more than once a month.',
  policy: {
    rules: [
      { scope: 'person', most: 1, days: 30, reminders: false },
      { scope: 'account', most: 3, days: 30, reminders: false },
      { scope: 'workspace', most: 400, days: 1, reminders: true },
    ],
    hours: { from: '08:00', until: '19:00' },
    weekdays: [1, 2, 3, 4, 5],
    holidays: ['2026-12-24', '2026-12-25', '2026-12-31', '2027-01-01'],
    consent: 'unless-stopped',
  },
}

const alwaysOn = {
  name: 'Relationship, always on',
  state: 'on',
  mode: { kind: 'always-on', every: 'quarter' },
  cut: 'segment',
  wanted: 150,
  assumedRate: 0.22,
  priority: 1,
  reserve: true,
  mostPerDay: 30,
  remindAfterDays: [4, 10],
}
const afterContact = {
  name: 'After a contact with service',
  state: 'on',
  mode: { kind: 'event', event: 'interaction-closed', days: 1, share: 0.25 },
  priority: 5,
  mostPerDay: 200,
  expireAfterDays: 14,
}
/** Off, and so only rehearsed: it would ask the lowest tier too, whom nobody has ever asked. */
const everyPartner = {
  name: 'Partners of every tier',
  state: 'off',
  mode: { kind: 'always-on', every: 'month' },
  where: ['segment=Partners and resellers'],
  cut: 'partner_tier',
  wanted: 20,
  assumedRate: 0.3,
  priority: 2,
  reserve: true,
}

/** How Northline asks: a relationship plan that is always on, one after contacts, one for partners. */
export const invitationsFiller: Filler = {
  what: 'Planning whom to ask, how often and when',
  async fill(run, now, house) {
    const relationship = await publishSurvey(run, 'relationship')
    const contact = await publishSurvey(run, 'after-service')
    // A filling that was broken off has planned already.
    if (relationship === undefined || contact === undefined) return
    const began = new Date('2026-07-31T08:00:00Z')
    await run('budget.save', budget, began)
    // Whom a plan asks follows from a hash of its id: with ids of their own, every filling asks the same.
    const plans = {
      'demo-always-on': { ...alwaysOn, surveyId: relationship },
      'demo-after-contact': { ...afterContact, surveyId: contact },
      'demo-every-partner': { ...everyPartner, surveyId: relationship },
    }
    for (const [id, plan] of Object.entries(plans))
      await run('invitations.save', { id, version: 0, plan }, began)
    await askInSummer(house)
    await workLastDays(house, now)
  },
}

/** What was asked so many days before today waits for its answers. */
const daysBack = 5

/** Lets the plans work as they would have on the last days, by the clock of each. */
async function workLastDays(house: DemoHouse, now: Date): Promise<void> {
  const workspace = await readWorkspace(house.services.store, house.workspaceId)
  const today = now.toISOString().slice(0, 10)
  for (let back = daysBack; back > 0; back -= 1) {
    await workAt(house, workspace, `${addDays(today, -back)}T09:00:00.000Z`)
  }
}
