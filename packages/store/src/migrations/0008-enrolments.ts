import type { Store } from '../store.ts'
import { addTexts, ofWorkspace, startTable } from './create-table.ts'

/** Arms that systems outside have assigned: one row per experiment and unit. */
export async function createEnrolments(store: Store): Promise<void> {
  const enrolments = startTable(store, 'enrolments').addColumn('workspaceId', 'text', ofWorkspace)
  await addTexts(enrolments, 'experimentId unitId arm firstSeenAt')
    .addPrimaryKeyConstraint('enrolmentsKey', ['workspaceId', 'experimentId', 'unitId'])
    .execute()
}
