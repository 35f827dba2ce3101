import { grains, isSuppressed, type Measured, type MetricUnit, type Period } from '@fealty/core'
import {
  dataOption,
  givenOnly,
  jsonOption,
  print,
  printJson,
  withConnection,
  type Command,
} from '../command.ts'
import { showMeasured } from '../show-measured.ts'
import { drawTable, writeCsv, type TableCell } from '../table.ts'
import { WrongCall } from '../wrong-call.ts'

interface Row {
  metric: string
  period: Period
  segment: Record<string, string>
  measured: Measured
}
interface Answer {
  metric: { id: string; title: string; unit: MetricUnit; denominator: string }
  asOf: string
  rows: Row[]
}

export const measureCommand: Command = {
  usage: 'measure METRIC',
  summary: 'Measures a metric, by anything, over any time, with its interval and n',
  details: 'METRIC is one of those that `fealty metrics` lists.',
  options: {
    by: { value: 'DIM[,DIM]', many: true, meaning: 'Cut by a dimension; three at most' },
    every: { value: 'GRAIN', meaning: `Cut time: ${grains.join(', ')}` },
    from: { value: 'DAY', meaning: 'First day' },
    to: { value: 'DAY', meaning: 'Last day, inclusive' },
    'as-of': {
      value: 'DAY',
      meaning:
        'Look at no fact after this day; a moment (2026-03-31T09:00Z) reads what was loaded then',
    },
    where: { value: 'DIM=VALUE', many: true, meaning: 'Only these; repeat for more' },
    basis: { value: 'WORD', meaning: 'What makes a customer active: subscription, purchase' },
    level: { value: 'SHARE', meaning: 'Confidence level of the intervals (0.95)' },
    ...dataOption,
    ...jsonOption,
    csv: { meaning: 'Print comma-separated values' },
  },
  async run(given) {
    const [metric, ...more] = given.words
    if (metric === undefined) throw new WrongCall('Which metric? `fealty metrics` lists them.')
    if (more.length > 0) throw new WrongCall(`One metric at a time: ${more[0]} is one too many.`)
    const input = givenOnly({
      metric,
      by: given.list('by').flatMap((names) => names.split(',')),
      every: given.oneOf('every', grains),
      from: given.text('from'),
      to: given.text('to'),
      asOf: given.text('as-of'),
      where: given.list('where'),
      basis: given.oneOf('basis', ['subscription', 'purchase']),
      level: given.number('level'),
    })
    const answer = (await withConnection(given, (connection) =>
      connection.run('measure.query', input),
    )) as Answer
    if (given.has('json')) printJson(answer.rows)
    else if (given.has('csv')) print(writeRowsAsCsv(answer))
    else print(drawRows(answer))
  },
}

function dimensionsOf({ rows }: Answer): string[] {
  return [...new Set(rows.flatMap(({ segment }) => Object.keys(segment)))]
}

function drawRows(answer: Answer): string {
  const { metric, asOf, rows } = answer
  const dimensions = dimensionsOf(answer)
  const table = drawTable({
    columns: [
      { title: 'Period' },
      ...dimensions.map((title) => ({ title })),
      { title: metric.title, align: 'right' },
      { title: 'Interval' },
      { title: 'n', align: 'right' },
    ],
    rows: rows.map(({ period, segment, measured }) => {
      const [value, interval, n] = showMeasured(measured, metric.unit)
      const named = dimensions.map((name) => segment[name] ?? '')
      return [period.label, ...named, value, interval, n?.toLocaleString('en') ?? '–']
    }),
  })
  return `${table}\nAs of ${asOf}. n: ${metric.denominator}\n`
}

function writeRowsAsCsv(answer: Answer): string {
  const dimensions = dimensionsOf(answer)
  const names = ['metric', 'period', 'start', 'end', ...dimensions]
  const measuredNames = ['kind', 'value', 'low', 'high', 'level', 'n', 'method']
  return writeCsv(
    [...names, ...measuredNames],
    answer.rows.map(({ metric, period, segment, measured }) => [
      metric,
      period.label,
      period.start,
      period.end,
      ...dimensions.map((name) => segment[name] ?? null),
      ...csvCellsOf(measured),
    ]),
  )
}

function csvCellsOf(measured: Measured): TableCell[] {
  const { kind } = measured
  const n = isSuppressed(measured) ? null : measured.n
  if (measured.kind === 'insufficient') return [kind, null, null, null, null, n, measured.why]
  const { value, low, high, level, method } = measured
  return [kind, value, low, high, level, n, method]
}
