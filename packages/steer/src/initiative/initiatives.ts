import { recordKind } from '@fealty/store'
import {
  correctionSchema,
  costBookingSchema,
  parseInitiative,
  readingSchema,
  type Correction,
  type CostBooking,
  type KeptInitiative,
  type Reading,
} from './contract.ts'

/** Every version of every initiative; what was planned first is never written over. */
export const initiatives = recordKind<KeptInitiative>({
  kind: 'initiative',
  what: 'initiative',
  parse: parseInitiative,
})

/** Money spent, by initiative. */
export const costBookings = recordKind<CostBooking>({
  kind: 'cost-booking',
  what: 'cost booking',
  parse: (body) => costBookingSchema.parse(body),
})

/** Corrections that opened, and what was decided, by initiative. */
export const corrections = recordKind<Correction>({
  kind: 'initiative-correction',
  what: 'correction',
  parse: (body) => correctionSchema.parse(body),
})

/** Realised against planned, one for each state of the facts, by initiative. */
export const readings = recordKind<Reading>({
  kind: 'initiative-reading',
  what: 'reading',
  parse: (body) => readingSchema.parse(body),
})
