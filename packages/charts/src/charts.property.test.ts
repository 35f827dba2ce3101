import { addDays, addMonths, type Measured } from '@fealty/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bandBars, promoterBands } from './band-bars.ts'
import type { ValueFormat } from './format/measured.ts'
import { intervalAxis, intervalStrip } from './interval-strip.ts'
import { domainOf } from './marks/value-scale.ts'
import { smallMultiples } from './small-multiples.ts'
import { sparkline } from './sparkline.ts'
import { anyMeasured, faultsOf } from './test/drawing.ts'
import { lightTheme } from './theme/theme.ts'
import type { CustomerEvent } from './timeline/customer-event.ts'
import { timeline } from './timeline/timeline.ts'
import { monthsOf } from './gallery/samples.ts'
import { trend } from './trend/trend.ts'
import { valueBars } from './value-bars.ts'
import { whaleCurve } from './whale-curve.ts'

const chart = { id: 'c', title: 'Chart', theme: lightTheme }
const format: ValueFormat = { unit: 'points' }
const series = fc.array(anyMeasured, { maxLength: 60, size: 'max' })
const runs = { numRuns: 150 }

function trendPoints(measured: readonly Measured[]) {
  const last = addMonths('2000-01-31', Math.max(0, measured.length - 1))
  const periods = monthsOf('2000-01-01', last)
  return measured.map((each, index) => ({ period: periods[index]!, measured: each }))
}

describe('every chart, for any data', () => {
  it('sparkline stays in its frame', () => {
    fc.assert(
      fc.property(series, (points) => {
        expect(faultsOf(sparkline(points, { ...chart, format }))).toEqual([])
      }),
      runs,
    )
  })

  it('interval strip stays in its frame, on its own domain and on a foreign one', () => {
    const bound = fc.double({ min: -1e6, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(anyMeasured, anyMeasured, bound, bound, (now, before, target, low) => {
        const row = { now, before, target, verdict: 'real' as const, better: 'lower' as const }
        for (const domain of [domainOf([now, before], [target]), [low, low + 50] as const]) {
          expect(faultsOf(intervalStrip(row, { ...chart, format, domain }))).toEqual([])
          expect(faultsOf(intervalAxis(domain, { theme: lightTheme, format }))).toEqual([])
        }
      }),
      runs,
    )
  })

  it('trend stays in its frame with any happenings, target and width', () => {
    const happening = fc.record({
      day: fc.integer({ min: -400, max: 2500 }).map((days) => addDays('2000-01-01', days)),
      name: fc.string({ maxLength: 40 }),
    })
    const inputs = fc.record({
      measured: series,
      happenings: fc.array(happening, { maxLength: 14 }),
      target: fc.option(fc.double({ min: -1e7, max: 1e7, noNaN: true }), { nil: undefined }),
      width: fc.integer({ min: 240, max: 1000 }),
    })
    fc.assert(
      fc.property(inputs, ({ measured, happenings, target, width }) => {
        const moved = { since: '2000-06-10', tone: 'worse' as const }
        const options = { ...chart, format, width, happenings, moved }
        const node = trend(
          trendPoints(measured),
          target === undefined ? options : { ...options, target },
        )
        expect(faultsOf(node)).toEqual([])
      }),
      runs,
    )
  })

  it('small multiples and value bars stay in their frames', () => {
    fc.assert(
      fc.property(
        fc.array(series, { maxLength: 5 }),
        fc.integer({ min: 240, max: 900 }),
        (many, width) => {
          const named = many.map((each, index) => ({
            name: `Unit ${index}`,
            points: trendPoints(each),
          }))
          expect(faultsOf(smallMultiples(named, { ...chart, format, width }))).toEqual([])
          const bars = (many[0] ?? []).map((value, index) => ({
            name: `Band ${index}`,
            value,
            note: 'n',
          }))
          expect(faultsOf(valueBars(bars, { ...chart, format, width }))).toEqual([])
        },
      ),
      runs,
    )
  })

  it('band bars stay in their frame', () => {
    const part = fc.double({ min: 0, max: 1e9, noNaN: true })
    const row = fc.record({
      name: fc.string(),
      parts: fc.tuple(part, part, part),
      n: fc.nat(),
      minimum: fc.nat(50),
    })
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 12 }),
        fc.integer({ min: 200, max: 900 }),
        (rows, width) => {
          expect(faultsOf(bandBars(rows, { ...chart, bands: promoterBands, width }))).toEqual([])
        },
      ),
      runs,
    )
  })

  it('whale curve stays in its frame, also with losses and peaks far above one', () => {
    const profits = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), {
      minLength: 1,
      maxLength: 60,
    })
    fc.assert(
      fc.property(profits, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (values, mark) => {
        const points = values.map((profitShare, index) => ({
          customersShare: values.length === 1 ? 1 : index / (values.length - 1),
          profitShare,
        }))
        expect(faultsOf(whaleCurve(points, { ...chart, width: 300, mark }))).toEqual([])
      }),
      runs,
    )
  })

  it('timeline stays in its frame for events of a day or of decades', () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days))
    const event: fc.Arbitrary<CustomerEvent> = fc.oneof(
      fc.record({ lane: fc.constantFrom('Orders', 'Answers'), day, name: fc.string() }),
      fc.record({
        lane: fc.constant('Answers'),
        day,
        name: fc.string(),
        score: fc.constantFrom('0', '10'),
      }),
      fc.record({
        lane: fc.constant('Subscriptions'),
        day,
        name: fc.string(),
        until: fc.constant(null),
      }),
    )
    const inputs = fc.tuple(fc.array(event, { maxLength: 80 }), fc.integer({ min: 280, max: 1000 }))
    fc.assert(
      fc.property(inputs, ([events, width]) => {
        const lanes = ['Orders', 'Answers', 'Subscriptions']
        expect(faultsOf(timeline(events, { ...chart, lanes, width }))).toEqual([])
        const part = { ...chart, lanes, width, from: '2000-01-01', to: '2001-01-01' }
        expect(faultsOf(timeline(events, part))).toEqual([])
      }),
      runs,
    )
  })

  it('draws 1, 2 and 400 points', () => {
    for (const count of [1, 2, 400]) {
      const measured = Array.from({ length: count }, (_, index): Measured => {
        const value = Math.sin(index / 9) * 30
        return {
          kind: 'estimate',
          value,
          low: value - 4,
          high: value + 6,
          level: 0.9,
          n: 50,
          method: 'test',
        }
      })
      for (const width of [320, 1000]) {
        expect(faultsOf(trend(trendPoints(measured), { ...chart, format, width }))).toEqual([])
      }
      expect(faultsOf(sparkline(measured, { ...chart, format }))).toEqual([])
    }
  })
})
