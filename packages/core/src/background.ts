/** What background work is given; the same services as an operation has, and no caller. */
export interface BackgroundCall<S> {
  services: S
  /** The moment of the clock, given by the server: below it there is no clock. */
  now: Date
  /** Ends the work when the program stops. */
  signal: AbortSignal
}

/** Something that has happened and that others act on; written in the transaction that made it true. */
export interface DomainEvent {
  id: string
  workspaceId: string
  /** `thing.happened`, e.g. `response.accepted`. */
  topic: string
  payload: unknown
  /** ISO 8601 in UTC. */
  createdAt: string
  /** How often it was tried before, by any handler. */
  attempts: number
}

/**
 * Acts on events of one topic. Each event reaches each handler at least once, and never again after
 * the handler has returned.
 *
 * `store`: the work only writes records; it runs in one transaction with the note that it is done, so
 * it happens exactly once. `outside`: the work also reaches out of the store (a mail, a webhook, the
 * engine) and must bear being done twice.
 */
export interface EventHandler<S> {
  topic: string
  /** Unique among the handlers of its topic, and stable: it stands in the outbox. */
  name: string
  effect: 'store' | 'outside'
  handle: (call: BackgroundCall<S>, events: readonly DomainEvent[]) => Promise<void>
}

/**
 * Thrown by a handler of the effect `outside` that was done with some events of a batch and not with
 * others: those it was done with do not come to it again. The cause is what went wrong.
 */
export class SomeFailed extends Error {
  readonly eventIds: ReadonlySet<string>

  constructor(eventIds: ReadonlySet<string>, cause: unknown) {
    super(`${eventIds.size} events of a batch could not be handled.`, { cause })
    this.eventIds = eventIds
  }
}

/** Work that comes round by the clock. One process at a time does it. */
export interface Job<S> {
  /** Unique and stable. */
  name: string
  everySeconds: number
  /** It asks the engine, and may take minutes: it runs beside the others, which do not wait for it. */
  isLong?: boolean
  /**
   * It is much work for the engine and nobody waits for it: while the engine is away it is not begun, nor
   * in the first minute after, which belongs to new facts and to people.
   */
  canWait?: boolean
  run: (call: BackgroundCall<S>) => Promise<void>
}

/**
 * Seconds to wait after the first failure of an event, the second, and so on; an event that fails once
 * more after the last is dead. So each is tried `eventRetrySeconds.length + 1` times.
 */
export const eventRetrySeconds = [5, 30, 120, 600, 3_600, 6 * 3_600, 24 * 3_600] as const
