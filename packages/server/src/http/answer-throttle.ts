import { FealtyError, NewestMap } from '@fealty/core'

/** So many at once, and so many a second from then on. */
interface Allowance {
  burst: number
  eachSecond: number
}

/**
 * A personal link has one bearer, who may change a mind often. An open link hangs where thousands pass.
 * An address may be the whole office of a customer: five hundred people who answer at the same moment,
 * each with a few requests, are let in.
 */
const allowances = {
  personal: { burst: 60, eachSecond: 0.5 },
  open: { burst: 5_000, eachSecond: 1_000 },
  address: { burst: 2_500, eachSecond: 40 },
} as const satisfies Record<string, Allowance>

/** Keys cost memory; beyond this the ones unseen for longest are forgotten. */
const rememberedKeys = 50_000

interface Bucket {
  left: number
  at: number
}

/** This machine itself: a proxy in front, which has all callers behind it. */
const loopback = /^(127\.|::1$|::ffff:127\.)/

/**
 * Holds floods back, in this process's memory. What it refuses was not read and not kept, and the
 * answer says when to come again.
 */
export class AnswerThrottle {
  readonly #buckets = new NewestMap<string, Bucket>(rememberedKeys)

  /** @throws FealtyError `request.too-many` */
  takeAddress(address: string, now: Date): void {
    if (!loopback.test(address)) this.#take(`address ${address}`, allowances.address, now)
  }

  /** @throws FealtyError `request.too-many` */
  takeLink(
    link: { tokenHash: string; customerId: string | null; invitationId: string | null },
    now: Date,
  ): void {
    const isOpen = link.customerId === null && link.invitationId === null
    this.#take(link.tokenHash, isOpen ? allowances.open : allowances.personal, now)
  }

  #take(key: string, { burst, eachSecond }: Allowance, now: Date): void {
    const time = now.getTime()
    const known = this.#buckets.get(key) ?? { left: burst, at: time }
    const seconds = Math.max(0, time - known.at) / 1000
    const left = Math.min(burst, known.left + seconds * eachSecond)
    this.#buckets.set(key, { left: left < 1 ? left : left - 1, at: time })
    if (left >= 1) return
    throw new FealtyError('request.too-many', { seconds: Math.ceil((1 - left) / eachSecond) })
  }
}
