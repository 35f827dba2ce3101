import type { Store } from '../store.ts'
import { addTexts, key, ofWorkspace, required, startTable } from './create-table.ts'

/** Contacts and their budget, invitations, and what leaves by webhook or into the local mail catcher. */
export async function createInvitations(store: Store): Promise<void> {
  await createContacts(store)
  await createInvitationTables(store)
  await createDeliveries(store)
}

function addIndex({ db }: Store, name: string, table: string, columns: string[]): Promise<void> {
  return db.schema.createIndex(name).on(table).columns(columns).execute()
}

async function createContacts(store: Store): Promise<void> {
  const contacts = startTable(store, 'contacts').addColumn('workspaceId', 'text', ofWorkspace)
  await addTexts(contacts, 'customerId awayFrom? awayUntil? bouncedAt? erasedAt? changedAt')
    .addPrimaryKeyConstraint('contactsKey', ['workspaceId', 'customerId'])
    .execute()
  const purposes = startTable(store, 'contactPurposes').addColumn(
    'workspaceId',
    'text',
    ofWorkspace,
  )
  await addTexts(purposes, 'customerId purpose state via at')
    .addPrimaryKeyConstraint('contactPurposesKey', ['workspaceId', 'customerId', 'purpose'])
    .execute()
  const decisions = startTable(store, 'contactDecisions')
    .addColumn('workspaceId', 'text', ofWorkspace)
    .addColumn('times', 'integer', required)
  await addTexts(
    decisions,
    'planId occasion customerId decision rule reason surveyId until? at lastAt',
  )
    .addPrimaryKeyConstraint('contactDecisionsKey', [
      'workspaceId',
      'customerId',
      'planId',
      'occasion',
      'decision',
      'rule',
    ])
    .execute()
  await addIndex(store, 'contactDecisionsByPlan', 'contactDecisions', [
    'workspaceId',
    'planId',
    'lastAt',
  ])
  const made = startTable(store, 'contactsMade')
    .addColumn('id', 'text', key)
    .addColumn('workspaceId', 'text', ofWorkspace)
    .addColumn('reminder', 'integer', required)
  await addTexts(made, 'customerId accountId? surveyId channel at').execute()
  await addIndex(store, 'contactsMadeByCustomer', 'contactsMade', [
    'workspaceId',
    'customerId',
    'at',
  ])
  await addIndex(store, 'contactsMadeByAccount', 'contactsMade', ['workspaceId', 'accountId', 'at'])
  await addIndex(store, 'contactsMadeByTime', 'contactsMade', ['workspaceId', 'at'])
}

async function createInvitationTables(store: Store): Promise<void> {
  const invitations = startTable(store, 'invitations')
    .addColumn('id', 'text', key)
    .addColumn('workspaceId', 'text', ofWorkspace)
    .addColumn('surveyVersion', 'integer', required)
    .addColumn('reminders', 'integer', required)
  await addTexts(
    invitations,
    `planId occasion customerId accountId? unit? stratum surveyId channel language? touchpoint? state plannedAt dueAt sentAt? nextReminderAt? answeredAt? expiresAt? landedAt?`,
  )
    .addUniqueConstraint('invitationsOccasion', ['workspaceId', 'planId', 'occasion', 'customerId'])
    .execute()
  const byState = ['workspaceId', 'state']
  await addIndex(store, 'invitationsDue', 'invitations', [...byState, 'dueAt'])
  await addIndex(store, 'invitationsToRemind', 'invitations', [...byState, 'nextReminderAt'])
  await addIndex(store, 'invitationsToExpire', 'invitations', [...byState, 'expiresAt'])
  await addIndex(store, 'invitationsByCustomer', 'invitations', ['workspaceId', 'customerId'])
  await addIndex(store, 'invitationsByPlan', 'invitations', ['workspaceId', 'planId', 'sentAt'])
  const runs = startTable(store, 'invitationPlanRuns')
    .addColumn('workspaceId', 'text', ofWorkspace)
    .addColumn('lastImportSeq', 'integer', required)
  await addTexts(runs, 'planId lastDay? changedAt')
    .addPrimaryKeyConstraint('invitationPlanRunsKey', ['workspaceId', 'planId'])
    .execute()
}

async function createDeliveries(store: Store): Promise<void> {
  const deliveries = startTable(store, 'webhookDeliveries')
    .addColumn('id', 'text', key)
    .addColumn('workspaceId', 'text', ofWorkspace)
    .addColumn('attempts', 'integer', required)
    .addColumn('triedAttempt', 'integer', required)
    .addColumn('status', 'integer')
  await addTexts(deliveries, 'webhookId eventId topic body state problem? createdAt changedAt')
    .addUniqueConstraint('webhookDeliveriesEvent', ['webhookId', 'eventId'])
    .execute()
  await addIndex(store, 'webhookDeliveriesByTime', 'webhookDeliveries', [
    'workspaceId',
    'createdAt',
  ])
  const mails = startTable(store, 'caughtMails')
    .addColumn('id', 'text', key)
    .addColumn('workspaceId', 'text', ofWorkspace)
  await addTexts(mails, 'customerId? recipient subject html text headers at').execute()
  await addIndex(store, 'caughtMailsByTime', 'caughtMails', ['workspaceId', 'at'])
}
