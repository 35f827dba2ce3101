import { sql } from 'kysely'
import type { Store } from '../store.ts'
import { addTexts, key, ofWorkspace, required, startTable } from './create-table.ts'

/** Cases with their log, and the answers that went into them. */
export async function createCases(store: Store): Promise<void> {
  await createCaseTable(store)
  const units = startTable(store, 'caseUnits').addColumn('workspaceId', 'text', ofWorkspace)
  await addTexts(units, 'caseId unitId')
    .addPrimaryKeyConstraint('caseUnitsKey', ['workspaceId', 'unitId', 'caseId'])
    .execute()
  const events = startTable(store, 'caseEvents')
    .addColumn('workspaceId', 'text', ofWorkspace)
    .addColumn('seq', 'integer', required)
  await addTexts(events, 'caseId at actor kind body')
    .addPrimaryKeyConstraint('caseEventsKey', ['workspaceId', 'caseId', 'seq'])
    .execute()
  const answers = startTable(store, 'caseAnswers').addColumn('workspaceId', 'text', ofWorkspace)
  await addTexts(answers, 'responseId caseGroup caseId')
    .addPrimaryKeyConstraint('caseAnswersKey', ['workspaceId', 'responseId', 'caseGroup'])
    .execute()
}

async function createCaseTable(store: Store): Promise<void> {
  const cases = startTable(store, 'cases')
    .addColumn('id', 'text', key)
    .addColumn('workspaceId', 'text', ofWorkspace)
    .addColumn('version', 'integer', required)
    .addColumn('escalated', 'integer', required)
    .addColumn('contactMinutes', 'double precision')
    .addColumn('reaskAfterDays', 'integer')
    .addColumn('reaskNps', 'integer')
    .addColumn('expectedValue', 'double precision')
  await addTexts(
    cases,
    `state priority caseGroup customerId unit? factUnit? ruleId? responseId? scores touchpoint?
    ownerPersonId? ownerRole openedAt dueAt escalationSteps nextEscalationAt? contactedAt? resolvedAt?
    endedAt? rootCause? action? dismissReason? reaskState reaskSurveyId? reaskAt? yearlyRevenue?`
      .split(/\s+/)
      .join(' '),
  ).execute()
  const index = (name: string) => store.db.schema.createIndex(name).on('cases')
  await index('casesOneOpen')
    .unique()
    .columns(['workspaceId', 'customerId', 'caseGroup'])
    .where(sql.ref('endedAt'), 'is', null)
    .execute()
  await index('casesByDue').columns(['workspaceId', 'endedAt', 'dueAt']).execute()
  await index('casesByOpening').columns(['workspaceId', 'openedAt']).execute()
  await index('casesByCustomer').columns(['workspaceId', 'customerId']).execute()
  await index('casesToEscalate').columns(['state', 'nextEscalationAt']).execute()
  await index('casesToReask').columns(['reaskState', 'reaskAt']).execute()
}
