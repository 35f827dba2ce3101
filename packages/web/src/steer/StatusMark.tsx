import { formatChance } from '@fealty/charts'
import type { Answer } from '../api/contracts.ts'

export type TargetStatus = Answer<'targets.list'>['targets'][number]['status']

const words: Readonly<Record<TargetStatus, { mark: string; text: string; tone: string }>> = {
  'on-track': { mark: '▲', text: 'on track', tone: ' verdict--better' },
  met: { mark: '✓', text: 'met', tone: ' verdict--better' },
  open: { mark: '◇', text: 'open', tone: '' },
  'off-track': { mark: '▼', text: 'off track', tone: ' verdict--worse' },
  missed: { mark: '✕', text: 'missed', tone: ' verdict--worse' },
  unknown: { mark: '◌', text: 'not known', tone: '' },
  manual: { mark: '✎', text: 'by hand', tone: '' },
}

/** Where a target stands: a mark and a word; only what is sure enough has colour. */
export function StatusMark({ status }: { status: TargetStatus }) {
  const { mark, text, tone } = words[status]
  return (
    <span className={`verdict${tone}`}>
      <span aria-hidden="true">{mark} </span>
      {text}
    </span>
  )
}

/** A chance for a reader: whole per cent, never 0 or 100. */
export function writeChance(chance: number | null): string {
  return chance === null ? '–' : formatChance(chance)
}

/** The chance with the colour of its status. */
export function ChanceText({ chance, status }: { chance: number | null; status: TargetStatus }) {
  const { tone } = words[status]
  return <span className={`measured verdict${tone}`}>{writeChance(chance)}</span>
}
