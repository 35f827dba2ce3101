import type { PackTone, PackUnit, ReviewPack } from '../review-pack/contract.ts'

/** One cell of the table of units: the same words in slides, print and terminal. */
export interface UnitCell {
  lines: readonly string[]
  bold?: boolean
  tone?: PackTone
  align?: 'right'
}

const shortTitles: Readonly<Record<string, string>> = { nps: 'NPS', csat: 'CSAT', ces: 'CES' }

/** Heads of the table; the third column holds the strip. */
export function unitHeads({ metric, periods, targetHead }: ReviewPack): string[] {
  return [
    'Unit',
    shortTitles[metric.id] ?? metric.title,
    '',
    `on ${periods.before}`,
    targetHead,
    'Likely',
    'Due',
    'Late',
    'Effect measured so far',
  ]
}

/** The cells of one unit in the order of the heads. */
export function unitCells(unit: PackUnit): UnitCell[] {
  const { target } = unit
  return [
    { lines: [unit.name, unit.owner], bold: true },
    {
      lines:
        unit.score.kind === 'estimate'
          ? [unit.scoreText, unit.rangeText]
          : ['too few', unit.scoreText],
      bold: unit.score.kind === 'estimate',
      align: 'right',
    },
    { lines: [] },
    { lines: [unit.verdict.text, unit.peers.text], tone: unit.verdict.tone },
    { lines: [target.text], align: 'right' },
    { lines: [target.likelyText], align: 'right', bold: true, tone: target.tone },
    { lines: [String(unit.actionsDue)], align: 'right' },
    {
      lines: [String(unit.actionsLate)],
      align: 'right',
      tone: unit.actionsLate > 0 ? 'worse' : 'neutral',
    },
    { lines: [unit.effect] },
  ]
}
