import type { EventHandler } from '@fealty/core'
import { changeInvitation, findInvitation } from '@fealty/store'
import { responseAccepted, responseAcceptedSchema } from '../answer/contract.ts'
import type { ListenServices } from '../services.ts'

/** An answer ends its invitation, also a late one: nobody is reminded of what was answered. */
export const answeredHandler: EventHandler<ListenServices> = {
  topic: responseAccepted,
  name: 'invitations.answered',
  effect: 'store',
  async handle({ services: { store } }, events) {
    for (const { payload, workspaceId } of events) {
      const { invitationId, at } = responseAcceptedSchema.parse(payload)
      if (invitationId === null) continue
      const invitation = await findInvitation(store, workspaceId, invitationId)
      if (invitation?.landedAt !== null) continue
      await changeInvitation(store, invitationId, ['sent', 'expired'], {
        state: 'answered',
        answeredAt: at,
        nextReminderAt: null,
      })
    }
  },
}
