import { bandBars, bandBarsTable, promoterBands } from '../band-bars.ts'
import type { ValueFormat } from '../format/measured.ts'
import { intervalAxis, intervalStrip, intervalTable } from '../interval-strip.ts'
import { domainOf, type Domain } from '../marks/value-scale.ts'
import { smallMultiples, smallMultiplesTable, type NamedSeries } from '../small-multiples.ts'
import { sparkline, sparklineTable } from '../sparkline.ts'
import { strategyMap, strategyMapTable } from '../strategy-map/strategy-map.ts'
import type { ChartTable } from '../svg/frame.ts'
import type { SvgNode } from '../svg/node.ts'
import type { ChartTheme } from '../theme/theme.ts'
import { timeline, timelineTable } from '../timeline/timeline.ts'
import type { TrendPoint } from '../trend/trend-data.ts'
import { trend, trendTable } from '../trend/trend.ts'
import { valueBars, valueBarsTable } from '../value-bars.ts'
import { whaleCurve, whaleCurveTable } from '../whale-curve.ts'
import {
  customerEvents,
  estimate,
  npsTrend,
  profitBands,
  promoterRows,
  quarterTrend,
  segmentRows,
  strategyArrows,
  strategyNodes,
  tooFew,
  whaleSample,
} from './samples.ts'

/** A chart with sample data, for people who look and for the committed snapshots. */
export interface GalleryItem {
  /** File name of its snapshot. */
  name: string
  node: SvgNode
  table?: ChartTable
}

const points: ValueFormat = { unit: 'points' }

/** Every chart form, drawn with the same sample data on every run. @param prefix makes ids unique on a page. */
export function gallery(theme: ChartTheme, prefix = 'gallery'): GalleryItem[] {
  const named = (name: string, title: string) => ({ id: `${prefix}-${name}`, title, theme })
  return [
    ...sparklines(named),
    ...strips(named, theme),
    ...trends(named),
    ...multiples(named),
    ...values(named),
    ...maps(named),
  ]
}

type Named = (name: string, title: string) => { id: string; title: string; theme: ChartTheme }

function sparklines(named: Named): GalleryItem[] {
  const measured = npsTrend()
    .slice(-12)
    .map((point) => point.measured)
  const gapped = measured.map((each, index) => (index === 4 || index === 9 ? tooFew(8) : each))
  const item = (name: string, values: typeof measured): GalleryItem => {
    const options = { ...named(name, 'Net promoter score, 12 months'), format: points }
    return { name, node: sparkline(values, options), table: sparklineTable(values, [], options) }
  }
  return [
    item('sparkline', measured),
    item('sparkline-gaps', gapped),
    item('sparkline-single', measured.slice(-1)),
    item('sparkline-empty', []),
  ]
}

function strips(named: Named, theme: ChartTheme): GalleryItem[] {
  const domain: Domain = [0, 68]
  const rows = segmentRows.map((row, index): GalleryItem => {
    const name = `interval-strip-${index}`
    const options = { ...named(name, row.name), format: points, domain }
    return { name, node: intervalStrip(row, options) }
  })
  const outside = { now: estimate(74, 9, 40), before: estimate(60, 9, 40), target: 35 }
  const title = { title: 'Net promoter score by segment', format: points }
  return [
    {
      name: 'interval-axis',
      node: intervalAxis(domain, { theme, format: points }),
      table: intervalTable(segmentRows, title),
    },
    ...rows,
    {
      name: 'interval-strip-outside',
      node: intervalStrip(outside, {
        ...named('interval-strip-outside', 'Outside the axis'),
        format: points,
        domain,
      }),
    },
  ]
}

function trends(named: Named): GalleryItem[] {
  const happenings = [
    { day: '2025-04-02', name: 'new tariff' },
    { day: '2026-03-12', name: 'release 26.8' },
    { day: '2026-06-04', name: 'order validation' },
  ]
  const item = (name: string, width: number, data: TrendPoint[], more: object): GalleryItem => {
    const options = {
      ...named(name, 'Net promoter score by period'),
      format: points,
      width,
      ...more,
    }
    return { name, node: trend(data, options), table: trendTable(data, options) }
  }
  const fell = { target: 35, happenings, moved: { since: '2026-03-12', tone: 'worse' } }
  const crowd = Array.from({ length: 9 }, (_, index) => ({
    day: `2026-0${1 + (index % 6)}-${10 + index}`,
    name: `release 26.${index} of the portal`,
  }))
  return [
    item('trend', 860, npsTrend(), fell),
    item('trend-narrow', 330, npsTrend(), fell),
    item('trend-crowded', 640, npsTrend(), { happenings: crowd }),
    item('trend-quarters', 480, quarterTrend(), {
      target: 10,
      moved: { since: '2026-07-01', tone: 'better' },
    }),
    item('trend-single', 330, npsTrend().slice(-1), { target: 35 }),
    item('trend-forecast', 640, npsTrend(), { target: 35, forecastFrom: '2026-07-01' }),
    item('trend-empty', 330, [], {}),
  ]
}

function multiples(named: Named): GalleryItem[] {
  const names = ['North', 'Coast', 'Capital', 'East', 'Lakes', 'South', 'Midlands', 'Valley']
  const series = names.map((name, index): NamedSeries => {
    const shifted = npsTrend()
      .slice(-12)
      .map(({ period, measured }, at) => {
        const isThin = name === 'Valley' && at % 5 > 2
        if (measured.kind === 'insufficient' || isThin) return { period, measured: tooFew(9) }
        const rise = name === 'Midlands' ? 1 : -0.4
        const value = measured.value + 9 - index * 2.4 - rise * (measured.value - 34)
        return { period, measured: estimate(value - (name === 'Midlands' ? at * 0.8 : 0), 5, 160) }
      })
    return name === 'Midlands'
      ? { name, points: shifted, tone: 'worse' }
      : { name, points: shifted }
  })
  const options = { ...named('small-multiples', 'By region'), format: points, width: 860 }
  return [
    {
      name: 'small-multiples',
      node: smallMultiples(series, options),
      table: smallMultiplesTable(series, options),
    },
  ]
}

function values(named: Named): GalleryItem[] {
  const bands = { ...named('band-bars', 'Who answers what'), bands: promoterBands, width: 350 }
  const whale = { ...named('whale-curve', 'Who makes the value'), width: 300 }
  const euro: ValueFormat = { unit: 'money', currency: 'EUR' }
  const bars = { ...named('value-bars', 'Profit by value band'), format: euro, width: 560 }
  const lanes = ['Orders', 'Contacts', 'Answers', 'Subscriptions']
  const life = { ...named('timeline', 'What happened'), lanes, width: 860, to: '2025-11-22' }
  const whalePoints = whaleSample()
  const domain = domainOf([], [0, 1])
  const retention = {
    ...named('interval-axis-share', 'Retention'),
    format: { unit: 'share' } as const,
  }
  return [
    {
      name: 'band-bars',
      node: bandBars(promoterRows, bands),
      table: bandBarsTable(promoterRows, bands),
    },
    {
      name: 'whale-curve',
      node: whaleCurve(whalePoints, whale),
      table: whaleCurveTable(whalePoints, whale),
    },
    {
      name: 'value-bars',
      node: valueBars(profitBands, bars),
      table: valueBarsTable(profitBands, bars),
    },
    {
      name: 'timeline',
      node: timeline(customerEvents, life),
      table: timelineTable(customerEvents, life),
    },
    { name: 'interval-axis-share', node: intervalAxis(domain, retention) },
  ]
}

function maps(named: Named): GalleryItem[] {
  const item = (name: string, width: number): GalleryItem => {
    const rows = ['Financial', 'Customers', 'Internal processes', 'Learning and growth']
    const options = { ...named(name, 'Strategy map'), width, rows }
    return {
      name,
      node: strategyMap(strategyNodes, strategyArrows, options),
      table: strategyMapTable(strategyNodes, strategyArrows, options),
    }
  }
  return [item('strategy-map', 860), item('strategy-map-narrow', 340)]
}
