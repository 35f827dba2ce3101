import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseVerbatims } from './choose-verbatims.ts'

const one = (nps: number | null, ...themes: string[]) => ({ nps, themes })

describe('the verbatims of a huddle', () => {
  it('are spread over scores and themes', () => {
    const all = [
      one(10, 'orders'),
      one(9, 'bill'),
      one(2, 'orders'),
      one(3, 'orders'),
      one(0, 'bill'),
      one(7, 'staff'),
      one(5, 'waiting'),
    ]
    expect(chooseVerbatims(all, 5)).toEqual([
      one(2, 'orders'),
      one(9, 'bill'),
      one(5, 'waiting'),
      one(7, 'staff'),
      one(3, 'orders'),
    ])
  })

  it('stand in for a band that has none', () => {
    expect(chooseVerbatims([one(10, 'a'), one(null)], 5)).toHaveLength(2)
  })

  it('are always as many as there can be, none twice', () => {
    const verbatim = fc.record({
      nps: fc.option(fc.integer({ min: 0, max: 10 })),
      themes: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 }),
    })
    fc.assert(
      fc.property(fc.array(verbatim, { maxLength: 30 }), fc.nat({ max: 8 }), (all, count) => {
        const chosen = chooseVerbatims(all, count)
        expect(chosen).toHaveLength(Math.min(count, all.length))
        expect(new Set(chosen).size).toBe(chosen.length)
        expect(chosen.every((each) => all.includes(each))).toBe(true)
      }),
    )
  })
})
