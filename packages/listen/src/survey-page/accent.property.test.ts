import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accentsOf, contrastOf } from './accent.ts'

const colors = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`)

test('whatever colour a company has, its page can be read, light and dark', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 10)
  fc.assert(
    fc.property(colors, (color) => {
      const { light, dark } = accentsOf(color)
      for (const [accent, paper] of [
        [light, '#fbfaf7'],
        [dark, '#131311'],
      ] as const) {
        expect(contrastOf(accent.ground, accent.onGround)).toBeGreaterThanOrEqual(4.5)
        expect(contrastOf(accent.ground, paper)).toBeGreaterThanOrEqual(3)
      }
    }),
  )
})

test('a colour that reads is left as it is', () => {
  expect(accentsOf('#234e8c').light).toEqual({ ground: '#234e8c', onGround: '#ffffff' })
})
