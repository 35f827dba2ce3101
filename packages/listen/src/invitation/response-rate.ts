import { insufficient, type Measured } from '@fealty/core'
import { wilsonInterval } from '@fealty/stats'

/** Invitations before a response rate is shown. */
const enoughInvitations = 30

/** Answers per invitation, in [0, 1], with its Wilson interval. */
export function measureRate(answered: number, invited: number): Measured {
  if (invited < enoughInvitations) {
    return insufficient(
      invited,
      enoughInvitations,
      `${enoughInvitations} ended invitations are needed for a response rate.`,
    )
  }
  return wilsonInterval({ successes: answered, n: invited })
}
