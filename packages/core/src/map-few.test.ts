import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mapFew } from './map-few.ts'

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('few at a time', () => {
  test('all items are worked on once, in their order, and never more than so many at a time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 3 }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 5 }),
        async (turns, most) => {
          let running = 0
          let peak = 0
          const results = await mapFew(
            turns.map((count, index) => ({ count, index })),
            most,
            async ({ count, index }) => {
              running += 1
              peak = Math.max(peak, running)
              for (let turned = 0; turned < count; turned += 1) await turn()
              running -= 1
              return index
            },
          )
          expect(results).toEqual(turns.map((_, index) => index))
          expect(peak).toBeLessThanOrEqual(most)
        },
      ),
    )
  })

  test('after one that failed no other begins', async () => {
    const begun: number[] = []
    const work = async (item: number) => {
      begun.push(item)
      await turn()
      if (item === 2) throw new Error('no')
    }
    await expect(mapFew([1, 2, 3, 4, 5, 6], 2, work)).rejects.toThrow('no')
    await turn()
    expect(begun.length).toBeLessThan(6)
  })
})
