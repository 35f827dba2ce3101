import { inChunks } from '@fealty/core'
import type { Selectable } from 'kysely'
import type { Store } from './store.ts'
import type { Moment } from './tables.ts'
import type { LinkTable } from './tables-survey.ts'

/** A link with the facts of its occasion. */
export interface LinkRecord extends Omit<LinkTable, 'context'> {
  context: Record<string, string>
}

/** Which links of a workspace: those of one customer, invitation or survey, or one by its hash. */
export interface LinkChoice {
  workspaceId: string
  tokenHash?: string
  surveyId?: string
  customerId?: string
  invitationId?: string
}

/** One insert holds no more rows than this; each has a dozen parameters. */
const rowsPerStatement = 200

const toRecord = (row: Selectable<LinkTable>): LinkRecord => ({
  ...row,
  context: JSON.parse(row.context) as Record<string, string>,
})

export async function addLinks({ db }: Store, links: readonly LinkRecord[]): Promise<void> {
  for (const chunk of inChunks(links, rowsPerStatement)) {
    const rows = chunk.map((link) => ({ ...link, context: JSON.stringify(link.context) }))
    await db.insertInto('links').values(rows).execute()
  }
}

/** The links of tokens by their hashes, whatever their state. */
export async function findLinkRecords(
  { db }: Store,
  tokenHashes: readonly string[],
): Promise<Map<string, LinkRecord>> {
  const rows = await db
    .selectFrom('links')
    .selectAll()
    .where('tokenHash', 'in', tokenHashes)
    .execute()
  return new Map(rows.map((row) => [row.tokenHash, toRecord(row)]))
}

/** Which of these links have not been ended. Nothing else of a link ever changes. */
export async function findStanding(
  { db }: Store,
  tokenHashes: readonly string[],
): Promise<Set<string>> {
  if (tokenHashes.length === 0) return new Set()
  const rows = await db
    .selectFrom('links')
    .select('tokenHash')
    .where('tokenHash', 'in', [...new Set(tokenHashes)])
    .where('revokedAt', 'is', null)
    .execute()
  return new Set(rows.map(({ tokenHash }) => tokenHash))
}

/** The link of a token by its hash, whatever its state. */
export async function findLinkRecord(
  store: Store,
  tokenHash: string,
): Promise<LinkRecord | undefined> {
  return (await findLinkRecords(store, [tokenHash])).get(tokenHash)
}

/** Links that belong to nobody: posters, pages, widgets. The oldest first. */
export async function listOpenLinks(
  { db }: Store,
  workspaceId: string,
  surveyId: string,
): Promise<LinkRecord[]> {
  const rows = await db
    .selectFrom('links')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('surveyId', '=', surveyId)
    .where('customerId', 'is', null)
    .where('invitationId', 'is', null)
    .orderBy('createdAt')
    .orderBy('tokenHash')
    .execute()
  return rows.map(toRecord)
}

/** Makes links worthless from now on, and says how many. At least one condition is needed. */
export async function endLinks({ db }: Store, choice: LinkChoice, at: Moment): Promise<number> {
  const { workspaceId, ...conditions } = choice
  const given = Object.entries(conditions) as [Exclude<keyof LinkChoice, 'workspaceId'>, string][]
  if (given.length === 0) throw new RangeError('links are ended by a condition, never all of them')
  let update = db
    .updateTable('links')
    .set({ revokedAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('revokedAt', 'is', null)
  for (const [column, value] of given) update = update.where(column, '=', value)
  const { numUpdatedRows } = await update.executeTakeFirst()
  return Number(numUpdatedRows)
}
