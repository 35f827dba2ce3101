import {
  eventRetrySeconds,
  FealtyError,
  type BackgroundCall,
  type DomainEvent,
  type EventHandler,
} from '@fealty/core'
import { changeDelivery, findDeliveries, type WebhookDelivery } from '@fealty/store'
import { z } from 'zod'
import type { OutsideServices } from '../services.ts'
import type { WebhookBody } from './contract.ts'
import { deliverTopic } from './fan-out.ts'
import { signMessage } from './signature.ts'
import { webhookRecords } from './webhook-record.ts'

const payloadSchema = z.object({ deliveryId: z.string() })
/** A receiver that answers so wants nothing more (Standard Webhooks). */
const gone = 410

type Call = BackgroundCall<OutsideServices>

/** A delivery with the event that carries it; `attempt` is which try of the event this is, from 1. */
interface Passage {
  delivery: WebhookDelivery
  attempt: number
}

/**
 * Sends what waits, to each webhook in its order and to all webhooks at once. One that fails holds up
 * nobody: the rest of its batch is not tried now. When anything failed, this throws; the dispatcher
 * then comes again with single events, and each finds what was noted of its try.
 */
export const deliverHandler: EventHandler<OutsideServices> = {
  topic: deliverTopic,
  name: 'webhooks.deliver',
  effect: 'outside',
  async handle(call, events) {
    const passages = await readPassages(call, events)
    const webhookIds = new Set(passages.map(({ delivery }) => delivery.webhookId))
    const problems = await Promise.all(
      [...webhookIds].map((webhookId) => {
        const own = passages.filter(({ delivery }) => delivery.webhookId === webhookId)
        return deliverInOrder(call, webhookId, own)
      }),
    )
    const problem = problems.find((one) => one !== undefined)
    if (problem !== undefined) throw problem
  },
}

async function readPassages(
  { services: { store } }: Call,
  events: readonly DomainEvent[],
): Promise<Passage[]> {
  const attempts = new Map(
    events.map(({ payload, attempts }) => [payloadSchema.parse(payload).deliveryId, attempts + 1]),
  )
  const workspaceId = events[0]?.workspaceId ?? ''
  const deliveries = await findDeliveries(store, workspaceId, [...attempts.keys()])
  return deliveries
    .map((delivery) => ({ delivery, attempt: attempts.get(delivery.id) ?? 1 }))
    .sort((a, b) => orderKey(a.delivery).localeCompare(orderKey(b.delivery)))
}

const orderKey = ({ createdAt, id }: WebhookDelivery): string => `${createdAt} ${id}`

async function deliverInOrder(
  call: Call,
  webhookId: string,
  passages: readonly Passage[],
): Promise<FealtyError | undefined> {
  const { store } = call.services
  const workspaceId = passages[0]?.delivery.workspaceId ?? ''
  const webhook = await webhookRecords.find(store, workspaceId, webhookId)
  let problem: FealtyError | undefined
  for (const { delivery, attempt } of passages) {
    if (delivery.state === 'delivered' || delivery.state === 'dropped') continue
    if (webhook?.body.state !== 'on') {
      await changeDelivery(store, delivery.id, { state: 'dropped', changedAt: moment(call) })
      continue
    }
    if (delivery.triedAttempt >= attempt) {
      problem ??= new FealtyError('egress.failed', { problem: 'it failed a moment ago' })
      continue
    }
    const tried = await tryOnce(call, webhook.body, { delivery, attempt }, problem)
    problem = tried.problem
    if (tried.status === gone) {
      await turnOff(call, workspaceId, webhookId, webhook.body)
      webhook.body.state = 'off'
    }
  }
  return problem
}

const moment = ({ services }: Call): string => services.now().toISOString()

interface Tried {
  /** Null when there was no answer. */
  status: number | null
  problem?: FealtyError | undefined
}

/** Sends one, unless one before it has failed just now. What came of it stands in the delivery. */
async function tryOnce(
  call: Call,
  webhook: WebhookBody,
  { delivery, attempt }: Passage,
  earlier: FealtyError | undefined,
): Promise<Tried> {
  const { status, problem } =
    earlier === undefined ? await post(call, webhook, delivery) : { status: null, problem: earlier }
  const last = attempt > eventRetrySeconds.length
  await changeDelivery(call.services.store, delivery.id, {
    state:
      problem === undefined ? 'delivered' : status === gone ? 'dropped' : last ? 'dead' : 'failing',
    status,
    problem: problem?.message ?? null,
    attempts: delivery.attempts + (earlier === undefined ? 1 : 0),
    triedAttempt: attempt,
    changedAt: moment(call),
  })
  return { status, problem: status === gone ? undefined : problem }
}

async function post(
  call: Call,
  { url, secret }: WebhookBody,
  delivery: WebhookDelivery,
): Promise<Tried> {
  // The id is the event's own: the same on every try and every replay, so a receiver counts once.
  const id = `msg_${delivery.eventId}`
  const timestamp = Math.floor(call.services.now().getTime() / 1_000)
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Fealty',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signMessage(secret, id, timestamp, delivery.body),
  }
  const { egress } = call.services
  try {
    const { status } = await egress.post({
      url,
      headers,
      body: delivery.body,
      signal: call.signal,
    })
    const good = status >= 200 && status < 300
    return good ? { status } : { status, problem: new FealtyError('webhook.refused', { status }) }
  } catch (error) {
    if (!(error instanceof FealtyError)) throw error
    return { status: null, problem: error }
  }
}

async function turnOff(
  call: Call,
  workspaceId: string,
  id: string,
  body: WebhookBody,
): Promise<void> {
  await webhookRecords.save(call.services.store, {
    workspaceId,
    id,
    body: { ...body, state: 'off' },
    author: 'webhooks',
    reason: 'The receiver answered 410 Gone.',
    at: moment(call),
  })
}
