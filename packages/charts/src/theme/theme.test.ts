import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contrastRatio, mixColours, readableOn } from './colour.ts'
import { migrationColour, rampColour } from './ramp.ts'
import { cssTheme, darkTheme, lightTheme } from './theme.ts'

const themes = [
  ['light', lightTheme],
  ['dark', darkTheme],
] as const

describe('contrast', () => {
  it('is 21 for black on white and 4.54 for #767676 (WCAG 2.2, G18)', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 10)
    expect(contrastRatio('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
  })

  it('finds a readable colour on any ground', () => {
    const channel = fc
      .integer({ min: 0, max: 255 })
      .map((value) => value.toString(16).padStart(2, '0'))
    const colour = fc.tuple(channel, channel, channel).map((parts) => `#${parts.join('')}`)
    fc.assert(
      fc.property(colour, (ground) => {
        expect(contrastRatio(ground, readableOn(ground, ['#777777']))).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })

  it('refuses another spelling of a colour', () => {
    expect(() => mixColours('red', '#ffffff', 0.5)).toThrow(RangeError)
  })
})

describe.each(themes)('the %s theme', (_, theme) => {
  it('has text of at least 4.5 to 1 on its paper and on its surface', () => {
    for (const ground of [theme.paper, theme.surface]) {
      for (const text of [theme.ink, theme.muted, theme.accent, theme.better, theme.worse]) {
        expect(contrastRatio(ground, text)).toBeGreaterThanOrEqual(4.5)
      }
    }
  })

  it('has marks of at least 3 to 1 on its paper', () => {
    for (const mark of [theme.noise, theme.accent, theme.better, theme.worse]) {
      expect(contrastRatio(theme.paper, mark)).toBeGreaterThanOrEqual(3)
    }
  })

  it('has readable numbers in bands, bars and tracks', () => {
    for (const paint of [theme.detractor, theme.passive, theme.promoter]) {
      expect(contrastRatio(paint.background, paint.text)).toBeGreaterThanOrEqual(4.5)
    }
    expect(contrastRatio(theme.bar, theme.ink)).toBeGreaterThanOrEqual(4.5)
    expect(contrastRatio(theme.track, theme.muted)).toBeGreaterThanOrEqual(4.5)
  })

  it('has readable numbers on every step of every ramp, each stronger than the one before', () => {
    for (const ramp of ['accent', 'better', 'worse'] as const) {
      const strengths = theme.ramps[ramp].map((paint) => {
        expect(contrastRatio(paint.background, paint.text)).toBeGreaterThanOrEqual(4.5)
        return contrastRatio(paint.background, theme.paper)
      })
      expect(strengths).toEqual(strengths.toSorted((a, b) => a - b))
      expect(new Set(strengths).size).toBe(strengths.length)
    }
  })
})

describe('cell colours', () => {
  it('runs from paper to the strongest step and takes what lies outside to the end', () => {
    expect(rampColour(0, lightTheme).background).toBe(lightTheme.paper)
    expect(rampColour(1, lightTheme)).toEqual(lightTheme.ramps.accent.at(-1))
    expect(rampColour(7, lightTheme)).toEqual(rampColour(1, lightTheme))
    expect(rampColour(-1, lightTheme)).toEqual(rampColour(0, lightTheme))
    expect(rampColour(0.3, cssTheme).background).toBe('var(--ramp-accent-3)')
    expect(() => rampColour(NaN, lightTheme)).toThrow(RangeError)
  })

  it('shows a move up in blue, a move down in orange-brown', () => {
    expect(migrationColour(1, 1, lightTheme)).toEqual(lightTheme.ramps.better.at(-1))
    expect(migrationColour(-2, 1, lightTheme)).toEqual(lightTheme.ramps.worse.at(-1))
    expect(lightTheme.ramps.accent).toContainEqual(migrationColour(0, 1, lightTheme))
  })
})
