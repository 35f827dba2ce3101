import { beforeEach, expect, test } from 'vitest'
import { findMail, keepMail, listMails } from './caught-mails.ts'
import {
  addContactsMade,
  countDecisions,
  findContacts,
  findPurposes,
  keepDecisions,
  listContactsMade,
  listDecisions,
  saveContact,
  savePurpose,
  type KeptDecision,
} from './contacts.ts'
import {
  addInvitations,
  changeInvitation,
  findInvitation,
  hasDueInvitations,
  listCustomerInvitations,
  listDueInvitations,
  listOccasion,
  listPlanRuns,
  listWaitingInvitations,
  noteInvitationsLanded,
  savePlanRun,
  unansweredInvitations,
  type Invitation,
} from './invitations.ts'
import { countByExpiry, countEndedInvitations, countInvitations } from './invitation-counts.ts'
import { describeEachDatabase } from './test/each-database.ts'
import { addWorkspace } from './workspaces.ts'

const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`

describeEachDatabase('Contacts and invitations', (database) => {
  let workspaceId = ''
  let count = 0
  beforeEach(async () => {
    workspaceId = `inv${(count += 1)}`
    await addWorkspace(database.store, {
      id: workspaceId,
      name: 'Test',
      timeZone: 'UTC',
      currency: 'EUR',
      fiscalYearStartMonth: 1,
      settings: {},
      createdAt: day(1),
    })
  })
  const invitation = (customerId: string, changed: Partial<Invitation> = {}): Invitation => ({
    id: `${workspaceId}-${customerId}`,
    workspaceId,
    planId: 'p1',
    occasion: 'once',
    customerId,
    accountId: null,
    unit: null,
    stratum: 'Big',
    surveyId: 's1',
    surveyVersion: 1,
    channel: 'mail',
    language: null,
    touchpoint: null,
    state: 'planned',
    plannedAt: day(1),
    dueAt: day(2),
    latestAt: null,
    sentAt: null,
    reminders: 0,
    nextReminderAt: null,
    answeredAt: null,
    expiresAt: null,
    landedAt: null,
    ...changed,
  })

  test('a plan asks a customer once on an occasion, and what is due is found', async () => {
    const { store } = database
    await addInvitations(store, [invitation('c1'), invitation('c2', { dueAt: day(5) })])
    await addInvitations(store, [invitation('c1', { id: 'other', stratum: 'Small' })])
    expect(await listOccasion(store, workspaceId, 'p1', 'once')).toHaveLength(2)
    expect(await listWaitingInvitations(store, workspaceId)).toHaveLength(2)
    expect(await hasDueInvitations(store, workspaceId, day(1))).toBe(false)
    expect(await hasDueInvitations(store, workspaceId, day(2))).toBe(true)
    const due = { state: 'planned', by: 'dueAt', now: day(3), limit: 9 } as const
    expect(
      (await listDueInvitations(store, workspaceId, due)).map((one) => one.customerId),
    ).toEqual(['c1'])
    expect(await listDueInvitations(store, 'foreign', due)).toEqual([])
  })

  test('a change is made from the state it was meant for, and an end without an answer lands once', async () => {
    const { store } = database
    const { id } = invitation('c1')
    await addInvitations(store, [invitation('c1')])
    expect(await changeInvitation(store, id, ['sent'], { state: 'answered' })).toBe(false)
    expect(
      await changeInvitation(store, id, ['planned'], { state: 'expired', sentAt: day(2) }),
    ).toBe(true)
    expect(await unansweredInvitations(store, workspaceId, 9)).toMatchObject([{ id }])
    await noteInvitationsLanded(store, [id], day(9))
    expect(await unansweredInvitations(store, workspaceId, 9)).toEqual([])
    expect(await findInvitation(store, 'foreign', id)).toBeUndefined()
    expect(await listCustomerInvitations(store, workspaceId, 'c1', 9)).toHaveLength(1)
    expect(await countInvitations(store, workspaceId)).toEqual([
      { planId: 'p1', stratum: 'Big', state: 'expired', count: 1 },
    ])
  })

  test('one that was answered early counts no sooner than its time is over', async () => {
    const { store } = database
    await addInvitations(store, [invitation('c1'), invitation('c2'), invitation('c3')])
    const over = { sentAt: day(1), expiresAt: day(8) }
    await changeInvitation(store, invitation('c1').id, ['planned'], { state: 'answered', ...over })
    await changeInvitation(store, invitation('c2').id, ['planned'], { state: 'expired', ...over })
    await changeInvitation(store, invitation('c3').id, ['planned'], { state: 'sent', ...over })
    expect(await countEndedInvitations(store, workspaceId, { now: day(7) })).toEqual([])
    const ended = await countEndedInvitations(store, workspaceId, { now: day(8) })
    expect(ended.map((one) => [one.sentHour, one.ended, one.answered])).toEqual([
      [day(1).slice(0, 13), 1, 1],
      [day(1).slice(0, 13), 1, 0],
    ])
    expect(await countEndedInvitations(store, workspaceId, { now: day(8), units: [] })).toEqual([])
    const expiring = await countByExpiry(store, workspaceId)
    expect(expiring.map(({ expiresOn }) => expiresOn)).toEqual(Array(3).fill(day(8).slice(0, 10)))
    expect(expiring.reduce((sum, { ended: count }) => sum + count, 0)).toBe(3)
    expect(expiring.reduce((sum, { answered }) => sum + answered, 0)).toBe(1)
  })

  test('a decision that is made again is counted; the newest word of a customer counts', async () => {
    const { store } = database
    const decision: KeptDecision = {
      workspaceId,
      planId: 'p1',
      occasion: 'once',
      customerId: 'c1',
      decision: 'hold',
      rule: 'person',
      reason: 'First.',
      surveyId: 's1',
      until: day(3),
      times: 1,
      at: day(1),
      lastAt: day(1),
    }
    await keepDecisions(store, [decision, { ...decision, reason: 'Again.', lastAt: day(2) }])
    expect(await listDecisions(store, workspaceId, 'c1', 9)).toMatchObject([
      { reason: 'Again.', times: 2, at: day(1), lastAt: day(2) },
    ])
    expect(await countDecisions(store, workspaceId, 'p1')).toEqual([
      { decision: 'hold', rule: 'person', count: 1 },
    ])
    const said = { workspaceId, customerId: 'c1', purpose: 'surveys', via: 'page' }
    await savePurpose(store, { ...said, state: 'agreed', at: day(1) })
    await savePurpose(store, { ...said, state: 'stopped', at: day(2) })
    expect(await findPurposes(store, workspaceId)).toMatchObject([{ state: 'stopped', at: day(2) }])
    await saveContact(store, {
      workspaceId,
      customerId: 'c1',
      changedAt: day(1),
      bouncedAt: day(1),
    })
    await saveContact(store, {
      workspaceId,
      customerId: 'c1',
      changedAt: day(2),
      awayFrom: '2026-02-01',
      awayUntil: '2026-02-09',
    })
    expect(await findContacts(store, workspaceId, ['c1', 'c2'])).toMatchObject([
      { bouncedAt: day(1), awayUntil: '2026-02-09', changedAt: day(2) },
    ])
  })

  test('contacts, runs of plans and caught mails are read back as they were written', async () => {
    const { store } = database
    const made = { workspaceId, accountId: null, surveyId: 's1', channel: 'mail', reminder: 0 }
    await addContactsMade(store, [
      { ...made, id: `${workspaceId}-2`, customerId: 'c1', at: day(3) },
      { ...made, id: `${workspaceId}-1`, customerId: 'c2', at: day(2) },
    ])
    expect((await listContactsMade(store, workspaceId, day(1))).map(({ at }) => at)).toEqual([
      day(2),
      day(3),
    ])
    expect(await listContactsMade(store, workspaceId, day(2))).toHaveLength(1)
    const run = {
      workspaceId,
      planId: 'p1',
      lastDay: '2026-01-01',
      lastImportSeq: 1,
      changedAt: day(1),
    }
    await savePlanRun(store, run)
    await savePlanRun(store, { ...run, lastImportSeq: 2 })
    expect(await listPlanRuns(store, workspaceId)).toEqual([{ ...run, lastImportSeq: 2 }])
    const mail = {
      id: `${workspaceId}-m`,
      workspaceId,
      customerId: 'c1',
      recipient: 'c1@customers.example',
      subject: 'Hello',
      html: '',
      text: '',
      headers: '{}',
      at: day(1),
    }
    await keepMail(store, mail)
    await keepMail(store, { ...mail, subject: 'The same mail again' })
    expect(await listMails(store, workspaceId, 9)).toMatchObject([{ subject: 'Hello' }])
    expect(await findMail(store, 'foreign', mail.id)).toBeUndefined()
  })
})
