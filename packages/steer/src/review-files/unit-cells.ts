import type { PackTone, PackUnit, ReviewPack } from '../review-pack/contract.ts'

/** One line of a cell; the first is what the cell says, the others are smaller. */
export interface CellLine {
  text: string
  tone?: PackTone
  bold?: boolean
}

/** One cell of the table of units: the same words in slides and print. */
export interface UnitCell {
  lines: readonly CellLine[]
  align?: 'right'
}

const shortTitles: Readonly<Record<string, string>> = { nps: 'NPS', csat: 'CSAT', ces: 'CES' }

/** Which columns are figures, and which one holds the strip. */
export const rightColumns: ReadonlySet<number> = new Set([1, 5])
export const stripColumn = 2

/** What the benchmark of the table is and what it is worth; empty where there is none. */
export function writeBenchmark({ benchmark }: Pick<ReviewPack, 'benchmark'>): string {
  return benchmark === null
    ? ''
    : `Benchmark ${benchmark.text}: ${benchmark.name} · ${benchmark.note}`
}

/** Heads of the table. */
export function unitHeads({ metric, periods, targetHead, benchmark }: ReviewPack): string[] {
  return [
    'Unit',
    shortTitles[metric.id] ?? metric.title,
    'dot now, ring before, line target',
    `on ${periods.before}`,
    benchmark === null ? 'Other units' : `Other units, benchmark ${benchmark.text}`,
    targetHead,
    'Actions',
    'Effect measured so far',
  ]
}

const written = (lines: readonly CellLine[]): CellLine[] => lines.filter(({ text }) => text !== '')

/** What is due and what of it is late; nothing where nothing is. */
function actionLines({ actionsDue, actionsLate }: PackUnit): CellLine[] {
  return [
    { text: `${actionsDue} due` },
    { text: `${actionsLate} late`, tone: actionsLate > 0 ? 'worse' : 'neutral' },
  ]
}

/** The cells of one unit in the order of the heads. */
export function unitCells(unit: PackUnit, { periods }: Pick<ReviewPack, 'periods'>): UnitCell[] {
  const { target, score, verdict, peers, benchmarked } = unit
  const isKnown = score.kind === 'estimate'
  const likely =
    target.likely === null ? `chance ${target.likelyText}` : `${target.likelyText} likely`
  const cells: UnitCell[] = [
    { lines: [{ text: unit.name, bold: true }, { text: unit.owner }] },
    {
      lines: isKnown
        ? [{ text: unit.scoreText, bold: true }, { text: unit.rangeText }]
        : [{ text: 'too few' }, { text: unit.scoreText }],
      align: 'right',
    },
    { lines: [] },
    {
      lines: [
        { text: verdict.text, tone: verdict.tone },
        { text: `${periods.lastYear}: ${unit.lastYearText}` },
      ],
    },
    { lines: [peers, benchmarked] },
    {
      lines: [
        { text: target.text },
        {
          text: target.text === '' ? '' : likely,
          tone: target.tone,
          bold: target.tone !== 'neutral',
        },
      ],
      align: 'right',
    },
    { lines: actionLines(unit) },
    // A grade stays with its word.
    { lines: [{ text: unit.effect.replace(/grade (?=[A-D])/g, 'grade\u00a0') }] },
  ]
  return cells.map((cell) => ({ ...cell, lines: written(cell.lines) }))
}
