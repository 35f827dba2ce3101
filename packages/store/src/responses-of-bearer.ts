import type { ResponseRecord } from './responses.ts'
import type { Store } from './store.ts'

/** Whose sheet: that of one personal link. One of customer and invitation is there. */
export interface BearerChoice {
  workspaceId: string
  surveyId: string
  bearer: string
  customerId: string | null
  invitationId: string | null
}

/** The newest sheet that the bearer of a personal link has begun or sent. */
export function findResponseOfBearer(
  { db }: Store,
  { workspaceId, surveyId, bearer, customerId, invitationId }: BearerChoice,
): Promise<ResponseRecord | undefined> {
  const query = db
    .selectFrom('responses')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('surveyId', '=', surveyId)
    .where('bearer', '=', bearer)
    .where('erasedAt', 'is', null)
  // By an index of the table: there is none for the bearer.
  const narrowed =
    invitationId === null
      ? query.where('customerId', '=', customerId)
      : query.where('invitationId', '=', invitationId)
  return narrowed.orderBy('acceptedAt', 'desc').limit(1).executeTakeFirst()
}
