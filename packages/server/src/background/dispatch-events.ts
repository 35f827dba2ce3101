import {
  eventRetrySeconds,
  FealtyError,
  SomeFailed,
  type BackgroundCall,
  type DomainEvent,
  type EventHandler,
} from '@fealty/core'
import { inTransaction, noteFailed, noteHandled, takeEvents, type TakenEvent } from '@fealty/store'
import type { Logger } from 'pino'
import type { Services } from '../services.ts'

/** Small enough that those who wait for the store meanwhile do so for some milliseconds. */
export const batchSize = 200
/** How long a process may work on what it has taken before another one may take it. */
const leaseMilliseconds = 5 * 60_000

export interface DispatchOptions {
  services: Services
  handlers: readonly EventHandler<Services>[]
  log: Logger
  signal: AbortSignal
}

/** Hands events that are due to their handlers. Returns how many were taken. */
export async function dispatchEvents(options: DispatchOptions): Promise<number> {
  const { services, signal } = options
  const now = services.now()
  const taken = await takeEvents(services.store, {
    now: now.toISOString(),
    until: new Date(now.getTime() + leaseMilliseconds).toISOString(),
    limit: batchSize,
  })
  for (const topic of new Set(taken.map((event) => event.topic))) {
    if (signal.aborted) break
    await dispatchTopic(
      options,
      topic,
      taken.filter((event) => event.topic === topic),
    )
  }
  return taken.length
}

/** An event on its way through its handlers. */
interface Passage {
  event: TakenEvent
  done: Set<string>
  problem: string | null
}

async function dispatchTopic(
  options: DispatchOptions,
  topic: string,
  events: readonly TakenEvent[],
): Promise<void> {
  const handlers = options.handlers.filter((handler) => handler.topic === topic)
  const passages = events.map((event): Passage => ({
    event,
    done: new Set(event.doneHandlers),
    problem: null,
  }))
  for (const handler of handlers) {
    const open = passages.filter(({ done }) => !done.has(handler.name))
    for (const group of byWorkspace(open)) await handleTogether(options, handler, group)
  }
  await settle(options, passages)
}

/** A handler gets the events of one workspace at a time. */
function byWorkspace(passages: readonly Passage[]): Passage[][] {
  const groups = new Map<string, Passage[]>()
  for (const passage of passages) {
    const { workspaceId } = passage.event
    groups.set(workspaceId, [...(groups.get(workspaceId) ?? []), passage])
  }
  return [...groups.values()]
}

/** All at once; when that fails one by one, so that one bad event does not hold the others. */
async function handleTogether(
  options: DispatchOptions,
  handler: EventHandler<Services>,
  passages: readonly Passage[],
): Promise<void> {
  try {
    await handleOnce(options, handler, passages)
  } catch (error) {
    if (passages.length === 1) {
      passages[0]!.problem = describe(error)
      options.log.warn({ err: error, handler: handler.name }, 'an event could not be handled')
      return
    }
    const open = passages.filter(({ done }) => !done.has(handler.name))
    for (const passage of open) await handleTogether(options, handler, [passage])
  }
}

async function handleOnce(
  { services, signal }: DispatchOptions,
  handler: EventHandler<Services>,
  passages: readonly Passage[],
): Promise<void> {
  const events = passages.map(({ event }): DomainEvent => event)
  const call = { services, now: services.now(), signal }
  if (handler.effect === 'store') {
    await inTransaction(services.store, async (store) => {
      await handler.handle({ ...call, services: { ...services, store } }, events)
      await noteThrough(store, handler, passages)
    })
    for (const { done } of passages) done.add(handler.name)
    return
  }
  const failure = await handleOutside(handler, call, events)
  const through = passages.filter(({ event }) => !failure?.eventIds.has(event.id))
  await noteThrough(services.store, handler, through)
  for (const { done } of through) done.add(handler.name)
  if (failure) throw failure
}

function noteThrough(
  store: Services['store'],
  handler: EventHandler<Services>,
  passages: readonly Passage[],
): Promise<void> {
  const events = passages.map(({ event, done }) => ({
    id: event.id,
    doneHandlers: [...done, handler.name],
    end: false,
  }))
  return noteHandled(store, events)
}

/** Does the work; gives the failure that names the events with which it was not done. */
async function handleOutside(
  handler: EventHandler<Services>,
  call: BackgroundCall<Services>,
  events: readonly DomainEvent[],
): Promise<SomeFailed | null> {
  try {
    await handler.handle(call, events)
    return null
  } catch (error) {
    if (error instanceof SomeFailed) return error
    throw error
  }
}

/** What a person may read of a failure: the catalogue's sentence, or that it was none of those. */
function describe(problem: unknown): string {
  const error = problem instanceof SomeFailed ? problem.cause : problem
  return error instanceof FealtyError ? error.message : 'Something went wrong inside.'
}

async function settle({ services }: DispatchOptions, passages: readonly Passage[]): Promise<void> {
  const { store } = services
  const ended = passages.filter(({ problem }) => problem === null)
  await noteHandled(
    store,
    ended.map(({ event, done }) => ({ id: event.id, doneHandlers: [...done], end: true })),
  )
  for (const { event, problem } of passages) {
    if (problem === null) continue
    const attempts = event.attempts + 1
    const seconds = eventRetrySeconds[attempts - 1]
    const retryAt =
      seconds === undefined
        ? null
        : new Date(services.now().getTime() + seconds * 1_000).toISOString()
    await noteFailed(store, { id: event.id, problem, attempts, retryAt })
  }
}
