export const CHURN_REASONS = [
  'dissatisfaction',
  'breakdown',
  'price-rise',
  'new-customer',
  'other',
] as const

export type ChurnReason = (typeof CHURN_REASONS)[number]
