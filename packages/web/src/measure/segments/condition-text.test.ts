import { expect, test } from 'vitest'
import { writeCondition } from './condition-text.ts'

test('a condition reads as a sentence', () => {
  expect(
    writeCondition({ dimension: 'product_line', operator: 'in', values: ['Broadband', 'Mobile'] }),
  ).toBe('product line is Broadband or Mobile')
  expect(writeCondition({ dimension: 'tenure', operator: 'below', values: ['90'] })).toBe(
    'tenure is below 90',
  )
})
