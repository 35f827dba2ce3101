import { sql } from 'kysely'
import type { Moment } from './column-types.ts'
import type { Invitation } from './invitations.ts'
import type { Store } from './store.ts'

export interface InvitationCount {
  planId: string
  stratum: string
  state: Invitation['state']
  count: number
}

/** How many invitations stand how, by plan and class. */
export function countInvitations({ db }: Store, workspaceId: string): Promise<InvitationCount[]> {
  return db
    .selectFrom('invitations')
    .select(({ fn }) => ['planId', 'stratum', 'state', fn.countAll<number>().as('count')])
    .where('workspaceId', '=', workspaceId)
    .groupBy(['planId', 'stratum', 'state'])
    .orderBy('planId')
    .orderBy('stratum')
    .execute()
}

/** Invitations of a plan, sent in one hour, whose time is over. */
export interface EndedInvitations {
  planId: string
  surveyId: string
  stratum: string
  /** Hour in UTC in which they were sent: `2026-09-07T08`. */
  sentHour: string
  ended: number
  answered: number
}

/**
 * Invitations whose time is over at a moment, and how many of them were answered. One that was answered
 * early counts no sooner than its time is over: those who answer are quick, and a rate that counts them
 * at once and the silent ones a month later would be far too high.
 */
export async function countEndedInvitations(
  { db }: Store,
  workspaceId: string,
  { now, units = null }: { now: Moment; units?: readonly string[] | null },
): Promise<EndedInvitations[]> {
  if (units?.length === 0) return []
  const sentHour = sql<string>`substr(${sql.ref('sentAt')}, 1, 13)`
  let query = db
    .selectFrom('invitations')
    .select(({ fn }) => [
      'planId',
      'surveyId',
      'stratum',
      'state',
      sentHour.as('sentHour'),
      fn.countAll<number>().as('count'),
    ])
    .where('workspaceId', '=', workspaceId)
    .where('state', 'in', ['answered', 'expired'])
    .where('sentAt', 'is not', null)
    .where('expiresAt', '<=', now)
  if (units !== null) query = query.where('unit', 'in', units)
  const rows = await query
    .groupBy(['planId', 'surveyId', 'stratum', 'state', sentHour])
    .orderBy(sentHour)
    .execute()
  return rows.map(({ state, count, ...row }) => ({
    ...row,
    ended: count,
    answered: state === 'answered' ? count : 0,
  }))
}

/** Invitations of a plan whose time ends on one day of UTC. */
export interface ExpiringInvitations {
  planId: string
  expiresOn: string
  ended: number
  answered: number
}

/** When the time of a workspace's invitations ends, also of those that still wait for their answer. */
export async function countByExpiry(
  { db }: Store,
  workspaceId: string,
): Promise<ExpiringInvitations[]> {
  const expiresOn = sql<string>`substr(${sql.ref('expiresAt')}, 1, 10)`
  const rows = await db
    .selectFrom('invitations')
    .select(({ fn }) => [
      'planId',
      'state',
      expiresOn.as('expiresOn'),
      fn.countAll<number>().as('count'),
    ])
    .where('workspaceId', '=', workspaceId)
    .where('state', 'in', ['answered', 'expired', 'sent'])
    .where('expiresAt', 'is not', null)
    .groupBy(['planId', 'state', expiresOn])
    .execute()
  return rows.map(({ planId, state, expiresOn, count }) => ({
    planId,
    expiresOn,
    ended: count,
    answered: state === 'answered' ? count : 0,
  }))
}
