import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkClaims } from './check-claims.ts'

describe('claims in a text', () => {
  it.each([
    'Retention rose 15 %.',
    'We will deliver +20 % market share.',
    'Churn fell by 9 per cent.',
    'Satisfaction is up 18\u2009%',
    'A 30 % increase in lifetime value',
  ])('asks what is left open: %s', (text) => {
    const [finding] = checkClaims(text)
    expect(finding?.kind).toBe('open')
    expect(finding?.problem).toContain('relative or points')
    expect(finding?.problem).toContain('grade of evidence')
  })

  it('names only what is missing', () => {
    const [finding] = checkClaims('Retention rose 2.5 points, 3 % relative, from 81.2 % in FY25.')
    expect(finding?.problem).toBe('“3 %” does not say its grade of evidence (A to D).')
  })

  it.each([
    'Retention rose 3 % relative from 81.2 % in FY25 to FY26, grade B.',
    'Stop release 26.9 until order accuracy is back at 97 %?',
    'The target is 61 % likely.',
    'Move 120,000 euros from gifts to repair crews.',
    'NPS rose 5.2 points against Q2 FY26.',
    '',
  ])('lets through: %s', (text) => {
    expect(checkClaims(text)).toEqual([])
  })

  it.each([
    'Our NPS improved eightfold.',
    'The net promoter score doubled within a year.',
    'NPS is three times that of last year',
    'We raised NPS by 25 % against FY25.',
    'x1.6 NPS',
  ])('refuses a ratio of two scores: %s', (text) => {
    const findings = checkClaims(text)
    expect(findings.map(({ kind }) => kind)).toContain('refused')
  })

  it('finds a multiple of what has a zero, and asks for its baseline', () => {
    expect(checkClaims('Lifetime value grew x1.6.')[0]?.problem).toContain('its baseline')
  })

  it('says where each figure stands, in any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (noise) => {
        const text = `${noise}\nRetention rose 15 %.`
        for (const { quote, at } of checkClaims(text))
          expect(text.slice(at).startsWith(quote)).toBe(true)
        expect(checkClaims(text).length).toBeGreaterThan(0)
      }),
    )
  })
})
