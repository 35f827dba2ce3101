/** What a field of a fact holds. `key` and `text` are words; `money` is decimal(18,4). */
export type FieldType = 'key' | 'text' | 'day' | 'moment' | 'money' | 'number' | 'score'

export interface FactField {
  type: FieldType
  /** A row without it is rejected. */
  required?: true
  meaning: string
  /** Header words that mean this field in companies' exports; the mapping is guessed by them. */
  guesses: readonly string[]
}

export interface FactKind {
  meaning: string
  /** The field by which a later row replaces an earlier one (master data); events have none. */
  replacesBy?: string
  /** The moment or day that dates the fact; derived column `day` is cut from it. */
  datedBy?: string
  fields: Readonly<Record<string, FactField>>
}

const customer: FactField = {
  type: 'key',
  meaning: 'Whose it is',
  guesses: ['customer_id', 'customer', 'customerid', 'client_id', 'account_id', 'user_id', 'cust'],
}
const unit: FactField = {
  type: 'key',
  meaning: 'The unit of the company it belongs to: region, division, shop',
  guesses: ['unit', 'region', 'division', 'bu', 'business_unit', 'shop', 'store', 'country'],
}
const channel: FactField = {
  type: 'key',
  meaning: 'Where it happened: web, shop, phone',
  guesses: ['channel'],
}
const touchpoint: FactField = {
  type: 'key',
  meaning: 'The point of the journey: purchase, onboarding, support',
  guesses: ['touchpoint', 'touch_point', 'journey_stage'],
}
const productLine: FactField = {
  type: 'key',
  meaning: 'The line of products',
  guesses: ['product_line', 'line_of_business', 'category', 'plan_tier'],
}

/** The kinds of facts and their fields. Columns nobody mapped stay as attributes. */
export const factKinds = {
  customers: {
    meaning: 'Who the customers are',
    replacesBy: 'customer_id',
    fields: {
      customer_id: { ...customer, required: true },
      name: {
        type: 'text',
        meaning: 'How the customer is called',
        guesses: ['name', 'customer_name', 'account_name', 'company'],
      },
      account_id: {
        type: 'key',
        meaning: 'The account the customer belongs to',
        guesses: ['account_id', 'parent_account'],
      },
      since: {
        type: 'day',
        meaning: 'Customer since',
        guesses: [
          'since',
          'customer_since',
          'signup_date',
          'created',
          'created_at',
          'start_date',
          'joined',
        ],
      },
      unit,
      product_line: productLine,
      segment: {
        type: 'key',
        meaning: 'The company’s own segment',
        guesses: ['segment', 'customer_segment'],
      },
      acquired_by: {
        type: 'key',
        meaning: 'How the customer came; “referral” counts for earned growth',
        guesses: ['acquired_by', 'acquisition_channel', 'referral_source', 'lead_source', 'source'],
      },
    },
  },
  accounts: {
    meaning: 'Accounts that hold customers',
    replacesBy: 'account_id',
    fields: {
      account_id: {
        type: 'key',
        required: true,
        meaning: 'The account',
        guesses: ['account_id', 'id', 'account'],
      },
      name: {
        type: 'text',
        meaning: 'How the account is called',
        guesses: ['name', 'account_name'],
      },
      kind: {
        type: 'key',
        meaning: 'What kind of account',
        guesses: ['kind', 'type', 'account_type'],
      },
      unit,
    },
  },
  orders: {
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
  },
  subscriptions: {
    meaning: 'Contracts that run and bring recurring revenue',
    datedBy: 'start',
    fields: {
      subscription_id: {
        type: 'key',
        meaning: 'The contract',
        guesses: ['subscription_id', 'contract_id', 'id'],
      },
      customer_id: { ...customer, required: true },
      start: {
        type: 'day',
        required: true,
        meaning: 'First day',
        guesses: ['start', 'start_date', 'started_at', 'from'],
      },
      end: {
        type: 'day',
        meaning: 'First day on which it no longer runs; empty while it runs',
        guesses: ['end', 'end_date', 'ended_at', 'cancelled_at', 'churn_date', 'to'],
      },
      mrr: {
        type: 'money',
        meaning: 'Recurring revenue a month',
        guesses: ['mrr', 'mrr_amount', 'monthly_charges', 'monthlycharges', 'monthly_fee', 'price'],
      },
      product: {
        type: 'key',
        meaning: 'What runs',
        guesses: ['product', 'plan', 'plan_tier', 'tariff'],
      },
      product_line: productLine,
      bundle: { type: 'key', meaning: 'The bundle it is part of', guesses: ['bundle'] },
      unit,
    },
  },
  interactions: {
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
  },
  usage: {
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
  },
  responses: {
    meaning: 'Answers to surveys; a row that was invited and has no answer counts as not answered',
    datedBy: 'at',
    fields: {
      response_id: {
        type: 'key',
        meaning: 'The answer sheet',
        guesses: ['response_id', 'answer_id', 'submission_id', 'id'],
      },
      customer_id: { ...customer },
      at: {
        type: 'moment',
        meaning: 'When it was answered',
        guesses: [
          'at',
          'date',
          'answered_at',
          'responded_at',
          'submitted_at',
          'completed_at',
          'timestamp',
        ],
      },
      invited_at: {
        type: 'moment',
        meaning: 'When the customer was asked',
        guesses: ['invited_at', 'sent_at', 'asked_at'],
      },
      survey: {
        type: 'key',
        meaning: 'Which survey; relationship and touchpoint series are never mixed',
        guesses: ['survey', 'survey_name', 'survey_type'],
      },
      touchpoint,
      channel,
      unit,
      language: {
        type: 'key',
        meaning: 'Language of the answer',
        guesses: ['language', 'locale', 'lang'],
      },
      nps: {
        type: 'score',
        meaning: 'Likelihood to recommend, whole number 0 to 10',
        guesses: [
          'nps',
          'nps_score',
          'rec',
          'recommend',
          'likelihood_to_recommend',
          'recommendation',
          'ltr',
        ],
      },
      csat: {
        type: 'score',
        meaning: 'Satisfaction, 1 to 5; 4 and 5 are satisfied',
        guesses: [
          'csat',
          'satisfaction',
          'satisfaction_score',
          'csat_score',
          'overall_satisfaction',
        ],
      },
      ces: {
        type: 'score',
        meaning: 'Ease (CES 2.0), 1 strongly disagree to 7 strongly agree; 5 to 7 is easy',
        guesses: ['ces', 'effort', 'ease', 'ces_score', 'customer_effort'],
      },
      comment: {
        type: 'text',
        meaning: 'What the customer wrote',
        guesses: ['comment', 'verbatim', 'feedback', 'feedback_text', 'reason_text'],
      },
    },
  },
  costs: {
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
  },
  happenings: {
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
  },
} as const satisfies Record<string, FactKind>

export type FactKindName = keyof typeof factKinds

export const factKindNames = Object.keys(factKinds) as FactKindName[]

/** The kind by its name, with the wide type. */
export function factKind(name: FactKindName): FactKind {
  return factKinds[name]
}
