import { RATINGS } from './story.ts'

/** The exports of Northline, in the order they are written; each is `<name>.csv`. */
export const DEMO_HEADERS = {
  units: ['unit_id', 'name', 'parent_id', 'kind', 'dimension', 'value', 'owner'],
  accounts: ['account_id', 'name', 'kind', 'region', 'partner_tier'],
  customers: [
    'customer_id',
    'name',
    'account_id',
    'since',
    'segment',
    'region',
    'product_line',
    'acquisition_channel',
    'portal_pilot',
    'email',
    'language',
  ],
  subscriptions: [
    'subscription_id',
    'customer_id',
    'product',
    'product_line',
    'bundle',
    'start',
    'end',
    'mrr',
  ],
  orders: [
    'order_id',
    'line',
    'customer_id',
    'ordered_at',
    'order_type',
    'product',
    'product_line',
    'region',
    'channel',
    'quantity',
    'amount',
    'cost',
  ],
  interactions: [
    'interaction_id',
    'customer_id',
    'at',
    'touchpoint',
    'channel',
    'unit',
    'reason',
    'minutes',
    'cost',
    'outcome',
  ],
  responses: [
    'response_id',
    'customer_id',
    'invited_at',
    'answered_at',
    'survey',
    'touchpoint',
    'channel',
    'language',
    'nps',
    'csat',
    'ces',
    ...RATINGS.map((rating) => rating.header),
    'comment',
  ],
  costs: ['cost_id', 'customer_id', 'at', 'kind', 'amount'],
  usage: ['customer_id', 'at', 'metric', 'quantity'],
  happenings: ['happening_id', 'at', 'kind', 'name', 'unit', 'description'],
} as const satisfies Record<string, readonly string[]>

/** Name of an export without its ending. */
export type DemoFile = keyof typeof DEMO_HEADERS

/** One row: the cells in the order of the header, as text; an empty text is an empty cell. */
export type DemoRow = readonly string[]

/** Rows of several exports that belong together (one customer's, or the company's own). */
export type DemoBatch = Record<DemoFile, DemoRow[]>

export function createBatch(): DemoBatch {
  return {
    units: [],
    accounts: [],
    customers: [],
    subscriptions: [],
    orders: [],
    interactions: [],
    responses: [],
    costs: [],
    usage: [],
    happenings: [],
  }
}

/** Cents as a decimal with two places. */
export function formatCents(cents: number): string {
  const size = Math.abs(cents)
  const rest = size % 100
  const text = `${(size - rest) / 100}.${rest < 10 ? '0' : ''}${rest}`
  return cents < 0 ? `-${text}` : text
}

/** A prefix and a number with leading zeros, e.g. `C004211`. */
export function formatCode(prefix: string, number: number, digits: number): string {
  return prefix + String(number).padStart(digits, '0')
}
