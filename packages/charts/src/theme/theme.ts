import { mixColours, readableOn } from './colour.ts'

/** A background and a text colour that can be read on it (at least 4.5 to 1). */
export interface Paint {
  background: string
  text: string
}

/** Shades of one colour from the paper (step 0) to its full strength (last step). */
type Ramp = readonly Paint[]

/** What a ramp stands for: an amount, a move for the better, a move for the worse. */
export type RampName = 'accent' | 'better' | 'worse'

/** Everything a chart paints with. Values are concrete colours, or CSS variables in `cssTheme`. */
export interface ChartTheme {
  paper: string
  surface: string
  ink: string
  muted: string
  hairline: string
  /** Fainter than the hairline: the line a strip's dot runs on, lines between rows. */
  track: string
  accent: string
  better: string
  worse: string
  noise: string
  /** The area of an interval around a line. */
  band: string
  /** The bar of an interval around a dot. */
  bar: string
  barBetter: string
  barWorse: string
  detractor: Paint
  passive: Paint
  promoter: Paint
  ramps: Readonly<Record<RampName, Ramp>>
  font: string
}

interface Tokens {
  plain: Pick<
    ChartTheme,
    | 'paper'
    | 'surface'
    | 'ink'
    | 'muted'
    | 'hairline'
    | 'track'
    | 'accent'
    | 'better'
    | 'worse'
    | 'noise'
  >
  detractor: string
  passive: string
  promoter: string
  /** How strongly the accent shows in a band and in a bar, in [0, 1]. */
  bandStrength: number
  barStrength: number
  /** The same at the end of a ramp: as far as the ink can still be read on every step. */
  rampStrength: number
}

/** Steps of a ramp; more than these the eye does not tell apart in a table. */
const rampSteps = 11
/** The palest shade must still be seen against the paper. */
const rampFrom = 0.03

function buildRamp({ plain, rampStrength }: Tokens, colour: string): Ramp {
  return Array.from({ length: rampSteps }, (_, step) => {
    const share = step === 0 ? 0 : rampFrom + ((rampStrength - rampFrom) * step) / (rampSteps - 1)
    return { background: mixColours(plain.paper, colour, share), text: plain.ink }
  })
}

function buildTheme(tokens: Tokens): ChartTheme {
  const { plain, bandStrength, barStrength } = tokens
  const paint = (background: string): Paint => ({
    background,
    text: readableOn(background, ['#ffffff', plain.ink, plain.paper]),
  })
  return {
    ...plain,
    band: mixColours(plain.paper, plain.accent, bandStrength),
    bar: mixColours(plain.paper, plain.accent, barStrength),
    barBetter: mixColours(plain.paper, plain.better, barStrength),
    barWorse: mixColours(plain.paper, plain.worse, barStrength),
    detractor: paint(tokens.detractor),
    passive: paint(tokens.passive),
    promoter: paint(tokens.promoter),
    ramps: {
      accent: buildRamp(tokens, plain.accent),
      better: buildRamp(tokens, plain.better),
      worse: buildRamp(tokens, plain.worse),
    },
    font: "Inter, 'Inter Variable', system-ui, sans-serif",
  }
}

/** The look on white paper. */
export const lightTheme: ChartTheme = buildTheme({
  plain: {
    paper: '#fbfaf7',
    surface: '#ffffff',
    ink: '#1b1a17',
    muted: '#6a665d',
    hairline: '#e6e2d8',
    track: '#f1ede6',
    accent: '#234e8c',
    better: '#1c68a8',
    worse: '#ad4a14',
    noise: '#8a8578',
  },
  detractor: '#c8622c',
  passive: '#d8d3c7',
  promoter: '#3273b4',
  bandStrength: 0.13,
  barStrength: 0.3,
  rampStrength: 0.58,
})

/** The look on dark paper. Passive is dark here: the middle band must stay the quiet one. */
export const darkTheme: ChartTheme = buildTheme({
  plain: {
    paper: '#131311',
    surface: '#1a1a18',
    ink: '#edebe5',
    muted: '#a5a196',
    hairline: '#2f2e2a',
    track: '#242320',
    accent: '#93b8ee',
    better: '#82b8ee',
    worse: '#ec9a65',
    noise: '#8a8578',
  },
  detractor: '#c8622c',
  passive: '#4b4842',
  promoter: '#3273b4',
  bandStrength: 0.18,
  barStrength: 0.36,
  rampStrength: 0.48,
})

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

const paintNames = ['detractor', 'passive', 'promoter'] as const
const rampNames = ['accent', 'better', 'worse'] as const

/**
 * The theme as CSS custom properties, for the page's `:root`: `--ink`, `--bar-worse`, `--detractor`,
 * `--detractor-text`, `--ramp-accent-3`, `--ramp-accent-3-text` and so on. `cssTheme` refers to these.
 */
export function themeVariables(theme: ChartTheme): Record<string, string> {
  const variables: Record<string, string> = {}
  const put = (name: string, paint: Paint) => {
    variables[`--${name}`] = paint.background
    variables[`--${name}-text`] = paint.text
  }
  for (const [name, value] of Object.entries(theme)) {
    if (typeof value === 'string' && name !== 'font') variables[`--${kebab(name)}`] = value
  }
  for (const name of paintNames) put(name, theme[name])
  for (const name of rampNames) {
    theme.ramps[name].forEach((paint, step) => put(`ramp-${name}-${step}`, paint))
  }
  return variables
}

function cssPaint(name: string): Paint {
  return { background: `var(--${name})`, text: `var(--${name}-text)` }
}

function cssRamp(name: RampName): Ramp {
  return Array.from({ length: rampSteps }, (_, step) => cssPaint(`ramp-${name}-${step}`))
}

/** The look as the page's CSS variables, so that light and dark change without drawing again. */
export const cssTheme: ChartTheme = {
  paper: 'var(--paper)',
  surface: 'var(--surface)',
  ink: 'var(--ink)',
  muted: 'var(--muted)',
  hairline: 'var(--hairline)',
  track: 'var(--track)',
  accent: 'var(--accent)',
  better: 'var(--better)',
  worse: 'var(--worse)',
  noise: 'var(--noise)',
  band: 'var(--band)',
  bar: 'var(--bar)',
  barBetter: 'var(--bar-better)',
  barWorse: 'var(--bar-worse)',
  detractor: cssPaint('detractor'),
  passive: cssPaint('passive'),
  promoter: cssPaint('promoter'),
  ramps: { accent: cssRamp('accent'), better: cssRamp('better'), worse: cssRamp('worse') },
  font: 'inherit',
}
