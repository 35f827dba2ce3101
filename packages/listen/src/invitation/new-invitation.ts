import { randomUUID } from 'node:crypto'
import type { Invitation } from '@fealty/store'

const untouched = {
  state: 'planned',
  sentAt: null,
  reminders: 0,
  nextReminderAt: null,
  answeredAt: null,
  expiresAt: null,
  landedAt: null,
} as const

/** An invitation as each begins: planned, with nothing of it sent yet. */
export function newInvitation(
  planned: Omit<Invitation, 'id' | keyof typeof untouched>,
): Invitation {
  return { id: randomUUID(), ...planned, ...untouched }
}
