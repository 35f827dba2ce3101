import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const prefix = 'whsec_'
/** How far the clocks of sender and receiver may lie apart. */
const toleranceSeconds = 5 * 60

/** A new secret of 256 bits, as Standard Webhooks writes it. */
export function makeSecret(): string {
  return prefix + randomBytes(32).toString('base64')
}

/**
 * The signature of a message: HMAC-SHA256 over `id.timestamp.body`, in base64 after `v1,`.
 * Source: standard-webhooks/standard-webhooks, spec/standard-webhooks.md. `timestamp` in seconds.
 */
export function signMessage(secret: string, id: string, timestamp: number, body: string): string {
  const bytes = Buffer.from(secret.replace(prefix, ''), 'base64')
  const mac = createHmac('sha256', bytes).update(`${id}.${timestamp}.${body}`)
  return `v1,${mac.digest('base64')}`
}

/** What a receiver reads of a message. */
export interface SignedMessage {
  /** Header names in lower case. */
  headers: Readonly<Record<string, string | undefined>>
  body: string
}

export type SignatureVerdict = 'good' | 'unsigned' | 'wrong' | 'old' | 'future' | 'replayed'

/**
 * What a receiver does before it believes a message: the signature fits the bytes that came, it was
 * made within five minutes, and its id is new. `claim` notes an id and is false for a known one; it is
 * asked last, so that nobody without the secret can use up an id.
 */
export async function verifyMessage(
  secret: string,
  { headers, body }: SignedMessage,
  now: Date,
  claim: (id: string) => Promise<boolean>,
): Promise<SignatureVerdict> {
  const id = headers['webhook-id'] ?? ''
  const written = headers['webhook-timestamp'] ?? ''
  const signatures = headers['webhook-signature'] ?? ''
  if (id === '' || signatures === '' || !/^\d{1,12}$/.test(written)) return 'unsigned'
  const expected = Buffer.from(signMessage(secret, id, Number(written), body))
  // While a secret is changed a sender may sign with both.
  const fits = signatures.split(' ').some((signature) => {
    const given = Buffer.from(signature)
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
  if (!fits) return 'wrong'
  const age = now.getTime() / 1_000 - Number(written)
  if (age > toleranceSeconds) return 'old'
  if (age < -toleranceSeconds) return 'future'
  return (await claim(id)) ? 'good' : 'replayed'
}
