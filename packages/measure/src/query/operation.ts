import { addDays, defineOperation, type Call, type Period } from '@fealty/core'
import { z } from 'zod'
import { metricCatalogue } from '../metric/catalogue.ts'
import { metricIds } from '../metric/contract.ts'
import type { Dimension } from '../metric/dimension.ts'
import type { DimensionFilter, MetricDefinition } from '../metric/metric-definition.ts'
import type { MeasureServices } from '../services.ts'
import { keepAnswer } from './keep-answer.ts'
import { choosePeriods } from './choose-periods.ts'
import { catalogueOutput, queryInput, queryOutput, type MeasuredRow } from './contract.ts'
import { fits, resolveDimension } from './find-dimensions.ts'
import { dimensionsFor, openContext, type MeasureContext } from './measure-context.ts'
import { firstDayFor, type MetricAnswer } from './count-metric.ts'
import { measureMetric } from './measure-metric.ts'
import { segmentFilters } from './resolve-filters.ts'

/** Cutting by saved segments: a customer may be in several of them or in none. */
const savedSegmentName = 'saved-segment'

/** A period as it stands in an answer. */
export function showPeriod(period: Period, asOf: string): Period & { complete: boolean } {
  return { ...period, complete: period.end <= addDays(asOf, 1) }
}

function toRows(
  context: MeasureContext,
  answer: MetricAnswer,
  names: readonly string[],
  fixed: Record<string, string> = {},
): MeasuredRow[] {
  return answer.cells.map((cell) => ({
    metric: answer.metric.info.id,
    period: showPeriod(answer.periods[cell.period]!, context.asOf),
    segment: {
      ...fixed,
      ...Object.fromEntries(names.map((name, index) => [name, cell.key[index]!])),
    },
    measured: cell.measured,
  }))
}

interface Question {
  metric: MetricDefinition
  periods: readonly Period[]
  groups: readonly Dimension[]
  names: readonly string[]
}

async function answerBySavedSegment(
  context: MeasureContext,
  question: Question,
): Promise<{ rows: MeasuredRow[]; sql: string }> {
  const { metric, periods, groups, names } = question
  const known = { dimensions: dimensionsFor(context, metric), metric }
  const rows: MeasuredRow[] = []
  let sql = ''
  for (const segment of context.segments) {
    const filters: DimensionFilter[] = segmentFilters(segment, known)
    const answer = await measureMetric(context, metric, { periods, groups, filters })
    rows.push(...toRows(context, answer, names, { [savedSegmentName]: segment.name }))
    sql = answer.sql
  }
  return { rows, sql }
}

async function runQuery(
  call: Call<MeasureServices>,
  input: z.output<typeof queryInput>,
): Promise<z.input<typeof queryOutput>> {
  const metric = metricCatalogue[input.metric]
  const context = await openContext(call, input, metric)
  return keepAnswer(context, 'measure.query', input, async () => {
    const names = input.by.filter((name) => name !== savedSegmentName)
    const groups = names.map((name) =>
      resolveDimension(name, dimensionsFor(context, metric), metric),
    )
    const periods = choosePeriods(input, {
      metric,
      firstDay: firstDayFor(context, metric),
      asOf: context.asOf,
      calendar: context.workspace,
    })
    const question = { metric, periods, groups, names }
    const { rows, sql } = input.by.includes(savedSegmentName)
      ? await answerBySavedSegment(context, question)
      : await measureMetric(context, metric, question).then((answer) => ({
          rows: toRows(context, answer, names),
          sql: answer.sql,
        }))
    return {
      metric: metric.info,
      asOf: context.asOf,
      snapshotId: context.snapshot.id,
      basis: context.basis,
      rows,
      sql,
    }
  })
}

/** Any metric, by any dimension, over any period, as of any day. */
export const measureQueryOperation = defineOperation<
  MeasureServices,
  typeof queryInput,
  typeof queryOutput
>({
  id: 'measure.query',
  summary: 'Measure: any metric by any dimension, every day to every fiscal year, as of any day',
  kind: 'query',
  input: queryInput,
  output: queryOutput,
  errors: [
    'input.dimension',
    'input.invalid',
    'input.too-many-groups',
    'engine.time',
    'engine.memory',
  ],
  access: 'member',
  run: runQuery,
})

/** Fact kinds a metric still lacks; `a or b` is met by either. */
function missingFacts(context: MeasureContext, metric: MetricDefinition): string[] {
  const loaded = new Set<string>(context.imports.map(({ kind }) => kind))
  if ((context.snapshot.tables.customer_value?.files.length ?? 0) > 0) loaded.add('a scored model')
  return metric.info.requires.filter((need) => !need.split(' or ').some((kind) => loaded.has(kind)))
}

/** The definitions of all metrics, and what can be cut by. */
export const measureCatalogueOperation = defineOperation({
  id: 'measure.catalogue',
  summary: 'The metrics with their definitions, and the dimensions to cut them by',
  kind: 'query',
  input: z.object({}),
  output: catalogueOutput,
  errors: [],
  access: 'member',
  run: async (call: Call<MeasureServices>) => {
    const context = await openContext(call, { where: [], level: 0.95 })
    return {
      metrics: metricIds.map((id) => {
        const missing = missingFacts(context, metricCatalogue[id])
        return { ...metricCatalogue[id].info, available: missing.length === 0, missing }
      }),
      dimensions: context.dimensions
        .filter(
          (dimension) =>
            fits(dimension, { fact: 'responses' }) || fits(dimension, { fact: 'orders' }),
        )
        .map(({ name, label, columns }) => ({ name, label, kind: columns[0]?.table ?? '' })),
    }
  },
})
