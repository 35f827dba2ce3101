import type { FactKind } from './fact-field.ts'
import { customer, unit, channel, touchpoint, productLine } from './shared-fields.ts'

export const orders = {
  meaning: 'Lines of orders or invoices; returns are negative',
  datedBy: 'at',
  fields: {
    order_id: {
      type: 'key',
      meaning: 'Rows of one order are its lines',
      guesses: [
        'order_id',
        'order',
        'invoice',
        'invoice_no',
        'invoiceno',
        'invoice_id',
        'transaction_id',
        'order_number',
      ],
    },
    customer_id: { ...customer, required: true },
    at: {
      type: 'moment',
      required: true,
      meaning: 'When',
      guesses: [
        'at',
        'ordered_at',
        'date',
        'order_date',
        'invoicedate',
        'invoice_date',
        'timestamp',
        'created_at',
        'purchase_date',
      ],
    },
    amount: {
      type: 'money',
      required: true,
      meaning: 'Price of the line as paid; negative for a return',
      guesses: [
        'amount',
        'total',
        'revenue',
        'sales',
        'value',
        'line_total',
        'net_amount',
        'dollar_value',
        'spend',
      ],
    },
    cost: {
      type: 'money',
      meaning: 'What the line cost the company',
      guesses: ['cost', 'cogs', 'cost_of_goods'],
    },
    quantity: {
      type: 'number',
      meaning: 'How many',
      guesses: ['quantity', 'qty', 'units', 'cds', 'number_of_cds'],
    },
    product: {
      type: 'key',
      meaning: 'What was bought',
      guesses: ['product', 'sku', 'stockcode', 'stock_code', 'item', 'product_id'],
    },
    product_line: productLine,
    channel,
    unit,
  },
} as const satisfies FactKind

export const interactions = {
  meaning: 'Contacts with service, sales, shops',
  datedBy: 'at',
  fields: {
    interaction_id: {
      type: 'key',
      meaning: 'The contact',
      guesses: ['interaction_id', 'ticket_id', 'case_id', 'contact_id', 'id'],
    },
    customer_id: { ...customer, required: true },
    at: {
      type: 'moment',
      required: true,
      meaning: 'When',
      guesses: [
        'at',
        'date',
        'submitted_at',
        'created_at',
        'opened_at',
        'timestamp',
        'contacted_at',
      ],
    },
    touchpoint,
    channel,
    unit,
    reason: {
      type: 'key',
      meaning: 'What it was about',
      guesses: ['reason', 'topic', 'category', 'subject'],
    },
    minutes: {
      type: 'number',
      meaning: 'How long',
      guesses: ['minutes', 'duration', 'handling_minutes'],
    },
    cost: {
      type: 'money',
      meaning: 'What it cost the company',
      guesses: ['cost', 'handling_cost'],
    },
    outcome: {
      type: 'key',
      meaning: 'How it ended',
      guesses: ['outcome', 'resolution', 'status', 'result'],
    },
  },
} as const satisfies FactKind

export const usage = {
  meaning: 'How much of the service was used',
  datedBy: 'at',
  fields: {
    customer_id: { ...customer, required: true },
    at: {
      type: 'moment',
      required: true,
      meaning: 'When',
      guesses: ['at', 'date', 'usage_date', 'day', 'timestamp'],
    },
    metric: {
      type: 'key',
      meaning: 'What was used',
      guesses: ['metric', 'feature', 'feature_name', 'event'],
    },
    quantity: {
      type: 'number',
      meaning: 'How much',
      guesses: ['quantity', 'usage_count', 'count', 'amount', 'value'],
    },
  },
} as const satisfies FactKind

export const costs = {
  meaning: 'Costs that belong to a customer',
  datedBy: 'at',
  fields: {
    customer_id: { ...customer, required: true },
    at: {
      type: 'moment',
      required: true,
      meaning: 'When',
      guesses: ['at', 'date', 'booked_at', 'month'],
    },
    kind: {
      type: 'key',
      meaning: 'service, acquisition, goods, reward …',
      guesses: ['kind', 'type', 'cost_type', 'category'],
    },
    amount: {
      type: 'money',
      required: true,
      meaning: 'How much',
      guesses: ['amount', 'cost', 'value', 'total'],
    },
  },
} as const satisfies FactKind

export const happenings = {
  meaning: 'What happened: release, incident, campaign, price change',
  datedBy: 'at',
  fields: {
    at: {
      type: 'moment',
      required: true,
      meaning: 'When',
      guesses: ['at', 'date', 'happened_at', 'start'],
    },
    kind: {
      type: 'key',
      meaning: 'release, incident, campaign, price change',
      guesses: ['kind', 'type', 'category'],
    },
    name: {
      type: 'text',
      required: true,
      meaning: 'How it is called on charts',
      guesses: ['name', 'title', 'event', 'label'],
    },
    unit,
    description: {
      type: 'text',
      meaning: 'What it was',
      guesses: ['description', 'details', 'note'],
    },
  },
} as const satisfies FactKind
