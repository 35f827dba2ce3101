import { expect, test } from 'vitest'
import { nextStep } from './rule-text.ts'

test('a new step of an escalation comes later than all there are', () => {
  expect(nextStep([])).toEqual({ afterHours: 8, toRole: '' })
  const steps = [
    { afterHours: 4, toRole: 'Head of Care' },
    { afterHours: 20, toRole: 'Director' },
  ]
  expect(nextStep(steps).afterHours).toBe(28)
})
