import type { Change } from '@fealty/core'
import { expect, test } from 'vitest'
import { metricCatalogue } from '../metric/catalogue.ts'
import type { MetricId } from '../metric/contract.ts'
import { writeHeadline, type Finding } from './write-headline.ts'

const finding = (
  id: MetricId,
  segment: string,
  verdict: Change['verdict'],
  difference = 0,
): Finding => ({
  metric: metricCatalogue[id].info,
  segment,
  change: verdict === 'too few' ? { verdict } : { verdict, difference, p: 0.01 },
})

test('names who became less and who more loyal, and that the rest holds', () => {
  const headline = writeHeadline(
    [
      finding('nps', '', 'noise', -1),
      finding('csat', '', 'noise', 0.1),
      finding('nps', 'broadband', 'real', -9.8),
      finding('nps', 'partner', 'real', 13),
    ],
    'Q2 FY26',
  )
  expect(headline).toBe(
    'Broadband customers are less loyal than in Q2 FY26, partner more. The other two measures hold.',
  )
})

test('a measure for which less is better got better when it fell', () => {
  expect(writeHeadline([finding('churn', '', 'real', -0.02)], 'Q2')).toBe(
    'Customer churn got better against Q2.',
  )
  expect(writeHeadline([finding('churn', '', 'real', 0.02)], 'Q2')).toBe(
    'Customer churn got worse against Q2.',
  )
})

test('says that nothing moved, or that there is too little to say', () => {
  expect(writeHeadline([finding('nps', '', 'noise', 3)], 'Q2')).toBe(
    'Nothing moved beyond noise since Q2.',
  )
  expect(writeHeadline([finding('nps', '', 'too few')], 'Q2')).toBe(
    'There is too little data yet to say what moved.',
  )
  expect(writeHeadline([], 'Q2')).toBe('There is too little data yet to say what moved.')
})

test('a movement of rows only is named by its measure', () => {
  expect(
    writeHeadline(
      [finding('nps', '', 'noise'), finding('retention', 'mobile', 'real', -0.05)],
      'Q2',
    ),
  ).toMatch(/Retention, 12 months of mobile|The other measure holds/)
})
