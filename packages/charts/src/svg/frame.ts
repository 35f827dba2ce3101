import type { ChartTheme } from '../theme/theme.ts'
import { element, type SvgNode } from './node.ts'
import { fitText, label } from './text.ts'

/** What every chart is told besides its data. */
export interface ChartOptions {
  /** Unique on the page; the ids of the title and the description start with it. */
  id: string
  /** Says what the chart shows; read aloud first. */
  title: string
  /** Read aloud after the title; without it the chart describes its own data. */
  description?: string
  theme: ChartTheme
}

/** A chart as a table: what a screen reader, a spreadsheet and a person who wants figures get. */
export interface ChartTable {
  caption: string
  header: readonly string[]
  rows: readonly (readonly string[])[]
}

/** The outermost element: size, font, title and description. Width and height in px. */
export function chartRoot(
  options: ChartOptions,
  size: { width: number; height: number },
  description: string,
  children: readonly (SvgNode | undefined)[],
): SvgNode {
  const titleId = `${options.id}-title`
  const descriptionId = `${options.id}-desc`
  return element(
    'svg',
    {
      width: size.width,
      height: size.height,
      viewBox: `0 0 ${size.width} ${size.height}`,
      role: 'img',
      'aria-labelledby': `${titleId} ${descriptionId}`,
      'font-family': options.theme.font,
    },
    [
      element('title', { id: titleId }, [options.title]),
      element('desc', { id: descriptionId }, [options.description ?? description]),
      ...children,
    ],
  )
}

/** The sentence in place of a drawing when there is nothing to draw. */
export function emptyNote(
  size: { width: number; height: number },
  message: string,
  theme: ChartTheme,
): SvgNode {
  return label(size.width / 2, size.height / 2, fitText(message, 12, size.width - 8), theme, {
    anchor: 'middle',
  })
}

/** @throws RangeError unless the width or height is a finite number of at least `minimum` px. */
export function checkSize(name: string, value: number, minimum: number): number {
  if (!Number.isFinite(value) || value < minimum) {
    throw new RangeError(`${name} must be at least ${minimum} px, got ${value}`)
  }
  return value
}
