import {
  describeMeasured,
  formatMeasured,
  formatRange,
  formatTooFew,
  withheldWords,
  formatCount,
  type ValueFormat,
} from '@fealty/charts'
import { isSuppressed, type Measured } from '@fealty/core'

interface MeasuredTextProps {
  measured: Measured
  format: ValueFormat
  /** What n counts, for thin data: `answers`. */
  counted?: string
}

/** The value with all its digits, its interval, method and n. */
function preciseText(measured: Measured, format: ValueFormat): string {
  if (measured.kind === 'insufficient') return measured.why
  const exact = measured.exact ?? String(measured.value)
  return `${describeMeasured(measured, format)} · ${exact} · ${measured.method}`
}

/** A number that is not shown, to protect those who answered. */
function Withheld({ why }: { why: string }) {
  return (
    <span className="measured--few" title={why}>
      {withheldWords}
    </span>
  )
}

/** A value in a table: bold when it may be shown, small and grey when there are too few. */
export function MeasuredText({ measured, format, counted = '' }: MeasuredTextProps) {
  if (measured.kind === 'insufficient') {
    if (isSuppressed(measured)) return <Withheld why={measured.why} />
    return (
      <span className="measured--few" title={measured.why}>
        <span className="fold-narrow">{formatTooFew(measured, counted)}</span>
        <span className="only-narrow">
          {formatCount(measured.n)} of {formatCount(measured.minimum)}
        </span>
      </span>
    )
  }
  return (
    <span className="measured" title={preciseText(measured, format)}>
      {formatMeasured(measured, format)}
    </span>
  )
}

/** `28.1 to 34.1 · n 2,746`, the small grey line beside a value. */
export function RangeText({ measured, format, counted = '' }: MeasuredTextProps) {
  if (measured.kind === 'insufficient') {
    return <span className="range">{formatTooFew(measured, counted)}</span>
  }
  return (
    <span className="range" title={preciseText(measured, format)}>
      <span className="nowrap">{formatRange(measured, format)}</span> ·{' '}
      <span className="nowrap">n {formatCount(measured.n)}</span>
    </span>
  )
}

/** A key figure in large digits, its unit small beside it. */
export function KeyFigure({ measured, format, counted = '' }: MeasuredTextProps) {
  if (measured.kind === 'insufficient') {
    const why = isSuppressed(measured) ? 'withheld' : 'too few'
    return (
      <span className="figure-value figure-value--few" title={measured.why}>
        {why}
        {isSuppressed(measured) || counted === '' ? '' : ` ${counted}`}
      </span>
    )
  }
  const text = formatMeasured(measured, format)
  const split = /^(.*?)([\u2009 ](?:%|days?))$/.exec(text)
  return (
    <span className="figure-value" title={preciseText(measured, format)}>
      {split ? split[1] : text}
      {split && <span className="unit">{split[2]!.trim()}</span>}
    </span>
  )
}
