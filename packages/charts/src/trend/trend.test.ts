import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimate, monthsOf, npsTrend, quarterTrend, tooFew } from '../gallery/samples.ts'
import type { SvgNode } from '../svg/node.ts'
import { attributeValues, elementsOf, visibleTexts, textOf } from '../test/drawing.ts'
import { lightTheme } from '../theme/theme.ts'
import { placeHappenings } from './happening-lanes.ts'
import { periodScale, placeDay } from './period-axis.ts'
import { trend, trendTable } from './trend.ts'

const options = {
  id: 't',
  title: 'Trend',
  theme: lightTheme,
  format: { unit: 'points' },
  width: 800,
} as const

function linesOf(node: SvgNode, colour: string): SvgNode[] {
  return elementsOf(node).filter((each) => each.tag === 'path' && each.attributes.stroke === colour)
}

function startX(path: SvgNode): number {
  return Number(/^M([\d.]+)/.exec(String(path.attributes.d))![1])
}

describe('trend', () => {
  it('bears colour from the period that holds the day of the change', () => {
    const points = npsTrend()
    const moved = { since: '2026-03-12', tone: 'worse' } as const
    const node = trend(points, { ...options, moved })
    const [before] = linesOf(node, lightTheme.accent)
    const [after] = linesOf(node, lightTheme.worse)
    const step = (startX(after!) - startX(before!)) / 17
    expect(points[17]!.period.label).toBe('Mar 2026')
    const end = elementsOf(node).find((each) => each.tag === 'circle')!
    expect(Number(end.attributes.cx)).toBeCloseTo(startX(before!) + 23 * step, 1)
    expect(end.attributes.fill).toBe(lightTheme.worse)
  })

  it('is without colour when nothing moved for real', () => {
    for (const moved of [undefined, { since: '2026-03-12', tone: 'neutral' } as const]) {
      const node = trend(npsTrend(), moved ? { ...options, moved } : options)
      const colours = [...attributeValues(node, 'stroke'), ...attributeValues(node, 'fill')]
      expect(colours).not.toContain(lightTheme.worse)
      expect(colours).not.toContain(lightTheme.better)
    }
  })

  it('parts the line at thin data and marks it on the axis', () => {
    const node = trend(quarterTrend(), options)
    expect(linesOf(node, lightTheme.accent)).toHaveLength(2)
    const open = elementsOf(node).filter(
      (each) => each.attributes['stroke-dasharray'] === '1.5 1.1',
    )
    expect(open).toHaveLength(1)
  })

  it('draws no line at all when every period has too few', () => {
    const points = quarterTrend().map(({ period }) => ({ period, measured: tooFew(3) }))
    const node = trend(points, options)
    expect(linesOf(node, lightTheme.accent)).toHaveLength(0)
    expect(elementsOf(node).filter((each) => each.tag === 'circle')).toHaveLength(8)
  })

  it('writes the last value and the target at their ends, at least a line apart', () => {
    const node = trend(quarterTrend(), { ...options, target: 10 })
    expect(visibleTexts(node)).toContain('+9.0')
    const labels = elementsOf(node).filter((each) => ['+9.0', 'target +10'].includes(textOf(each)))
    const [first, second] = labels.map((each) => Number(each.attributes.y))
    expect(Math.abs(first! - second!)).toBeGreaterThanOrEqual(14)
  })

  it('tells each value with its range and n when pointed at', () => {
    const node = trend(npsTrend(), options)
    const tips = elementsOf(node).filter((each) => each.attributes['data-index'] === 23)
    const [title] = tips[0]!.children as [SvgNode]
    expect(title.children).toEqual(['Sep 2026: +31.1, 95\u2009%: 27.8 to 34.5, n 1,099'])
  })

  it('refuses a value that is not finite', () => {
    const [point] = npsTrend()
    expect(() => trend([{ ...point!, measured: estimate(NaN, 1, 5) }], options)).toThrow(RangeError)
  })

  it('has a table twin with what happened in each period', () => {
    const happenings = [{ day: '2026-03-12', name: 'release 26.8' }]
    const table = trendTable(npsTrend(), { ...options, happenings })
    expect(table.rows[17]).toEqual([
      'Mar 2026',
      '+34.8',
      '30.4 to 39.2',
      '1,021',
      'release 26.8 (2026-03-12)',
    ])
    expect(table.rows[18]![4]).toBe('')
  })
})

describe('places of days', () => {
  const months = monthsOf('2026-01-01', '2026-06-30')
  const scale = periodScale(months.length, 0, 520)

  it('puts the middle of a month on its point, and its days in order around it', () => {
    expect(placeDay('2026-04-16', months, scale)).toBeCloseTo(scale.at(3), 10)
    expect(placeDay('2026-04-01', months, scale)).toBeCloseTo((scale.at(2) + scale.at(3)) / 2, 10)
    expect(placeDay('2025-12-31', months, scale)).toBeUndefined()
    expect(placeDay('2026-07-01', months, scale)).toBeUndefined()
  })

  it('stays in the frame at both ends', () => {
    expect(placeDay('2026-01-01', months, scale)).toBeCloseTo(0, 10)
    expect(placeDay('2026-06-30', months, scale)).toBeLessThanOrEqual(520)
  })
})

describe('names of happenings', () => {
  it('never meet each other, a line, or the edge', () => {
    const happening = fc.record({
      x: fc.double({ min: 40, max: 700, noNaN: true }),
      name: fc.string({ maxLength: 40 }),
    })
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 20 }), (list) => {
        const ordered = list.toSorted((a, b) => a.x - b.x)
        const placed = placeHappenings(ordered, 40, 700).filter((each) => 'lane' in each)
        for (const one of placed) {
          expect(one.from).toBeGreaterThanOrEqual(40)
          expect(one.to).toBeLessThanOrEqual(700)
          for (const other of placed) {
            if (one === other) continue
            const inside = other.lane <= one.lane && other.x > one.from && other.x < one.to
            expect(inside).toBe(false)
            const meet = other.lane === one.lane && other.from < one.to && one.from < other.to
            expect(meet).toBe(false)
          }
        }
      }),
    )
  })

  it('stand in the first lane when there is room', () => {
    const placed = placeHappenings(
      [
        { x: 100, name: 'one' },
        { x: 300, name: 'two' },
      ],
      40,
      700,
    )
    expect(placed.map((each) => 'lane' in each && each.lane)).toEqual([0, 0])
  })
})
