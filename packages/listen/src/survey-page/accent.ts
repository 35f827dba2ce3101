/** The company's colour as the page can use it: every pair below reaches WCAG 2.2 AA. */
export interface Accent {
  /** Ground of a chosen score and of the button: 3 to 1 at least against the paper. */
  ground: string
  /** Text on that ground: 4.5 to 1 at least. */
  onGround: string
}

type Rgb = readonly [number, number, number]

const papers = { light: '#fbfaf7', dark: '#131311' } as const
const needed = { text: 4.5, edge: 3 } as const

/** The accent on light and on dark paper: the company's own colour, moved only as far as contrast asks. */
export function accentsOf(color: string): Record<'light' | 'dark', Accent> {
  return { light: fit(color, papers.light, -1), dark: fit(color, papers.dark, 1) }
}

function fit(color: string, paper: string, way: 1 | -1): Accent {
  const own = toRgb(color)
  for (let step = 0; step <= 20; step += 1) {
    const moved = move(own, way, step / 20)
    const onGround =
      contrast(moved, [255, 255, 255]) >= contrast(moved, [17, 17, 17]) ? '#ffffff' : '#111111'
    const reads = contrast(moved, toRgb(onGround)) >= needed.text
    if (reads && contrast(moved, toRgb(paper)) >= needed.edge) {
      return { ground: toHex(moved), onGround }
    }
  }
  throw new RangeError('no step between a colour and black or white reaches the contrast')
}

/** Towards black or white by a share. */
function move(color: Rgb, way: 1 | -1, share: number): Rgb {
  const end = way === 1 ? 255 : 0
  return color.map((part) => Math.round(part + (end - part) * share)) as unknown as Rgb
}

function toRgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

const toHex = (color: Rgb) => `#${color.map((part) => part.toString(16).padStart(2, '0')).join('')}`

/** Contrast ratio of WCAG 2.2, 1 to 21. */
export function contrastOf(one: string, other: string): number {
  return contrast(toRgb(one), toRgb(other))
}

function contrast(one: Rgb, other: Rgb): number {
  const [bright = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (bright + 0.05) / (dark + 0.05)
}

/** Relative luminance, WCAG 2.2. */
function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
