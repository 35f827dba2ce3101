import type { ChartTheme } from '../theme/theme.ts'
import { element, type SvgNode } from './node.ts'

/**
 * Advance widths of U+0020 to U+007E in Inter, weight 400, in thousandths of the font size, measured
 * in Chromium on the font file of @fontsource-variable/inter; digits are the tabular ones. Layout must not ask
 * a browser for widths, or the same facts would not give the same bytes in Node.
 */
const advances = [
  281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360, 648, 648, 648,
  648, 648, 648, 648, 648, 648, 648, 288, 302, 662, 662, 662, 511, 966, 690, 654, 730, 722, 601,
  590, 746, 743, 269, 571, 672, 565, 903, 753, 765, 639, 765, 644, 642, 646, 744, 690, 985, 682,
  679, 629, 365, 360, 365, 471, 456, 323, 562, 612, 571, 612, 583, 370, 613, 591, 242, 242, 549,
  242, 876, 591, 600, 612, 612, 376, 528, 327, 591, 562, 818, 546, 562, 552, 426, 333, 426, 662,
]
const thinSpace = '\u2009'
const boldFactor = 1.02

function advanceOf(character: string): number {
  const code = character.codePointAt(0)!
  if (character === thinSpace) return 182
  if (code < 0x2e80) return advances[code - 32] ?? 667
  return 1000
}

/** Width in px that the text takes in Inter at the size; scripts outside Latin are taken as wide. */
export function textWidth(content: string, size: number, weight = 400): number {
  let sum = 0
  for (const character of content) sum += advanceOf(character)
  return ((sum * size) / 1000) * (weight >= 600 ? boldFactor : 1)
}

/** px by which a text may exceed its room: less than what the eye sees, more than rounding. */
const tolerance = 0.5

/** Shortens the text with an ellipsis until it fits the width in px. */
export function fitText(content: string, size: number, width: number): string {
  if (textWidth(content, size) <= width + tolerance) return content
  const characters = Array.from(content)
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, size) > width) {
    characters.pop()
  }
  return `${characters.join('').trimEnd()}…`
}

export interface TextStyle {
  size?: number
  fill?: string
  weight?: number
  anchor?: 'start' | 'middle' | 'end'
}

/** A line of text whose vertical middle (of its digits) is at y; no `dominant-baseline`, which PDF writers ignore. */
export function label(
  x: number,
  y: number,
  content: string,
  theme: ChartTheme,
  style: TextStyle = {},
): SvgNode {
  const size = style.size ?? 12
  return element(
    'text',
    {
      x,
      y: y + size * 0.36,
      fill: style.fill ?? theme.muted,
      'font-size': size,
      'font-weight': style.weight,
      'text-anchor': style.anchor === 'start' ? undefined : style.anchor,
    },
    [content],
  )
}
