import type { FactField } from './fact-field.ts'

// Fields that several kinds of facts have in common.

export const customer: FactField = {
  type: 'key',
  meaning: 'Whose it is',
  guesses: ['customer_id', 'customer', 'customerid', 'client_id', 'account_id', 'user_id', 'cust'],
}
export const unit: FactField = {
  type: 'key',
  meaning: 'The unit of the company it belongs to: region, division, shop',
  guesses: ['unit', 'region', 'division', 'bu', 'business_unit', 'shop', 'store', 'country'],
}
export const channel: FactField = {
  type: 'key',
  meaning: 'Where it happened: web, shop, phone',
  guesses: ['channel'],
}
export const touchpoint: FactField = {
  type: 'key',
  meaning: 'The point of the journey: purchase, onboarding, support',
  guesses: ['touchpoint', 'touch_point', 'journey_stage'],
}
export const productLine: FactField = {
  type: 'key',
  meaning: 'The line of products',
  guesses: ['product_line', 'line_of_business', 'category', 'plan_tier'],
}
