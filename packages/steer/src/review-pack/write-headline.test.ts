import { expect, it } from 'vitest'
import type { PackUnit } from './contract.ts'
import { writePackHeadline } from './write-headline.ts'

type Judged = Pick<PackUnit, 'name' | 'verdict' | 'target'>

function unit(
  name: string,
  tone: 'neutral' | 'better' | 'worse',
  likely: number | null = null,
): Judged {
  const target = { value: null, text: '', due: null, likely, likelyText: '', tone } as const
  return { name, verdict: { text: '', tone }, target }
}
const [calm, worse, better] = [
  unit('Mobile', 'neutral', 0.61),
  unit('Broadband', 'worse'),
  unit('Channel', 'better'),
]

it.each([
  [[worse, calm], 2, 'one unit is in trouble, two decisions are due.'],
  [[worse], 1, 'Broadband is in trouble, one decision is due.'],
  [[worse, worse, calm], 0, 'two units are in trouble, nothing is to be decided.'],
  [
    [calm, unit('Enterprise', 'neutral', 0.04)],
    0,
    'one unit is in trouble, nothing is to be decided.',
  ],
  [[calm, better], 1, 'one unit is better, none is in trouble, one decision is due.'],
  [[calm, calm], 13, 'no unit moved beyond noise, 13 decisions are due.'],
  [[], 0, 'no unit is named yet, nothing is to be decided.'],
])('says what a review is about', (units, decisions, end) => {
  expect(writePackHeadline('2026-11-26', units, decisions)).toBe(`Review of 26 November: ${end}`)
})
