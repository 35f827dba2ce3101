import { formatCount, formatPercent } from './format/number.ts'
import { chartRoot, checkSize, emptyNote, type ChartOptions, type ChartTable } from './svg/frame.ts'
import { element, group, type SvgNode } from './svg/node.ts'
import { fitText, label, textWidth } from './svg/text.ts'
import type { ChartTheme, Paint } from './theme/theme.ts'

/** One band of an answer scale or of a value order. */
export interface Band {
  /** Written under the bars, e.g. `0–6`. */
  name: string
  /** What it is called in the table and read aloud, e.g. `detractors`; default the name. */
  meaning?: string
  colour: 'detractor' | 'passive' | 'promoter' | { step: number }
}

/** One bar: a period or a segment. */
export interface BandRow {
  name: string
  /** Weights of the bands in their order, each at least 0: counts or shares, of any sum. */
  parts: readonly number[]
  /** What was counted. */
  n: number
  /** Below this n the bar is not drawn, and says what is missing; default 1. */
  minimum?: number
}

export interface BandBarsOptions extends ChartOptions {
  bands: readonly Band[]
  /** px, at least 200. */
  width: number
  /** Height of one bar in px, at least 14; default 22. */
  barHeight?: number
  /** What n counts, in the plural; default `answers`. */
  counted?: string
}

/** Detractors, passives and promoters of the 0 to 10 recommendation question. */
export const promoterBands: readonly Band[] = [
  { name: '0–6', meaning: 'detractors', colour: 'detractor' },
  { name: '7–8', meaning: 'passives', colour: 'passive' },
  { name: '9–10', meaning: 'promoters', colour: 'promoter' },
]

const size = 12
const gap = 11
const lineHeight = 16
const nameGap = 10
const swatch = 8
const swatchGap = 4

function paintOf(band: Band, theme: ChartTheme): Paint {
  if (typeof band.colour === 'string') return theme[band.colour]
  const steps = theme.ramps.accent
  return steps[Math.min(steps.length - 1, Math.max(0, Math.round(band.colour.step)))]!
}

/** @returns shares in [0, 1] that sum to 1, or undefined when there is nothing, or too few. */
function sharesOf(row: BandRow): number[] | undefined {
  const bad = row.parts.find((part) => !Number.isFinite(part) || part < 0)
  if (bad !== undefined)
    throw new RangeError(`a part of a bar must be finite and at least 0, got ${bad}`)
  const sum = row.parts.reduce((total, part) => total + part, 0)
  if (sum <= 0 || row.n < (row.minimum ?? 1)) return undefined
  return row.parts.map((part) => part / sum)
}

/**
 * Stacked horizontal bars of the shares of bands, one per period or segment, the numbers inside where
 * they fit. Per cent are each rounded on their own, so a row may sum to 99 or 101.
 * @throws RangeError on a part that is negative or not finite.
 */
export function bandBars(rows: readonly BandRow[], options: BandBarsOptions): SvgNode {
  const width = checkSize('width', options.width, 200)
  const barHeight = checkSize('barHeight', options.barHeight ?? 22, 14)
  const hasBands = rows.length > 0
  const lines = bandLines(options.bands, width)
  const below = hasBands ? 10 + lines.length * lineHeight : 0
  const height = Math.max(48, rows.length * (barHeight + gap) - gap + below)
  const { theme } = options
  if (!hasBands) {
    return chartRoot(options, { width, height }, 'Nothing to show.', [
      emptyNote({ width, height }, 'Nothing to show', theme),
    ])
  }
  const nameWidth = Math.min(
    width * 0.35,
    Math.max(...rows.map((row) => textWidth(row.name, size))),
  )
  const left = nameWidth + 14
  const bars = rows.map((row, index) =>
    drawRow(
      row,
      { left, top: index * (barHeight + gap), width: width - left, height: barHeight },
      options,
    ),
  )
  return chartRoot(options, { width, height }, describeRows(rows, options), [
    ...bars,
    ...(lines.length > 1
      ? flowNames(lines, height - lines.length * lineHeight, theme)
      : legend(
          rows.findLast((row) => sharesOf(row)) ?? rows[0]!,
          { left, top: height - lineHeight, width: width - left },
          options,
        )),
  ])
}

/** The bands in lines: one where their names fit beside each other, else as many as they need. */
function bandLines(bands: readonly Band[], width: number): Band[][] {
  const lines: Band[][] = [[]]
  let used = 0
  for (const band of bands) {
    const wanted = swatch + swatchGap + textWidth(band.name, size) + nameGap
    if (used > 0 && used + wanted - nameGap > width) {
      lines.push([])
      used = 0
    }
    lines.at(-1)!.push(band)
    used += wanted
  }
  return lines
}

/** Names that cannot stand under their parts follow each other, each behind the colour of its band. */
function flowNames(lines: readonly (readonly Band[])[], top: number, theme: ChartTheme): SvgNode[] {
  return lines.flatMap((bands, line) => {
    let x = 0
    const middle = top + line * lineHeight + 8
    return bands.flatMap((band) => {
      const key = element('rect', {
        x,
        y: middle - swatch / 2,
        width: swatch,
        height: swatch,
        fill: paintOf(band, theme).background,
      })
      const name = label(x + swatch + swatchGap, middle, band.name, theme)
      x += swatch + swatchGap + textWidth(band.name, size) + nameGap
      return [key, name]
    })
  })
}

interface Box {
  left: number
  top: number
  width: number
  height: number
}

function drawRow(row: BandRow, box: Box, options: BandBarsOptions): SvgNode {
  const { theme, counted = 'answers' } = options
  const middle = box.top + box.height / 2
  const name = label(0, middle, fitText(row.name, size, box.left - 10), theme)
  const shares = sharesOf(row)
  if (!shares) {
    const message = `${formatCount(row.n)} ${counted}, ${formatCount(row.minimum ?? 1)} needed`
    return group({}, [
      name,
      element('rect', {
        x: box.left,
        y: box.top,
        width: box.width,
        height: box.height,
        fill: theme.track,
      }),
      label(box.left + 8, middle, fitText(message, size, box.width - 16), theme),
    ])
  }
  return group({}, [
    element('title', {}, [`${row.name}: ${sentenceOf(row, shares, options)}`]),
    name,
    ...drawSegments(shares, box, options),
  ])
}

function drawSegments(
  shares: readonly number[],
  box: Box,
  { bands, theme }: BandBarsOptions,
): SvgNode[] {
  let start = box.left
  return shares.flatMap((share, index) => {
    const band = bands[index]
    const width = share * box.width
    const x = start
    start += width
    if (!band || width <= 0) return []
    const paint = paintOf(band, theme)
    const isLast = index === shares.length - 1
    const text = isLast ? formatPercent(share) : formatCount(share * 100)
    // A seam of paper between the parts, so that neighbours part without a stroke.
    const seam = isLast ? 0 : Math.min(1.5, width / 2)
    const rect = element('rect', {
      x,
      y: box.top,
      width: width - seam,
      height: box.height,
      fill: paint.background,
    })
    if (textWidth(text, size) + 10 > width) return [rect]
    return [rect, label(x + 6, box.top + box.height / 2, text, theme, { fill: paint.text })]
  })
}

/** Names of the bands under their parts of the last bar drawn, moved right where they would touch. */
function legend(
  row: BandRow,
  box: { left: number; top: number; width: number },
  { bands, theme }: BandBarsOptions,
): SvgNode[] {
  const shares = sharesOf(row) ?? bands.map(() => 1 / bands.length)
  const widths = bands.map((band) => textWidth(band.name, size))
  const starts = bands.map(
    (_, index) =>
      box.left + box.width * shares.slice(0, index).reduce((sum, share) => sum + share, 0),
  )
  for (let index = 1; index < starts.length; index += 1) {
    starts[index] = Math.max(starts[index]!, starts[index - 1]! + widths[index - 1]! + nameGap)
  }
  let limit = box.left + box.width
  for (let index = starts.length - 1; index >= 0; index -= 1) {
    starts[index] = Math.max(0, Math.min(starts[index]!, limit - widths[index]!))
    limit = starts[index]! - nameGap
  }
  return bands.map((band, index) => label(starts[index]!, box.top + 8, band.name, theme))
}

function sentenceOf(row: BandRow, shares: readonly number[], { bands }: BandBarsOptions): string {
  const parts = shares.map((share, index) => {
    const band = bands[index]
    return `${band?.meaning ?? band?.name ?? ''} ${formatPercent(share, { decimals: 1 })}`
  })
  return `${parts.join(', ')}, n ${formatCount(row.n)}`
}

function describeRows(rows: readonly BandRow[], options: BandBarsOptions): string {
  return `${rows
    .map((row) => {
      const shares = sharesOf(row)
      return `${row.name}: ${shares ? sentenceOf(row, shares, options) : 'too few'}`
    })
    .join('; ')}.`
}

/** The table twin. */
export function bandBarsTable(
  rows: readonly BandRow[],
  options: Pick<BandBarsOptions, 'title' | 'bands'>,
): ChartTable {
  return {
    caption: options.title,
    header: ['Name', ...options.bands.map((band) => band.meaning ?? band.name), 'n'],
    rows: rows.map((row) => {
      const shares = sharesOf(row)
      return [
        row.name,
        ...options.bands.map((_, index) =>
          shares ? formatPercent(shares[index] ?? 0, { decimals: 1 }) : 'too few',
        ),
        formatCount(row.n),
      ]
    }),
  }
}
