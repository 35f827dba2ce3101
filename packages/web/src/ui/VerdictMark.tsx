import type { ValueFormat, Better } from '@fealty/charts'
import type { Change } from '@fealty/core'
import { writeChange } from './change-text.ts'

interface VerdictMarkProps {
  change: Change
  format: ValueFormat
  better: Better | undefined
  /** `Q2` gives “▼ 5.2 on Q2, real”; without it “▼ 9.8 real”. */
  against?: string
}

/** A judged change: a mark and words, never colour alone; only what is real gets colour. */
export function VerdictMark({ change, format, better, against }: VerdictMarkProps) {
  const { mark, text, tone, precise } = writeChange(change, format, better, against)
  const look =
    tone === 'neutral' ? (change.verdict === 'real' ? ' verdict--strong' : '') : ` verdict--${tone}`
  return (
    <span className={`verdict${look}`} title={precise}>
      <span aria-hidden="true">{mark} </span>
      {text}
    </span>
  )
}
