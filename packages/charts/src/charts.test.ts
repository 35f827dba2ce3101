import { describe, expect, it } from 'vitest'
import { bandBars, bandBarsTable, promoterBands } from './band-bars.ts'
import { estimate, fullCount, promoterRows, tooFew, whaleSample } from './gallery/samples.ts'
import { intervalStrip, intervalTable } from './interval-strip.ts'
import { domainOf, valueTicks } from './marks/value-scale.ts'
import { sparkline } from './sparkline.ts'
import { attributeValues, elementsOf, visibleTexts, textOf } from './test/drawing.ts'
import { lightTheme } from './theme/theme.ts'
import { calendarTicks } from './timeline/day-axis.ts'
import { timeline, timelineTable } from './timeline/timeline.ts'
import { valueBars, valueBarsTable } from './value-bars.ts'
import { whaleCurve } from './whale-curve.ts'

const chart = { id: 'c', title: 'Chart', theme: lightTheme }
const format = { unit: 'points' } as const
const strip = { ...chart, format, domain: [0, 60] as const }

describe('interval strip', () => {
  const now = estimate(18, 4, 300)
  const before = estimate(28, 4, 300)

  it.each([
    ['real', 'higher', lightTheme.worse],
    ['real', 'lower', lightTheme.better],
    ['noise', 'higher', lightTheme.accent],
    ['too few', 'higher', lightTheme.accent],
  ] as const)('paints %s, better %s', (verdict, better, colour) => {
    const node = intervalStrip({ now, before, verdict, better }, strip)
    expect(attributeValues(node, 'fill')).toContain(colour)
  })

  it('judges against the target when there is no earlier value', () => {
    const node = intervalStrip({ now, target: 35, verdict: 'real', better: 'higher' }, strip)
    expect(attributeValues(node, 'fill')).toContain(lightTheme.worse)
  })

  it('draws the bar from the low to the high bound on the shared axis', () => {
    const node = intervalStrip({ now: estimate(30, 15, 300) }, { ...strip, width: 132 })
    const bar = elementsOf(node).find((each) => each.tag === 'rect')!
    expect(bar.attributes).toMatchObject({ x: 36, width: 60 })
  })

  it('draws neither dot nor bar for thin data, and says so', () => {
    const node = intervalStrip({ now: tooFew(5), target: 35 }, strip)
    expect(elementsOf(node).filter((each) => each.tag === 'circle' || each.tag === 'rect')).toEqual(
      [],
    )
    const description = elementsOf(node).find((each) => each.tag === 'desc')!
    expect(textOf(description)).toBe('Now too few: 5, 30 needed; target +35.')
  })

  it('refuses an empty domain', () => {
    expect(() => intervalStrip({ now }, { ...strip, domain: [3, 3] })).toThrow(RangeError)
  })

  it('has a table twin', () => {
    const table = intervalTable(
      [{ name: 'North', now, before, target: 35, verdict: 'real' }],
      strip,
    )
    expect(table.rows).toEqual([['North', '+18.0', '14.0 to 22.0', '300', '+28.0', '+35', 'real']])
  })
})

describe('domains and ticks', () => {
  it('hold every interval and extra value', () => {
    expect(domainOf([estimate(5, 2, 9), tooFew(2)], [12])).toEqual([3, 12])
    expect(domainOf([])).toEqual([0, 1])
    expect(domainOf([fullCount(0, 3)])).toEqual([-1, 1])
  })

  it('write the digits their step needs', () => {
    expect(valueTicks([0.78, 0.97], 3, { unit: 'share' }).map((each) => each.text)).toEqual([
      '80\u2009%',
      '85\u2009%',
      '90\u2009%',
      '95\u2009%',
    ])
    expect(valueTicks([-0.2, 0.3], 3, format).map((each) => each.text)).toEqual([
      '\u22120.2',
      '0.0',
      '+0.2',
    ])
    const money = { unit: 'money', currency: 'EUR' } as const
    expect(valueTicks([0, 40_000], 2, money).map((each) => each.text)).toEqual([
      '€0',
      '€20k',
      '€40k',
    ])
  })
})

describe('sparkline', () => {
  it('ends without a dot when the latest period has too few', () => {
    const node = sparkline([estimate(1, 1, 90), estimate(2, 1, 90), tooFew(4)], {
      ...chart,
      format,
    })
    expect(elementsOf(node).filter((each) => each.tag === 'circle')).toEqual([])
  })
})

describe('band bars', () => {
  const options = { ...chart, bands: promoterBands, width: 350 }

  it('writes shares inside, per cent on the last', () => {
    const texts = visibleTexts(bandBars(promoterRows.slice(0, 1), options))
    expect(texts).toEqual(['Q3 FY25', '18', '29', '53\u2009%', '0–6', '7–8', '9–10'])
  })

  it('leaves out numbers that do not fit, and rows with too few', () => {
    const node = bandBars([{ name: 'A', parts: [1, 0, 99], n: 100 }, promoterRows[5]!], options)
    const texts = visibleTexts(node)
    expect(texts).not.toContain('1')
    expect(texts).toContain('13 answers, 30 needed')
    expect(bandBarsTable([promoterRows[5]!], options).rows[0]).toEqual([
      'Q4 FY26',
      'too few',
      'too few',
      'too few',
      '13',
    ])
  })

  it('names bands in lines with their colours where they do not fit below', () => {
    const names = ['creators', 'steady', 'marginal', 'destroyers', 'inactive', 'nobody yet']
    const bands = names.map((name, step) => ({ name, colour: { step } }))
    const row = { name: 'Spent', parts: names.map(() => 1), n: 6 }
    const node = bandBars([row], { ...options, bands, width: 240 })
    expect(visibleTexts(node).slice(-names.length)).toEqual(names)
    const keys = elementsOf(node).filter(
      ({ tag, attributes }) => tag === 'rect' && attributes.height === 8,
    )
    expect(keys.map(({ attributes }) => attributes.fill)).toEqual(
      names.map((_, step) => options.theme.ramps.accent[step]!.background),
    )
  })

  it('refuses a negative part', () => {
    expect(() => bandBars([{ name: 'A', parts: [-1, 2], n: 1 }], options)).toThrow(RangeError)
  })
})

describe('whale curve', () => {
  it('says what the top bring and how many cost more than they bring', () => {
    const straight = [0, 0.5, 0.75, 1].map((share) => ({
      customersShare: share,
      profitShare: share <= 0.5 ? 2.4 * share : 1.2 - 0.4 * (share - 0.5),
    }))
    const texts = visibleTexts(whaleCurve(straight, { ...chart, width: 300 }))
    expect(texts).toContain('top 20\u2009% bring 48\u2009%')
    expect(texts).toContain('50\u2009% cost more than they bring')
  })

  it('is silent about losses when there are none', () => {
    const texts = visibleTexts(
      whaleCurve(whaleSample(), { ...chart, width: 300, shareBelowZero: 0 }),
    )
    expect(texts.join()).not.toContain('cost more')
  })

  it('refuses points out of order', () => {
    const points = [0.5, 0.2].map((customersShare) => ({ customersShare, profitShare: 1 }))
    expect(() => whaleCurve(points, { ...chart, width: 300 })).toThrow(RangeError)
  })
})

describe('value bars', () => {
  const bars = [
    { name: 'Top', value: estimate(900, 30, 50) },
    { name: 'Last', note: '9 customers', value: fullCount(-200, 9) },
  ]
  const options = { ...chart, format: { unit: 'money', currency: 'EUR' } as const, width: 400 }

  it('gives no colour to a loss whose interval holds zero', () => {
    const node = valueBars([{ name: 'New', value: estimate(-20, 50, 40) }], options)
    expect(attributeValues(node, 'fill')).toContain(lightTheme.bar)
    expect(attributeValues(node, 'fill')).not.toContain(lightTheme.barWorse)
  })

  it('draws gains to the right of zero and losses to the left', () => {
    const node = valueBars(bars, options)
    const [gain, loss] = elementsOf(node).filter((each) => each.tag === 'rect')
    const zero = elementsOf(node).find((each) => each.attributes.stroke === lightTheme.noise)!
    expect(gain!.attributes.x).toBe(zero.attributes.x1)
    expect(Number(loss!.attributes.x) + Number(loss!.attributes.width)).toBeCloseTo(
      Number(zero.attributes.x1),
      1,
    )
    expect(loss!.attributes.fill).toBe(lightTheme.barWorse)
  })

  it('has a table twin', () => {
    expect(valueBarsTable(bars, options).rows).toEqual([
      ['Top', '€900', '870 to 930', '50'],
      ['Last (9 customers)', '\u2212€200', 'full count', '9'],
    ])
  })
})

describe('timeline', () => {
  const options = { ...chart, lanes: ['Orders'], width: 600 }
  const order = (day: string) => ({ lane: 'Orders', day, name: `Order on ${day}` })

  it('joins events that would overlap into one mark with their count', () => {
    const events = ['2024-01-01', '2025-06-01', '2025-06-02', '2025-06-03', '2026-01-01'].map(order)
    const node = timeline(events, options)
    expect(elementsOf(node).filter((each) => each.tag === 'circle')).toHaveLength(2)
    expect(visibleTexts(node)).toContain('3')
  })

  it('lists all of them in its table, in order of time', () => {
    const events = ['2025-06-02', '2024-01-01'].map(order)
    const running = { lane: 'Subscriptions', day: '2024-03-01', until: null, name: 'Plan' }
    expect(timelineTable([...events, running], options).rows.map((row) => row.slice(0, 2))).toEqual(
      [
        ['2024-01-01', ''],
        ['2024-03-01', 'running'],
        ['2025-06-02', ''],
      ],
    )
  })

  it('has ticks on first days of months and years, or on days', () => {
    const texts = (from: string, to: string, count: number) =>
      calendarTicks(from, to, count).map((tick) => tick.text)
    expect(texts('2024-11-10', '2025-11-22', 6)).toEqual(['2025', 'Apr', 'Jul', 'Oct'])
    expect(texts('2019-11-10', '2025-11-22', 8)).toEqual([
      '2020',
      '2021',
      '2022',
      '2023',
      '2024',
      '2025',
    ])
    expect(texts('2025-01-30', '2025-02-02', 4)).toEqual(['30 Jan', '31 Jan', '1 Feb', '2 Feb'])
  })
})
