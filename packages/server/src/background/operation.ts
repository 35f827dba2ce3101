import { defineOperation, FealtyError, type Call } from '@fealty/core'
import { listDeadEvents, readBacklog, reviveEvent } from '@fealty/store'
import type { AccessServices } from '../access/services.ts'
import { nothing } from '../access/contract.ts'
import { backlogOutput, reviveInput } from './contract.ts'

type OutboxCall = Call<AccessServices>
const mostShown = 200

const list = defineOperation({
  id: 'outbox.list',
  summary: 'What waits to leave (mails, webhooks, facts), and what could not',
  kind: 'query',
  input: nothing,
  output: backlogOutput,
  errors: [],
  access: ['owner', 'analyst'],
  async run({ workspaceId, services: { store } }: OutboxCall) {
    const dead = await listDeadEvents(store, workspaceId, mostShown)
    return { ...(await readBacklog(store)), dead }
  },
})

const revive = defineOperation({
  id: 'outbox.revive',
  summary: 'Tries one event again that could not be handled',
  kind: 'command',
  input: reviveInput,
  output: nothing,
  errors: ['record.not-found'],
  access: ['owner'],
  async run({ workspaceId, services: { store, now } }: OutboxCall, { eventId }) {
    if (await reviveEvent(store, workspaceId, eventId, now().toISOString())) return {}
    throw new FealtyError('record.not-found', { what: 'failed event' })
  },
})

export const backgroundOperations = [list, revive]
