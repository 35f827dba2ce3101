import { FealtyError } from '@fealty/core'
import { addOneTimeToken, takeOneTimeToken, type Store } from '@fealty/store'
import { hashToken, newToken } from './secrets.ts'

/** What one-time links are for, and for how long each works. A link works for its own purpose only. */
const linkHours = { setup: 24, enter: 24, invitation: 7 * 24, 'new-password': 24 } as const
type LinkPurpose = keyof typeof linkHours

/** Path of the page that opens a link; the token stands behind `#`, so no log and no referrer has it. */
const linkPages: Record<LinkPurpose, string> = {
  setup: '/setup',
  enter: '/enter',
  invitation: '/invitation',
  'new-password': '/new-password',
}

export interface OneTimeLink {
  /** Path and fragment; the caller puts the address of the server before it. */
  path: string
  expiresAt: string
}

/** Makes a link that works once. */
export async function makeLink(
  store: Store,
  purpose: LinkPurpose,
  payload: Record<string, string>,
  now: Date,
): Promise<OneTimeLink> {
  const token = newToken()
  const expiresAt = new Date(now.getTime() + linkHours[purpose] * 3_600_000).toISOString()
  const createdAt = now.toISOString()
  await addOneTimeToken(store, {
    tokenHash: hashToken(token),
    purpose,
    payload,
    createdAt,
    expiresAt,
  })
  return { path: `${linkPages[purpose]}#token=${token}`, expiresAt }
}

/** Uses a link up and gives what it was made with. @throws FealtyError `access.token-invalid` */
export async function takeLink(
  store: Store,
  purpose: LinkPurpose,
  token: string,
  now: Date,
): Promise<Record<string, string>> {
  const payload = await takeOneTimeToken(store, hashToken(token), purpose, now.toISOString())
  if (!payload) throw new FealtyError('access.token-invalid')
  return payload
}
