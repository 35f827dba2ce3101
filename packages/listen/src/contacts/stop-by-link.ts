import { readWorkspace, savePurpose } from '@fealty/store'
import { findLink } from '../links/links.ts'
import type { ListenServices } from '../services.ts'

/**
 * What an unsubscribe link of a mail does: it stops the purpose of the survey for its customer, however
 * often it is used. `look` only says whose page it is. Nothing for a link that does not work.
 */
export async function stopByLink(
  { store, now }: Pick<ListenServices, 'store' | 'now'>,
  token: string,
  via: 'look' | 'page' | 'mail program',
): Promise<{ company: string } | undefined> {
  const moment = now()
  const link = await findLink(store, token, moment, 'unsubscribe')
  const customerId = link?.customerId ?? null
  if (!link || customerId === null) return undefined
  const { workspaceId } = link
  if (via !== 'look') {
    await savePurpose(store, {
      workspaceId,
      customerId,
      purpose: link.context.purpose ?? 'surveys',
      state: 'stopped',
      via,
      at: moment.toISOString(),
    })
  }
  return { company: (await readWorkspace(store, workspaceId)).name }
}
