import { isSuppressed, type Measured } from '@fealty/core'
import type { PackUnit, ReviewPack } from '../review-pack/contract.ts'
import {
  cellName,
  columnName,
  type Cell,
  type CellStyle,
  type Sheet,
  type Workbook,
} from '../workbook/workbook.ts'
import { writeWorkbook } from '../workbook/write-workbook.ts'

const words = (text: string, style: CellStyle = 'text'): Cell => ({ kind: 'text', text, style })
const head = (text: string): Cell => words(text, 'head')
const headWord = (text: string): Cell => words(text, 'head-word')
const headRight = (text: string): Cell => words(text, 'head-right')
const figure = (value: number | null, style: CellStyle): Cell =>
  value === null ? null : { kind: 'number', value, style }

/** Which look values of the metric have. */
function styleOfMetric({ metric }: ReviewPack): CellStyle {
  if (metric.unit === 'points') return 'points'
  return metric.unit === 'share' ? 'share' : 'decimal'
}

const part = (measured: Measured, name: 'value' | 'low' | 'high'): number | null =>
  measured.kind === 'estimate' ? measured[name] : null

/** Row of the first unit on its sheet, zero-based: title, note, empty, head come before. */
const firstUnit = 4

/** A difference of two cells as a live formula; nothing where either side is unknown. */
function difference(
  row: number,
  minuend: number,
  subtrahend: number,
  values: [number | null, number | null],
  style: CellStyle,
): Cell {
  const [a, b] = values
  if (a === null || b === null) return null
  return {
    kind: 'formula',
    formula: `${cellName(row, minuend)}-${cellName(row, subtrahend)}`,
    value: a - b,
    style,
  }
}

function unitRow(
  unit: PackUnit,
  index: number,
  style: CellStyle,
  benchmark: number | null,
): Cell[] {
  const row = firstUnit + index
  const [now, before, lastYear] = [unit.score, unit.before, unit.lastYear].map((one) =>
    part(one, 'value'),
  )
  return [
    words(unit.name, 'bold'),
    words(unit.owner),
    figure(now!, style),
    figure(part(unit.score, 'low'), style),
    figure(part(unit.score, 'high'), style),
    figure(isSuppressed(unit.score) ? null : unit.score.n, 'number'),
    figure(before!, style),
    difference(row, 2, 6, [now!, before!], style),
    words(unit.verdict.text, 'word'),
    figure(lastYear!, style),
    difference(row, 2, 9, [now!, lastYear!], style),
    words(unit.peers.text, 'word'),
    figure(benchmark, style),
    difference(row, 2, 12, [now!, benchmark], style),
    words(unit.benchmarked.text, 'word'),
    figure(unit.target.value, style),
    difference(row, 2, 15, [now!, unit.target.value], style),
    figure(unit.target.likely, 'share'),
    figure(unit.actionsDue, 'number'),
    figure(unit.actionsLate, 'number'),
    words(unit.effect, 'word'),
  ]
}

/** Score of all units weighed by their n, from the cells; shown as what it is. */
function weightedRow({ units }: ReviewPack, style: CellStyle): Cell[] {
  const known = units.filter(({ score }) => score.kind === 'estimate')
  if (known.length === 0) return []
  const last = firstUnit + units.length
  const range = (column: number): string =>
    `${columnName(column)}${firstUnit + 1}:${columnName(column)}${last}`
  const n = known.reduce((sum, { score }) => sum + score.n, 0)
  const sum = known.reduce((total, { score }) => total + part(score, 'value')! * score.n, 0)
  const weights = `SUMPRODUCT((ISNUMBER(${range(2)}))*${range(5)})`
  return [
    words('Weighed by n', 'note'),
    null,
    {
      kind: 'formula',
      formula: `SUMPRODUCT(${range(2)},${range(5)})/${weights}`,
      value: sum / n,
      style,
    },
    null,
    null,
    {
      kind: 'formula',
      formula: `SUM(${range(5)})`,
      value: units.reduce((total, { score }) => total + score.n, 0),
      style: 'number',
    },
  ]
}

/** Two rows below the title, whether there is a North Star or not: units begin at a fixed row. */
function topLines({ northStar, subline }: ReviewPack): Cell[][] {
  const stands = [words(subline, 'note')]
  return northStar === '' ? [stands, []] : [[words(northStar, 'bold')], stands]
}

function unitSheet(pack: ReviewPack): Sheet {
  const style = styleOfMetric(pack)
  const { now, before, lastYear } = pack.periods
  return {
    name: 'Units',
    widths: [20, 24, 14, 9, 9, 9, 11, 11, 14, 11, 11, 18, 12, 12, 14, 12, 10, 9, 7, 7, 30],
    frozenRows: firstUnit,
    rows: [
      [words(pack.headline, 'title')],
      ...topLines(pack),
      [
        head('Unit'),
        head('Owner'),
        headRight(`${pack.metric.title}, ${now}`),
        headRight('low'),
        headRight('high'),
        headRight('n'),
        headRight(before),
        headRight(`on ${before}`),
        headWord('verdict'),
        headRight(lastYear),
        headRight(`on ${lastYear}`),
        headWord('peers'),
        headRight('Benchmark'),
        headRight('on benchmark'),
        headWord('verdict'),
        headRight(pack.targetHead),
        headRight('to target'),
        headRight('likely'),
        headRight('due'),
        headRight('late'),
        headWord('Effect measured so far'),
      ],
      ...pack.units.map((unit, index) =>
        unitRow(unit, index, style, pack.benchmark?.value ?? null),
      ),
      weightedRow(pack, style),
    ],
  }
}

/** Money of the initiatives: their NPV is a formula over the flows and the rate at the top. */
function initiativeSheet(pack: ReviewPack): Sheet {
  const years = Math.max(1, ...pack.initiatives.map(({ flows }) => flows.length))
  const firstRow = 3
  const rows = pack.initiatives.map(({ name, unit, grade, flows, npv }, index): Cell[] => {
    const row = firstRow + index
    const [first, last] = [cellName(row, 3), cellName(row, 2 + flows.length)]
    return [
      words(name, 'bold'),
      words(unit),
      words(grade),
      ...Array.from({ length: years }, (_, year) => figure(flows[year] ?? null, 'input')),
      flows.length === 0
        ? null
        : {
            kind: 'formula',
            formula: `NPV(DiscountRate,${first}:${last})`,
            value: npv,
            style: 'money',
          },
    ]
  })
  return {
    name: 'Initiatives',
    widths: [36, 20, 8, ...Array<number>(years).fill(14), 16],
    frozenRows: firstRow,
    rows: [
      [words('Yearly discount rate'), figure(pack.discountRate, 'input-share')],
      [],
      [
        head('Initiative'),
        head('Unit'),
        head('Grade'),
        ...Array.from({ length: years }, (_, year) => headRight(`Year ${year + 1}`)),
        headRight(`NPV of what is to come, ${pack.workspace.currency}`),
      ],
      ...(rows.length === 0 ? [[words('No initiative is written down yet.', 'note')]] : rows),
    ],
  }
}

function listSheet(name: string, heads: string[], rows: string[][], empty: string): Sheet {
  return {
    name,
    widths: [60, 70, 30].slice(0, heads.length),
    frozenRows: 1,
    rows: [
      heads.map(head),
      ...(rows.length === 0
        ? [[words(empty, 'note')]]
        : rows.map((row) => row.map((text) => words(text, 'wrapped')))),
    ],
  }
}

/** The pack as a workbook with live formulas; what people wrote is text, whatever it begins with. */
function packBook(pack: ReviewPack): Workbook {
  const lines = (items: ReviewPack['promised']): string[][] =>
    items.map(({ title, note, right }) => [title, note, right.text])
  return {
    title: pack.headline,
    author: pack.workspace.name,
    subject: `Snapshot ${pack.snapshotId}, pack ${pack.version}`,
    madeAt: pack.madeAt,
    names: [{ name: 'DiscountRate', reference: "'Initiatives'!$B$1" }],
    sheets: [
      unitSheet(pack),
      listSheet(
        'To decide',
        ['Decision', 'What is known'],
        pack.decisions.map(({ title, note }) => [title, note]),
        'Nothing is to be decided.',
      ),
      listSheet(
        'Promised',
        ['Action', 'Owner', 'Due'],
        lines(pack.promised),
        'Nothing was promised.',
      ),
      listSheet(
        'Moved',
        ['What moved', 'Near it', 'Verdict'],
        lines(pack.moved),
        'Nothing moved beyond noise.',
      ),
      listSheet('Cases', ['Case', 'What is known', 'State'], lines(pack.cases), 'No case is open.'),
      listSheet(
        'In their words',
        ['Verbatim', 'Of whom'],
        pack.voices.map(({ text, note }) => [text, note]),
        'No verbatim was picked.',
      ),
      initiativeSheet(pack),
      listSheet(
        'Benchmarks',
        ['Benchmark', 'What it is worth', 'Ours against it'],
        lines(pack.benchmarks),
        'No benchmark of this measure is written down.',
      ),
    ],
  }
}

export const packSheets = (pack: ReviewPack): Uint8Array => writeWorkbook(packBook(pack))
