import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitted } from '../test/fitted.ts'
import { checkProportionalOdds } from './check-proportional-odds.ts'
import type { OutcomeGroups } from './outcome-groups.ts'
import { regressLinear } from './regress-linear.ts'
import { regressLogistic, type LogisticRegression } from './regress-logistic.ts'
import { regressOrdinal, type OrdinalRegression } from './regress-ordinal.ts'

const runs = { numRuns: 200, seed: 20_240_601 }

interface Person {
  x: number
  z: number
  outcome: number
}

const people = (categories: number) =>
  fc.array(
    fc.record({
      x: fc.oneof(fc.nat(5), fc.constant(NaN)),
      z: fc.double({ min: -3, max: 3, noNaN: true }),
      outcome: fc.nat(categories - 1),
    }),
    { maxLength: 60 },
  )

/** People whose outcome has little to do with x and z, so that estimates exist. */
const calm = (categories: number) =>
  fc
    .array(fc.record({ x: fc.nat(4), z: fc.nat(3) }), { minLength: 30, maxLength: 60 })
    .map((list) => list.map(({ x, z }, i) => ({ x, z, outcome: (i * 7 + x) % categories })))

function group(list: readonly Person[], categories: number): OutcomeGroups {
  return {
    names: ['x', 'z'],
    columns: [Float64Array.from(list, ({ x }) => x), Float64Array.from(list, ({ z }) => z)],
    counts: Array.from({ length: categories }, (_, category) =>
      Float64Array.from(list, ({ outcome }) => (outcome === category ? 1 : 0)),
    ),
  }
}

function ordinal(groups: OutcomeGroups): OrdinalRegression | null {
  const result = regressOrdinal(groups)
  return result.kind === 'ordinal-regression' ? result : null
}

function logistic(list: readonly Person[]): LogisticRegression | null {
  const { names, columns, counts } = group(list, 2)
  const result = regressLogistic({
    names,
    columns,
    successes: counts[1]!,
    n: counts[0]!.map((no, row) => no + counts[1]![row]!),
  })
  return result.kind === 'logistic-regression' ? result : null
}

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(numbersIn)
}

function expectSame(
  a: readonly { value: number; se: number }[],
  b: readonly { value: number; se: number }[],
): void {
  expect(a).toHaveLength(b.length)
  a.forEach(({ value, se }, i) => {
    expect(Math.abs(value - b[i]!.value)).toBeLessThan(1e-6 * se)
    expect(Math.abs(se / b[i]!.se - 1)).toBeLessThan(1e-6)
  })
}

describe('any data', () => {
  it('give a fit, a separation in words, or too little; never NaN and never a throw', () => {
    const kinds = new Set<string>()
    fc.assert(
      fc.property(people(4), (list) => {
        const groups = group(list, 4)
        for (const result of [regressOrdinal(groups), checkProportionalOdds(groups)]) {
          kinds.add(result.kind)
          expect(numbersIn(result).every((value) => !Number.isNaN(value))).toBe(true)
          if (result.kind === 'separated') expect(result.drivers.length).toBeGreaterThan(0)
          if (result.kind === 'ordinal-regression') {
            expect(result.mcFadden).toBeGreaterThanOrEqual(-1e-12)
            expect(result.mcFadden).toBeLessThan(1)
            const theta = result.thresholds.map(({ value }) => value)
            expect([...theta].sort((a, b) => a - b)).toEqual(theta)
            expect(result.coefficients.every(({ se }) => se > 0 && se < Infinity)).toBe(true)
          }
        }
      }),
      { ...runs, numRuns: 500 },
    )
    expect([...kinds].sort()).toEqual([
      'insufficient',
      'ordinal-regression',
      'proportional-odds-check',
      'separated',
    ])
  })
})

/** x = 0 with a yes and b no, x = 1 with c yes and d no. */
function fitTable([a, b, c, d]: [number, number, number, number]): LogisticRegression {
  const result = fitted(
    regressLogistic({
      names: ['x'],
      columns: [Float64Array.of(0, 1)],
      successes: Float64Array.of(a, c),
      n: Float64Array.of(a + b, c + d),
    }),
  )
  if (result.kind !== 'logistic-regression') throw new Error(result.words)
  return result
}

describe('a logistic regression', () => {
  it('of one yes/no driver is the log odds ratio of the table, with Woolf’s standard error', () => {
    const cell = fc.integer({ min: 1, max: 900 })
    fc.assert(
      fc.property(cell, cell, cell, cell, (a, b, c, d) => {
        fc.pre(a + b + c + d >= 4)
        const result = fitTable([a, b, c, d])
        const { value, se } = result.coefficients[0]!
        expect(value).toBeCloseTo(Math.log((c * b) / (d * a)), 7)
        expect(se).toBeCloseTo(Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d), 7)
        expect(result.intercept.value).toBeCloseTo(Math.log(a / b), 7)
        expect(result.intercept.se).toBeCloseTo(Math.sqrt(1 / a + 1 / b), 7)
      }),
      runs,
    )
  })

  it('comes back from a step that a rare outcome would send too far', () => {
    const result = fitTable([7, 1, 1, 591])
    expect(result.coefficients[0]!.value).toBeCloseTo(Math.log(1 / 591 / 7), 9)
  })

  it('gives the same from 48,000 single rows, which are rehearsed on a part, as from their groups', () => {
    const cells = Array.from({ length: 12 }, (_, i) => ({ x: i % 4, z: Math.floor(i / 4) }))
    const people = Array.from({ length: 48_000 }, (_, i) => ({
      ...cells[i % 12]!,
      outcome: (i * 31 + (i % 4) * (i % 7)) % 11 < 3 + (i % 4) ? 1 : 0,
    }))
    const successes = new Float64Array(12)
    people.forEach(({ outcome }, i) => (successes[i % 12]! += outcome))
    const grouped = fitted(
      regressLogistic({
        names: ['x', 'z'],
        columns: [Float64Array.from(cells, ({ x }) => x), Float64Array.from(cells, ({ z }) => z)],
        successes,
        n: new Float64Array(12).fill(4000),
      }),
    ) as LogisticRegression
    const single = logistic(people)!
    expectSame(single.coefficients, grouped.coefficients)
    expect(single.logLikelihood).toBeCloseTo(grouped.logLikelihood, 6)
  })

  it('does not depend on the order or grouping of rows, and turns with the outcome', () => {
    fc.assert(
      fc.property(calm(2), (list) => {
        const result = logistic(list)
        if (result === null) return
        expectSame(logistic([...list].reverse())!.coefficients, result.coefficients)
        const doubled = logistic([...list, ...list])!
        expect(doubled.logLikelihood).toBeCloseTo(2 * result.logLikelihood, 6)
        const turned = logistic(list.map((person) => ({ ...person, outcome: 1 - person.outcome })))!
        turned.coefficients.forEach(({ value }, i) => {
          expect(value).toBeCloseTo(-result.coefficients[i]!.value, 6)
        })
      }),
      runs,
    )
  })

  it('scales with the unit of a driver, and forgets where its zero lies', () => {
    fc.assert(
      fc.property(calm(2), fc.double({ min: 0.01, max: 100, noNaN: true }), (list, unit) => {
        const result = logistic(list)
        if (result === null) return
        const moved = logistic(list.map((person) => ({ ...person, x: 40 + unit * person.x })))!
        const [before, after] = [result.coefficients[0]!, moved.coefficients[0]!]
        expect(Math.abs(after.value * unit - before.value)).toBeLessThan(1e-6 * before.se)
        expect(moved.logLikelihood).toBeCloseTo(result.logLikelihood, 7)
      }),
      runs,
    )
  })

  it('equals the ordinal one with two categories, with the intercept for the threshold', () => {
    fc.assert(
      fc.property(calm(2), (list) => {
        const [binary, ordered] = [logistic(list), ordinal(group(list, 2))]
        if (binary === null || ordered === null) return
        expectSame(binary.coefficients, ordered.coefficients)
        expect(binary.intercept.value).toBeCloseTo(-ordered.thresholds[0]!.value, 9)
        expect(binary.covariance[1]!).toBeCloseTo(-ordered.covariance[1]!, 9)
      }),
      runs,
    )
  })
})

describe('an ordinal regression', () => {
  it('turns its signs when the categories are reversed, and skips a category that nobody chose', () => {
    fc.assert(
      fc.property(calm(3), (list) => {
        const result = ordinal(group(list, 3))
        if (result === null) return
        const turned = ordinal(
          group(
            list.map((person) => ({ ...person, outcome: 2 - person.outcome })),
            3,
          ),
        )!
        turned.coefficients.forEach(({ value }, i) => {
          expect(value).toBeCloseTo(-result.coefficients[i]!.value, 6)
        })
        const spread = ordinal(
          group(
            list.map((person) => ({ ...person, outcome: 2 * person.outcome })),
            5,
          ),
        )!
        expectSame(spread.coefficients, result.coefficients)
        expect(spread.thresholds.map(({ between }) => between)).toEqual([
          [0, 2],
          [2, 4],
        ])
      }),
      runs,
    )
  })

  it('leaves out people whose driver is not known, and says how many', () => {
    const list = Array.from({ length: 60 }, (_, i) => ({
      x: i % 4,
      z: (i * i) % 7,
      outcome: (i * 5 + (i % 4)) % 3,
    }))
    const holes = list.map((person, i) => (i < 9 ? { ...person, x: NaN } : person))
    const result = ordinal(group(holes, 3))!
    expect(result).toMatchObject({ n: 51, leftOut: 9 })
    expectSame(result.coefficients, ordinal(group(list.slice(9), 3))!.coefficients)
  })
})

describe('separation is said in words', () => {
  const binary = (columns: number[][], successes: number[], n: number[]) =>
    regressLogistic({
      names: ['wifi', 'food', 'seat'].slice(0, columns.length),
      columns: columns.map((column) => Float64Array.from(column)),
      successes: Float64Array.from(successes),
      n: Float64Array.from(n),
    })
  const [x, tens] = [
    [1, 2, 3, 4, 5, 6],
    [10, 10, 10, 10, 10, 10],
  ]

  it('by one driver', () => {
    expect(binary([x], [0, 0, 0, 10, 10, 10], tens)).toEqual({
      kind: 'separated',
      drivers: ['wifi'],
      isComplete: true,
      words:
        'The driver “wifi” separates the outcomes perfectly: no finite coefficient can be given.',
      n: 60,
    })
  })

  it('by one driver, but for one value at which both occur', () => {
    const result = binary([x, [1, 5, 2, 2, 6, 1]], [0, 0, 4, 10, 10, 10], tens)
    expect(result).toMatchObject({ kind: 'separated', drivers: ['wifi'], isComplete: false })
  })

  it('by two drivers together', () => {
    const [left, right] = [
      [0, 1, 2, 3, 0, 1, 2, 3],
      [1, 2, 3, 4, -1, 0, 1, 2],
    ]
    const result = binary([left, right], [1, 1, 1, 1, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1, 1, 1])
    expect(result).toMatchObject({ kind: 'separated', drivers: ['wifi', 'food'], isComplete: true })
  })

  it('not where estimates are merely large', () => {
    const result = binary([x], [1, 1, 1, 9999, 9999, 9999], [1e4, 1e4, 1e4, 1e4, 1e4, 1e4])
    expect(result.kind).toBe('logistic-regression')
  })

  it('by an ordered outcome', () => {
    const groups = {
      names: ['wifi'],
      columns: [Float64Array.of(1, 2, 3)],
      counts: [Float64Array.of(5, 0, 0), Float64Array.of(0, 5, 0), Float64Array.of(0, 0, 5)],
    }
    expect(regressOrdinal(groups)).toMatchObject({ kind: 'separated', isComplete: true })
    expect(checkProportionalOdds(groups)).toMatchObject({ kind: 'insufficient' })
  })
})

describe('too little, and wrong input', () => {
  it('is a value', () => {
    const none = {
      names: ['x'],
      columns: [new Float64Array(0)],
      successes: new Float64Array(0),
      n: new Float64Array(0),
    }
    expect(regressLogistic(none)).toMatchObject({ kind: 'insufficient', n: 0 })
    const same = {
      names: ['x'],
      columns: [Float64Array.of(1, 2)],
      successes: Float64Array.of(3, 4),
      n: Float64Array.of(3, 4),
    }
    expect(regressLogistic(same)).toMatchObject({
      kind: 'insufficient',
      why: 'All chose the same.',
    })
    const flat = {
      names: ['x'],
      columns: [Float64Array.of(1, 1)],
      successes: Float64Array.of(3, 1),
      n: Float64Array.of(4, 4),
    }
    expect(regressLogistic(flat)).toMatchObject({ kind: 'insufficient', why: 'No driver varies.' })
    const two = group(
      [
        { x: 1, z: 2, outcome: 0 },
        { x: 2, z: 1, outcome: 1 },
        { x: 3, z: 4, outcome: 0 },
      ],
      2,
    )
    expect(regressOrdinal(two)).toMatchObject({ kind: 'insufficient', n: 3, minimum: 4 })
  })

  it('is named', () => {
    const groups = group([{ x: 1, z: 2, outcome: 0 }], 2)
    const n = Float64Array.of(1)
    expect(() => regressLogistic({ ...groups, successes: Float64Array.of(2), n })).toThrow(
      /successes\[0\] .* got 2/,
    )
    expect(() => regressLogistic({ ...groups, successes: Float64Array.of(NaN), n })).toThrow(
      /got NaN/,
    )
    expect(() => regressOrdinal({ ...groups, counts: [n] })).toThrow(/2 categories or more, got 1/)
    expect(() => regressOrdinal({ ...groups, counts: [n, Float64Array.of(-1)] })).toThrow(
      /counts\[1\]\[0\] .* got -1/,
    )
    expect(() => regressOrdinal({ ...groups, names: ['x', 'x'] })).toThrow(/names must differ/)
    expect(() => regressOrdinal(groups, { level: 2 })).toThrow(/level .* got 2/)
  })

  it('an exact linear fit has no error, and p 0', () => {
    const exact = { names: ['x', 'y'], covariance: [1, 2, 2, 4], means: [1, 5], n: 10 }
    const result = fitted(regressLinear(exact, { outcome: 'y' }))
    expect(result.coefficients[0]).toMatchObject({ value: 2, se: 0, statistic: Infinity, p: 0 })
    expect(result).toMatchObject({ rSquared: 1, f: { statistic: Infinity, p: 0 } })
    expect(result.intercept).toMatchObject({ value: 3 })
  })
})
