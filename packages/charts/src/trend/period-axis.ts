import { dayNumber, type Day, type Period } from '@fealty/core'
import { periodTick } from '../format/period-tick.ts'
import type { SvgNode } from '../svg/node.ts'
import { label, textWidth } from '../svg/text.ts'
import type { ChartTheme } from '../theme/theme.ts'

/** Places of periods across a chart: equal steps, whatever their length in days. */
export interface PeriodScale {
  /** x of the period at the index, in px. */
  at: (index: number) => number
  /** px between neighbours. */
  step: number
  left: number
  right: number
  /** px between the frame and the first and last period. */
  inset: number
}

/** Spreads `count` periods over [left, right] px; a single one stands in the middle. */
export function periodScale(count: number, left: number, right: number): PeriodScale {
  const even = count > 1 ? (right - left) / (count - 1) : right - left
  const inset = count > 1 ? Math.min(even / 3, 10) : (right - left) / 2
  const step = count > 1 ? (right - left - 2 * inset) / (count - 1) : right - left
  return { at: (index) => left + inset + index * step, step, left, right, inset }
}

/** Index of the period that holds the day, or undefined. Periods are in order of time. */
export function periodIndexOf(day: Day, periods: readonly Period[]): number | undefined {
  const index = periods.findIndex((period) => day >= period.start && day < period.end)
  return index === -1 ? undefined : index
}

/**
 * x of a day: a period's point stands for its middle, so a day in its first half lies left of the
 * point. Half periods beyond the first and last point are pressed into the inset.
 * @returns undefined for a day in none of the periods.
 */
export function placeDay(
  day: Day,
  periods: readonly Period[],
  scale: PeriodScale,
): number | undefined {
  const index = periodIndexOf(day, periods)
  if (index === undefined) return undefined
  const { start, end } = periods[index]!
  const length = dayNumber(end) - dayNumber(start)
  const offset = (dayNumber(day) - dayNumber(start)) / length - 0.5
  const outward = (index === 0 && offset < 0) || (index === periods.length - 1 && offset > 0)
  return scale.at(index) + offset * (outward ? 2 * scale.inset : scale.step)
}

const size = 12

/** Every how many periods a label stands, so that neighbours keep 6 px apart. */
function strideOf(texts: readonly string[], step: number): number {
  const widest = Math.max(0, ...texts.map((text) => textWidth(text, size)))
  return Math.max(1, Math.ceil((widest + 6) / Math.max(step, 0.01)))
}

/**
 * Labels under the periods, and the year once under its first label. Long names where they fit;
 * where even short ones do not, every n-th.
 */
export function periodAxis(
  periods: readonly Period[],
  scale: PeriodScale,
  top: number,
  theme: ChartTheme,
): SvgNode[] {
  const ticks = periods.map(periodTick)
  const longFits =
    strideOf(
      ticks.map((each) => each.long),
      scale.step - 8,
    ) === 1
  const texts = ticks.map((each) => (longFits ? each.long : each.short))
  const stride = strideOf(texts, scale.step)
  const labels = texts.flatMap((text, index) => {
    // Counted from the newest, which is the one that is read.
    if ((texts.length - 1 - index) % stride !== 0) return []
    const half = textWidth(text, size) / 2
    const x = Math.min(Math.max(scale.at(index), half), scale.right + 30)
    return [label(x, top + 14, text, theme, { anchor: 'middle' })]
  })
  const groups = ticks.map(({ group }, index) => ({ group, text: texts[index]! }))
  return [...labels, ...groupLabels(groups, scale, top + 30, theme)]
}

/** Each group's name once, its left edge under that of its first tick's label. */
function groupLabels(
  ticks: readonly { group: string; text: string }[],
  scale: PeriodScale,
  y: number,
  theme: ChartTheme,
): SvgNode[] {
  const starts = ticks.flatMap(({ group, text }, index) =>
    group !== '' && group !== ticks[index - 1]?.group
      ? [{ name: group, x: scale.at(index) - textWidth(text, size) / 2 }]
      : [],
  )
  const kept: { name: string; x: number }[] = []
  // From the right, as the newest year is the one that is read; a label that would run into it goes.
  for (const each of starts.toReversed()) {
    const width = textWidth(each.name, size)
    const x = Math.max(0, Math.min(each.x, scale.right + 8 - width))
    const next = kept.at(-1)
    if (!next || x + width + 8 <= next.x) kept.push({ name: each.name, x })
  }
  return kept.toReversed().map(({ name, x }) => label(x, y, name, theme))
}
