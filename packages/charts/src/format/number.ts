/** When a sign is written: always (a score, a change), only on negatives, or never (the mark says it). */
export type SignRule = 'always' | 'negative' | 'never'

export interface NumberStyle {
  /** Digits after the point, 0 to 20; default 0. */
  decimals?: number
  sign?: SignRule
  /** Thousands as k, millions as M, billions as B; for axes and narrow places. */
  compact?: boolean
}

const minus = '\u2212'
const thinSpace = '\u2009'
const suffixes = ['', 'k', 'M', 'B', 'T'] as const

/**
 * The magnitude of a number with grouped thousands; trailing carry is right (999,950 is 1M).
 */
function writeCompact(magnitude: number): string {
  let rest = magnitude
  let power = 0
  const shown = () => (power > 0 && rest < 9.95 ? 1 : 0)
  while (power < suffixes.length - 1 && Number(rest.toFixed(shown())) >= 1000) {
    rest /= 1000
    power += 1
  }
  return `${groupThousands(rest.toFixed(shown()).replace(/\.0$/, ''))}${suffixes[power]!}`
}

function groupThousands(digits: string): string {
  const [whole, fraction] = digits.split('.') as [string, string | undefined]
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

function writeMagnitude(value: number, style: NumberStyle): string {
  const magnitude = Math.abs(value)
  if (magnitude === Infinity) return '∞'
  if (style.compact === true && magnitude >= 1000) return writeCompact(magnitude)
  return groupThousands(magnitude.toFixed(style.decimals ?? 0))
}

function signOf(value: number, magnitude: string, rule: SignRule): string {
  const roundsToZero = !/[1-9∞]/.test(magnitude)
  if (rule === 'never' || roundsToZero) return ''
  if (value < 0) return minus
  return rule === 'always' ? '+' : ''
}

/** Sign and magnitude apart, so that a currency can stand between them. @throws RangeError on NaN. */
function write(value: number, style: NumberStyle, defaultSign: SignRule): [string, string] {
  if (Number.isNaN(value)) throw new RangeError('a number to be written must not be NaN')
  const magnitude = writeMagnitude(value, style)
  return [signOf(value, magnitude, style.sign ?? defaultSign), magnitude]
}

/** A plain number: 2,746 or −0.4. The minus is U+2212; a value that rounds to zero bears no sign. */
export function formatCount(value: number, style: NumberStyle = {}): string {
  return write(value, style, 'negative').join('')
}

/** Score points, signed: +31, −4.5, 0. */
export function formatPoints(value: number, style: NumberStyle = {}): string {
  return write(value, style, 'always').join('')
}

/** A share in [0, 1] (or a growth, which may lie outside) as per cent with a thin space (U+2009): 84 %. */
export function formatPercent(share: number, style: NumberStyle = {}): string {
  return `${write(share * 100, style, 'negative').join('')}${thinSpace}%`
}

/** A probability as whole per cent; what is nearly sure is never written as 0 or 100 %. */
export function formatChance(chance: number): string {
  if (chance < 0.01) return `under 1${thinSpace}%`
  return chance > 0.99 ? `over 99${thinSpace}%` : formatPercent(chance)
}

const currencySymbols: Readonly<Record<string, string>> = {
  EUR: '€',
  USD: '$',
  GBP: '£',
  JPY: '¥',
  INR: '₹',
  KRW: '₩',
  ILS: '₪',
}

/**
 * Money in whole units of the currency unless decimals are asked for: €6,120, −€310, CHF 40.
 * @param currency ISO 4217 code; without a symbol of its own the code stands before the amount.
 */
export function formatMoney(value: number, currency: string, style: NumberStyle = {}): string {
  const [sign, magnitude] = write(value, style, 'negative')
  return `${sign}${currencySymbols[currency] ?? `${currency}${thinSpace}`}${magnitude}`
}

/** A length of time in days: 1 day, 12 days, 0.5 days. */
export function formatDays(value: number, style: NumberStyle = {}): string {
  const written = write(value, style, 'negative').join('')
  return `${written} ${written === '1' ? 'day' : 'days'}`
}

/**
 * Digits after the point that an interval supports: the two leading digits of its width are kept
 * (JCGM 100:2008, 7.2.6: at most two significant digits of the uncertainty). 28.1 to 34.1 gives 1,
 * 398 to 427 gives 0.
 * @param exact what to give for an interval without width, i.e. a full count; default 0.
 */
export function decimalsFor(low: number, high: number, exact = 0): number {
  const width = Math.abs(high - low)
  if (!Number.isFinite(width) || width === 0) return exact
  return Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(width))))
}
