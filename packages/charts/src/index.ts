export type { SvgNode } from './svg/node.ts'
export { escapeXml, renderSvg } from './svg/render.ts'
export type { ChartOptions, ChartTable } from './svg/frame.ts'
export { textWidth } from './svg/text.ts'
export { contrastRatio } from './theme/colour.ts'
export { migrationColour, rampColour } from './theme/ramp.ts'
export {
  cssTheme,
  darkTheme,
  lightTheme,
  themeVariables,
  type ChartTheme,
  type Paint,
  type RampName,
} from './theme/theme.ts'
export {
  decimalsFor,
  formatChance,
  formatCount,
  formatDays,
  formatMoney,
  formatPercent,
  formatPoints,
  type NumberStyle,
  type SignRule,
} from './format/number.ts'
export {
  decimalsOf,
  describeMeasured,
  formatDifference,
  formatGoal,
  formatMeasured,
  formatRange,
  formatTooFew,
  formatSize,
  formatValue,
  withheldWords,
  type ValueFormat,
} from './format/measured.ts'
export {
  formatVerdict,
  toneOf,
  type Better,
  type Tone,
  type VerdictText,
} from './format/verdict.ts'
export { periodTick, type PeriodTick } from './format/period-tick.ts'
export { domainOf, widenToTicks, type Domain } from './marks/value-scale.ts'
export { sparkline, sparklineTable, type SparklineOptions } from './sparkline.ts'
export {
  intervalAxis,
  intervalStrip,
  intervalTable,
  type IntervalAxisOptions,
  type IntervalRow,
  type IntervalStripOptions,
} from './interval-strip.ts'
export { trend, trendTable } from './trend/trend.ts'
export type { Happening, TrendOptions, TrendPoint } from './trend/trend-data.ts'
export {
  smallMultiples,
  smallMultiplesTable,
  type NamedSeries,
  type SmallMultiplesOptions,
} from './small-multiples.ts'
export {
  bandBars,
  bandBarsTable,
  promoterBands,
  type Band,
  type BandBarsOptions,
  type BandRow,
} from './band-bars.ts'
export {
  whaleCurve,
  whaleCurveTable,
  type WhaleCurveOptions,
  type WhalePoint,
} from './whale-curve.ts'
export { timeline, timelineTable, type TimelineOptions } from './timeline/timeline.ts'
export { valueBars, valueBarsTable, type ValueBar, type ValueBarsOptions } from './value-bars.ts'
export type { CustomerEvent } from './timeline/customer-event.ts'
export {
  strategyMap,
  strategyMapTable,
  type StrategyMapOptions,
} from './strategy-map/strategy-map.ts'
export { type ArrowVerdict, type MapArrow, type MapNode } from './strategy-map/place-boxes.ts'
export {
  planCurve,
  planCurveTable,
  type PlanCurve,
  type PlanCurveOptions,
  type PlanPoint,
  type RealisedPoint,
} from './plan-curve.ts'
