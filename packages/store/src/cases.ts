import { FealtyError } from '@fealty/core'
import { decodeColumns, encodeColumns } from './json-columns.ts'
import type { Store } from './store.ts'
import type { CaseState, CaseTable } from './tables-act.ts'
import type { Decoded, Moment } from './tables.ts'

interface CaseJson {
  scores: Partial<Record<'nps' | 'csat' | 'ces', number>>
  escalationSteps: { afterHours: number; toRole: string }[]
}
export type CaseRecord = Decoded<CaseTable, CaseJson>

const jsonColumns = ['scores', 'escalationSteps'] as const
const toRecord = (row: CaseTable): CaseRecord =>
  decodeColumns<CaseTable, CaseJson>(row, jsonColumns)

/** Which cases are meant; everything that is left out does not matter. */
export interface CaseFilter {
  states?: readonly CaseState[]
  /** Of customers of these units, or with these values of the facts' own unit; null for all. */
  units?: { ids: readonly string[]; factUnits: readonly string[] } | null
  /** Of customers of a unit or of one below it. */
  unitId?: string
  customerId?: string
  ownerPersonId?: string
  /** Days or moments, the first inclusive, the last exclusive. */
  openedFrom?: Moment
  openedBefore?: Moment
  endedFrom?: Moment
}

/**
 * Adds a case. The database refuses a second open one of a customer and group.
 * @param unitIds  every unit the customer belongs to, with those above
 */
export async function insertCase(
  { db }: Store,
  record: CaseRecord,
  unitIds: readonly string[] = [],
): Promise<void> {
  await db
    .insertInto('cases')
    .values(encodeColumns(record, [...jsonColumns]))
    .execute()
  if (unitIds.length === 0) return
  const { workspaceId, id: caseId } = record
  await db
    .insertInto('caseUnits')
    .values(unitIds.map((unitId) => ({ workspaceId, caseId, unitId })))
    .execute()
}

/** @throws FealtyError `record.not-found` */
export async function readCase(
  { db }: Store,
  workspaceId: string,
  id: string,
): Promise<CaseRecord> {
  const row = await db
    .selectFrom('cases')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new FealtyError('record.not-found', { what: 'case' })
  return toRecord(row)
}

/** The case that a further answer of the customer belongs to. */
export async function findOpenCase(
  { db }: Store,
  workspaceId: string,
  customerId: string,
  caseGroup: string,
): Promise<CaseRecord | undefined> {
  const row = await db
    .selectFrom('cases')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('customerId', '=', customerId)
    .where('caseGroup', '=', caseGroup)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return row && toRecord(row)
}

/** What a change of a case may touch: who it is about and why it was opened stays. */
export type CaseChange = Partial<
  Omit<CaseRecord, 'id' | 'workspaceId' | 'version' | 'customerId' | 'caseGroup' | 'openedAt'>
>

/**
 * Changes a case that still has the given version, and raises it.
 * @throws FealtyError `record.changed`
 */
export async function changeCase(
  { db }: Store,
  { workspaceId, id, version }: Pick<CaseRecord, 'workspaceId' | 'id' | 'version'>,
  { scores, escalationSteps, ...plain }: CaseChange,
): Promise<void> {
  const result = await db
    .updateTable('cases')
    .set({
      ...plain,
      ...(scores === undefined ? {} : { scores: JSON.stringify(scores) }),
      ...(escalationSteps === undefined
        ? {}
        : { escalationSteps: JSON.stringify(escalationSteps) }),
      version: version + 1,
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (result.numUpdatedRows === 0n) throw new FealtyError('record.changed', { what: 'case' })
}

/** Cases in the order in which first contact is due; of one moment by customer, not by chance. */
export async function listCases(
  store: Store,
  workspaceId: string,
  filter: CaseFilter = {},
): Promise<CaseRecord[]> {
  const rows = await filtered(store, workspaceId, filter)
    .orderBy('dueAt')
    .orderBy('customerId')
    .orderBy('id')
    .execute()
  return rows.map(toRecord)
}

function filtered({ db }: Store, workspaceId: string, filter: CaseFilter) {
  const { states, units, unitId, customerId, ownerPersonId } = filter
  const { openedFrom, openedBefore, endedFrom } = filter
  const inUnits = (unitIds: readonly string[]) =>
    db
      .selectFrom('caseUnits')
      .select('caseId')
      .where('workspaceId', '=', workspaceId)
      .where('unitId', 'in', orNone(unitIds))
  let query = db.selectFrom('cases').selectAll().where('workspaceId', '=', workspaceId)
  if (states) query = query.where('state', 'in', orNone(states))
  if (unitId !== undefined) query = query.where('id', 'in', inUnits([unitId]))
  if (units) {
    query = query.where((where) =>
      where.or([
        where('id', 'in', inUnits(units.ids)),
        where('factUnit', 'in', orNone(units.factUnits)),
      ]),
    )
  }
  if (customerId !== undefined) query = query.where('customerId', '=', customerId)
  if (ownerPersonId !== undefined) query = query.where('ownerPersonId', '=', ownerPersonId)
  if (openedFrom !== undefined) query = query.where('openedAt', '>=', openedFrom)
  if (openedBefore !== undefined) query = query.where('openedAt', '<', openedBefore)
  if (endedFrom !== undefined) query = query.where('endedAt', '>=', endedFrom)
  return query
}

/** SQL has no empty list: one that holds nothing matches nothing. */
function orNone<T extends string>(values: readonly T[]): T[] {
  return values.length > 0 ? [...values] : ['' as T]
}

/** How many cases each person has at hand. */
export async function countOpenByOwner(
  { db }: Store,
  workspaceId: string,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('cases')
    .select(({ fn }) => ['ownerPersonId', fn.countAll<number>().as('cases')])
    .where('workspaceId', '=', workspaceId)
    .where('endedAt', 'is', null)
    .where('ownerPersonId', 'is not', null)
    .groupBy('ownerPersonId')
    .execute()
  return new Map(rows.map(({ ownerPersonId, cases }) => [ownerPersonId!, cases]))
}

/** Cases of all workspaces whose next step up is due, the longest overdue first. */
export async function listToEscalate(
  { db }: Store,
  now: Moment,
  limit: number,
): Promise<CaseRecord[]> {
  const rows = await db
    .selectFrom('cases')
    .selectAll()
    .where('state', '=', 'open')
    .where('nextEscalationAt', '<=', now)
    .orderBy('nextEscalationAt')
    .limit(limit)
    .execute()
  return rows.map(toRecord)
}

/** Cases of all workspaces whose customer is to be asked again now. */
export async function listToReask(
  { db }: Store,
  now: Moment,
  limit: number,
): Promise<CaseRecord[]> {
  const rows = await db
    .selectFrom('cases')
    .selectAll()
    .where('reaskState', '=', 'planned')
    .where('reaskAt', '<=', now)
    .orderBy('reaskAt')
    .limit(limit)
    .execute()
  return rows.map(toRecord)
}

/** Changes when any case does: how many there are, and how often they were changed. */
export async function readCasesState({ db }: Store, workspaceId: string): Promise<string> {
  const { n, versions } = await db
    .selectFrom('cases')
    .select(({ fn }) => [
      fn.countAll<number>().as('n'),
      fn.sum<number | null>('version').as('versions'),
    ])
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return `${n} ${versions ?? 0}`
}

/** What others may read of every case: where it stands, and no words. */
export function listCasesForOthers({ db }: Store, workspaceId: string) {
  return db
    .selectFrom('cases')
    .select([
      'id as caseId',
      'customerId',
      'state',
      'priority',
      'factUnit as unit',
      'touchpoint',
      'rootCause',
      'openedAt',
      'dueAt',
      'contactedAt',
      'contactMinutes',
      'resolvedAt',
      'endedAt',
      'reaskNps as npsAfter',
    ])
    .where('workspaceId', '=', workspaceId)
    .orderBy('id')
    .execute()
}
