import { createHash, randomBytes } from 'node:crypto'

/** A new token of 256 random bits, as text that fits into a link or a cookie. */
export function newToken(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url')
}

/**
 * What is kept of a token. A plain hash is enough, and a fast one: a token of 256 random bits cannot
 * be guessed, unlike a password.
 */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
