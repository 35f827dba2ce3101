import type { Moment } from './column-types.ts'

/** Which arm of an experiment a unit was put into by a system outside, and when it was first seen. */
export interface EnrolmentTable {
  workspaceId: string
  experimentId: string
  /** A customer or an account, as the experiment says. */
  unitId: string
  arm: string
  firstSeenAt: Moment
}

/** Tables of the room `prove`. */
export interface ProveTables {
  enrolments: EnrolmentTable
}
