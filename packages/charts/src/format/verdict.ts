import type { Change, Verdict } from '@fealty/core'
import { formatDifference, type ValueFormat } from './measured.ts'
import { decimalsFor } from './number.ts'

/** Which direction of a metric is good. */
export type Better = 'higher' | 'lower'

/** Which colour something bears: only what is real and has a good direction is not neutral. */
export type Tone = 'neutral' | 'better' | 'worse'

/** The tone of a difference; without a good direction, or when it is noise, it is neutral. */
export function toneOf(verdict: Verdict | undefined, difference: number, better?: Better): Tone {
  if (verdict !== 'real' || better === undefined || difference === 0) return 'neutral'
  return difference > 0 === (better === 'higher') ? 'better' : 'worse'
}

/** A verdict as a mark with words: never colour alone. */
export interface VerdictText {
  mark: '▲' | '▼' | '◇' | '◌' | '⊘'
  /** `9.8 real`, `noise`, `too few`, `withheld`. */
  text: string
  tone: Tone
}

/** Writes a judged change: ▼ 9.8 real, ◇ noise, ◌ too few. Decimals follow the interval of the change. */
export function formatVerdict(change: Change, format: ValueFormat, better?: Better): VerdictText {
  const { verdict, difference, reason } = change
  if (reason === 'suppressed') return { mark: '⊘', text: 'withheld', tone: 'neutral' }
  if (verdict === 'too few' || difference === undefined) {
    return { mark: '◌', text: 'too few', tone: 'neutral' }
  }
  if (verdict === 'noise') return { mark: '◇', text: 'noise', tone: 'neutral' }
  return {
    mark: difference < 0 ? '▼' : '▲',
    text: `${formatDifference(difference, format, decimalsOfChange(change, format))} real`,
    tone: toneOf(verdict, difference, better),
  }
}

function decimalsOfChange(change: Change, format: ValueFormat): number {
  if (format.decimals !== undefined) return format.decimals
  const scale = format.unit === 'share' ? 100 : 1
  const fallback = format.unit === 'points' || format.unit === 'share' ? 1 : 0
  if (change.low === undefined || change.high === undefined) return fallback
  const decimals = decimalsFor(change.low * scale, change.high * scale, fallback)
  if (format.unit === 'count') return 0
  if (format.unit === 'money' || format.unit === 'money-each') return decimals > 0 ? 2 : 0
  return decimals
}
