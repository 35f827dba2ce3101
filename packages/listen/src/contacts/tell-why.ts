import { dayIn, writeDay } from '@fealty/core'
import type { Why } from './contract.ts'

/** The one sentence that answers “was this customer asked?”. The newest of what happened counts. */
export function tellWhy(
  why: Omit<Why, 'headline'>,
  { isCustomer, timeZone }: { isCustomer: boolean; timeZone: string },
): string {
  const { contact, invitations, decisions } = why
  const dayOf = (moment: string) => writeDay(dayIn(timeZone, new Date(moment)), true)
  if (contact.erasedAt !== null) return 'The customer asked to be forgotten and is never asked.'
  const asked = invitations.find(({ sentAt }) => sentAt !== null)
  const newest = decisions.find(({ decision }) => decision !== 'send')
  if (
    typeof asked?.sentAt === 'string' &&
    (newest === undefined || asked.sentAt >= newest.lastAt)
  ) {
    const answered =
      asked.answeredAt === null
        ? 'and has not answered'
        : `and answered on ${dayOf(asked.answeredAt)}`
    return `Asked “${asked.survey}” on ${dayOf(asked.sentAt)} ${answered}.`
  }
  if (newest !== undefined) {
    const until = newest.until === null ? '' : ` It is looked at again on ${dayOf(newest.until)}.`
    return `Not asked “${newest.survey}”: ${lowerFirst(newest.reason)}${until}`
  }
  if (!isCustomer) return 'No longer an active customer, and so not asked.'
  if (!contact.reachable) return 'Cannot be asked: no mail address is known.'
  if (why.undrawn.length === 0) return 'Not asked: no plan invites customers yet.'
  return 'Not asked yet: no plan has come to this customer.'
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
