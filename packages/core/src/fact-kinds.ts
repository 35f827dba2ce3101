import { accounts, customers, responses, subscriptions } from './customer-kinds.ts'
import { costs, happenings, interactions, orders, usage } from './event-kinds.ts'
import type { FactKind } from './fact-field.ts'

export type { FactField, FactKind, FieldType } from './fact-field.ts'

/** The kinds of facts and their fields. Columns nobody mapped stay as attributes. */
export const factKinds = {
  customers,
  accounts,
  orders,
  subscriptions,
  interactions,
  usage,
  responses,
  costs,
  happenings,
} as const satisfies Record<string, FactKind>

export type FactKindName = keyof typeof factKinds

export const factKindNames = Object.keys(factKinds) as FactKindName[]

/** The kind by its name, with the wide type. */
export function factKind(name: FactKindName): FactKind {
  return factKinds[name]
}
