/** Red, green, blue, 0 to 255. */
type Rgb = readonly [number, number, number]

function parseHex(hex: string): Rgb {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex)
  if (!match) throw new RangeError(`colour must be #rrggbb, got ${hex}`)
  return [parseInt(match[1]!, 16), parseInt(match[2]!, 16), parseInt(match[3]!, 16)]
}

/** `share` of `top` laid over `bottom`, both `#rrggbb`; share in [0, 1]. @throws RangeError on another spelling. */
export function mixColours(bottom: string, top: string, share: number): string {
  const under = parseHex(bottom)
  const over = parseHex(top)
  return `#${under
    .map((channel, index) => Math.round(channel + (over[index]! - channel) * share))
    .map((channel) => channel.toString(16).padStart(2, '0'))
    .join('')}`
}

function relativeLuminance(hex: string): number {
  const [red, green, blue] = parseHex(hex).map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio of two `#rrggbb` colours, 1 to 21. Source: WCAG 2.2, definition of contrast ratio. */
export function contrastRatio(first: string, second: string): number {
  const a = relativeLuminance(first)
  const b = relativeLuminance(second)
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

/**
 * The first of the preferred colours that can be read on the background (4.5 to 1, WCAG 2.2 AA), else
 * black or white: one of the two always reaches 4.58.
 */
export function readableOn(background: string, preferred: readonly string[]): string {
  const fitting = preferred.find((colour) => contrastRatio(background, colour) >= 4.5)
  if (fitting !== undefined) return fitting
  return contrastRatio(background, '#000000') >= contrastRatio(background, '#ffffff')
    ? '#000000'
    : '#ffffff'
}
