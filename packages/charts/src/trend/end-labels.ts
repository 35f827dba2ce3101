import { formatMeasured } from '../format/measured.ts'
import { dot, endOf, inkOf, type PlacedPoint } from '../marks/interval-line.ts'
import type { ValueScale } from '../marks/value-scale.ts'
import type { SvgNode } from '../svg/node.ts'
import { label } from '../svg/text.ts'
import { targetText, type TrendOptions } from './trend-data.ts'
import type { TrendLayout } from './trend-layout.ts'

/** The last value and the target at the right end, pushed apart when they would touch. */
export function endLabels(
  placed: readonly PlacedPoint[],
  layout: TrendLayout,
  options: TrendOptions,
): SvgNode[] {
  const { theme, format, target } = options
  const { x, y } = layout
  const end = endOf(placed)
  const nodes: SvgNode[] = []
  const endY = end && y(end.measured.value)
  if (end && endY !== undefined) {
    const colour = inkOf(layout.toned?.tone ?? 'neutral', theme)
    nodes.push(
      dot(end.x, endY, colour, 4),
      label(x.right + 8, endY, formatMeasured(end.measured, format), theme, {
        fill: theme.ink,
        weight: 600,
      }),
    )
  }
  if (target !== undefined) {
    nodes.push(label(x.right + 8, targetLabelY(y, target, endY), targetText(target, format), theme))
  }
  return nodes
}

/** @returns y of the target's label: on its line, or moved off the end label by one line of text. */
function targetLabelY(y: ValueScale, target: number, endY: number | undefined): number {
  const at = y(target)
  const lineHeight = 15
  if (endY === undefined || Math.abs(at - endY) >= lineHeight) return at
  return at <= endY ? endY - lineHeight : endY + lineHeight
}
