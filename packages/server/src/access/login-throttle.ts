import { createHash } from 'node:crypto'
import { FealtyError, NewestMap } from '@fealty/core'

const windowMilliseconds = 15 * 60_000
/**
 * Failed tries in a quarter of an hour. The pair of name and address is held tightest; an address
 * alone is loose, because a whole office may sit behind it.
 */
const limits = { pair: 5, name: 25, address: 250 } as const
/** Names that never existed cost memory too; beyond this the oldest are forgotten. */
const rememberedKeys = 20_000

interface Tries {
  count: number
  since: number
}

/** Counts failed sign-ins in this process's memory, so it holds when nothing else is there. */
export class LoginThrottle {
  readonly #tries = new NewestMap<string, Tries>(rememberedKeys)

  /**
   * Counts a try before the password is looked at, so that parallel tries cannot slip through.
   * Call the result when the sign-in succeeds.
   * @throws FealtyError `request.too-many`
   */
  take(name: string, address: string, now: Date): () => void {
    const keys = [
      { key: digest(`pair ${name} ${address}`), limit: limits.pair },
      { key: digest(`name ${name}`), limit: limits.name },
      { key: digest(`address ${address}`), limit: limits.address },
    ]
    for (const { key, limit } of keys) {
      const tries = this.#current(key, now)
      if (tries.count < limit) continue
      const waitMilliseconds = tries.since + windowMilliseconds - now.getTime()
      throw new FealtyError('request.too-many', { seconds: Math.ceil(waitMilliseconds / 1000) })
    }
    const counted = keys.map(({ key }) => this.#current(key, now))
    for (const tries of counted) tries.count += 1
    return () => {
      for (const tries of counted) tries.count -= 1
    }
  }

  #current(key: string, now: Date): Tries {
    const known = this.#tries.get(key)
    if (known && now.getTime() - known.since < windowMilliseconds) return known
    const fresh = { count: 0, since: now.getTime() }
    this.#tries.set(key, fresh)
    return fresh
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text.toLowerCase()).digest('base64url')
}
