import { expect, test } from 'vitest'
import type { Claim } from '../../api/contracts.ts'
import { writeClaimsHeadline } from './write-claims-headline.ts'

const claims = (...all: Claim['status'][]) => all.map((status) => ({ status }))

test('says what own data made of the claims', () => {
  expect(writeClaimsHeadline([])).toBe('No claim is entered yet.')
  expect(writeClaimsHeadline(claims('hypothesis'))).toContain('The one claim is a hypothesis')
  expect(writeClaimsHeadline(claims('hypothesis', 'hypothesis'))).toContain(
    'Both claims are hypotheses',
  )
  expect(writeClaimsHeadline(claims('held', 'refuted', 'held', 'hypothesis'))).toBe(
    'Of 4 claims 2 held and 1 did not. 1 is untested.',
  )
  expect(writeClaimsHeadline(claims('held'))).toBe('Of 1 claims 1 held and 0 did not.')
})
