import { describe, expect, test } from 'vitest'
import { answerScales } from './answer-scales.ts'
import { factKind, factKindNames } from './fact-kinds.ts'

/** Every field of every kind, flat. */
const fields = factKindNames.flatMap((kind) =>
  Object.entries(factKind(kind).fields).map(([name, field]) => ({ kind, name, field })),
)

describe('the kinds of facts', () => {
  test('are those of the design', () => {
    expect(factKindNames).toEqual([
      'customers',
      'accounts',
      'orders',
      'subscriptions',
      'interactions',
      'usage',
      'responses',
      'costs',
      'happenings',
    ])
  })

  test.each(factKindNames)('%s is either dated or replaced by a key it requires', (name) => {
    const { replacesBy, datedBy, fields: own } = factKind(name)
    expect([replacesBy, datedBy].filter((field) => field !== undefined)).toHaveLength(1)
    if (replacesBy !== undefined) {
      expect(own[replacesBy]).toMatchObject({ type: 'key', required: true })
    }
    if (datedBy !== undefined) expect(['day', 'moment']).toContain(own[datedBy]?.type)
  })

  test('name their fields so that they can stand in SQL and in --map', () => {
    for (const { name, field } of fields) {
      expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/)
      expect(field.meaning.length).toBeGreaterThan(3)
      expect(field.meaning).not.toMatch(/\.$/)
    }
    // Columns that the engine adds to every kind.
    const names = fields.map(({ name }) => name)
    expect(names).not.toContain('day')
    expect(names).not.toContain('import_seq')
  })
})

describe('the words by which a mapping is guessed', () => {
  test('are lower case with underscores, as headers are made before they are compared', () => {
    for (const { field } of fields) {
      expect(field.guesses.length).toBeGreaterThan(0)
      for (const guess of field.guesses) expect(guess).toMatch(/^[a-z]+(_[a-z]+)*$/)
    }
  })

  test('stand once in the list of their field', () => {
    for (const { field } of fields) expect(field.guesses).toEqual([...new Set(field.guesses)])
  })

  test.each(factKindNames)(
    'rank the own name of each field of %s highest in that field',
    (kind) => {
      const own = factKind(kind).fields
      for (const name of Object.keys(own)) {
        const ranked = Object.entries(own)
          .map(([field, { guesses }]) => ({ field, rank: guesses.indexOf(name) }))
          .filter(({ rank }) => rank >= 0)
          .sort((one, other) => one.rank - other.rank)
        expect(ranked[0]).toEqual({ field: name, rank: own[name]!.guesses.indexOf(name) })
        expect(ranked[1]?.rank).not.toBe(ranked[0]!.rank)
      }
    },
  )

  test.each(factKindNames)(
    'point at most twice at fields of %s, and never at two required ones',
    (kind) => {
      const byGuess = new Map<string, string[]>()
      for (const [name, field] of Object.entries(factKind(kind).fields)) {
        for (const guess of field.guesses) byGuess.set(guess, [...(byGuess.get(guess) ?? []), name])
      }
      for (const names of byGuess.values()) {
        expect(names.length).toBeLessThanOrEqual(2)
        const required = names.filter((name) => factKind(kind).fields[name]?.required)
        expect(required.length).toBeLessThanOrEqual(1)
      }
    },
  )
})

describe('the answer scales', () => {
  test.each(Object.entries(answerScales))('%s has bands that cover it once', (_name, scale) => {
    const covered = Object.values<readonly [number, number]>(scale.bands).flatMap(([low, high]) =>
      Array.from({ length: high - low + 1 }, (_, index) => low + index),
    )
    const answers = Array.from(
      { length: scale.maximum - scale.minimum + 1 },
      (_, index) => scale.minimum + index,
    )
    expect(covered).toEqual(answers)
  })

  test('cut NPS as Reichheld does: 0 to 6, 7 and 8, 9 and 10', () => {
    expect(answerScales.nps.bands).toEqual({
      detractor: [0, 6],
      passive: [7, 8],
      promoter: [9, 10],
    })
  })
})
