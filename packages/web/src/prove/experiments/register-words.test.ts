import { expect, test } from 'vitest'
import { writeRegisterHeadline } from './register-words.ts'

const effect = (change: object) => ({
  name: 'Portal',
  verdict: 'real' as const,
  grade: 'A' as const,
  state: 'ended' as const,
  design: 'randomised' as const,
  ...change,
})

test('only what is real and better than before-and-after counts as proven', () => {
  expect(writeRegisterHeadline([])).toBe('No experiment is written down yet.')
  expect(writeRegisterHeadline([effect({ grade: 'C' }), effect({ verdict: 'noise' })])).toBe(
    'Of 2 trials none has a proven effect yet.',
  )
  expect(
    writeRegisterHeadline([
      effect({}),
      effect({ design: 'asserted', grade: 'D', verdict: 'too few' }),
    ]),
  ).toBe('Portal has a proven effect, 1 of 2 trials. One is only asserted.')
})
