import type { FactKind } from './fact-field.ts'
import { customer, unit, channel, touchpoint, productLine } from './shared-fields.ts'

export const customers = {
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
    // Text, so that nothing is ever cut by it: it names a single person.
    email: {
      type: 'text',
      meaning: 'Where the customer is written to; never cut by and never exported',
      guesses: ['email', 'e_mail', 'email_address', 'mail', 'contact_email'],
    },
    language: {
      type: 'text',
      meaning: 'Language the customer is written to in, as a BCP 47 tag',
      guesses: ['language', 'locale', 'lang', 'preferred_language'],
    },
  },
} as const satisfies FactKind

export const accounts = {
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
} as const satisfies FactKind

export const subscriptions = {
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
} as const satisfies FactKind

export const responses = {
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
      guesses: ['csat', 'satisfaction', 'satisfaction_score', 'csat_score', 'overall_satisfaction'],
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
} as const satisfies FactKind
