import { suppressed } from '@fealty/core'
import { groupLimit } from '../metric/group-limit.ts'
import type { AnyMetric, DimensionFilter } from '../metric/metric-definition.ts'
import {
  firstDayFor,
  readCounts,
  type GroupCounts,
  type MetricAnswer,
  type MetricCell,
  type MetricQuestion,
} from '../query/count-metric.ts'
import { conditionFilters, type MeasureContext } from '../query/measure-context.ts'
import { disclosureLimits } from './disclosure-limits.ts'
import { meets } from './meets-filter.ts'
import { groupPeriods } from './period-groups.ts'
import { withholdCells, type Withheld } from './withhold-cells.ts'

/** A table of more dimensions is not looked at as a whole. */
const mostDimensions = 3

/**
 * The answer with its small cells and their complementary cells withheld. A question with conditions
 * shows what the table by the dimensions of its conditions shows: `unit=North` has a number where the
 * row North of the table by unit has one.
 */
export async function protectAnswer<Metric extends AnyMetric>(
  context: MeasureContext,
  question: MetricQuestion,
  answer: MetricAnswer<Metric>,
): Promise<MetricAnswer<Metric>> {
  const { metric } = answer
  const filters = [...conditionFilters(context, metric), ...(question.filters ?? [])]
  if (filters.length === 0) return protectTable(context, question, answer)
  const table = await readTable(context, metric, question, filters)
  return table === null
    ? protectAgainstRest(context, question, answer)
    : protectPart(context, question, answer, { filters, ...table })
}

/** An answer without conditions is a table of its own. */
function protectTable<Metric extends AnyMetric>(
  context: MeasureContext,
  question: MetricQuestion,
  answer: MetricAnswer<Metric>,
): MetricAnswer<Metric> {
  const { keys, cells } = completeKeys(context, question, answer)
  const counts = question.periods.map((_, period) =>
    keys.map((_key, at) => countIn(answer, cells[period]![at])),
  )
  const { hidden } = withhold(context, answer, { keys, counts })
  return {
    ...answer,
    cells: question.periods.flatMap((_, period) =>
      keys.flatMap((key, at): MetricCell[] => {
        const cell = cells[period]![at]
        if (hidden[period]![at]!) return [hide(context, cell ?? { period, key })]
        return cell ? [cell] : []
      }),
    ),
  }
}

/**
 * All combinations of the values that occur, where a cell is small: a combination that is left out
 * would tell that nobody is in it.
 */
function completeKeys(
  { workspace }: MeasureContext,
  { periods, groups }: MetricQuestion,
  answer: MetricAnswer<AnyMetric>,
): { keys: (readonly string[])[]; cells: (MetricCell | undefined)[][] } {
  const places = new Map<string, number>()
  const keys: (readonly string[])[] = []
  const place = (key: readonly string[]): number => {
    const name = JSON.stringify(key)
    if (!places.has(name)) places.set(name, keys.push(key) - 1)
    return places.get(name)!
  }
  const cells = periods.map((): (MetricCell | undefined)[] => [])
  for (const cell of answer.cells) cells[cell.period]![place(cell.key)] = cell
  const least = disclosureLimits(workspace).scores
  const isSmall = (cell: MetricCell): boolean => {
    const n = countIn(answer, cell)
    return n > 0 && n < least
  }
  if (groups.length > 1 && answer.cells.some(isSmall)) {
    const values = groups.map((_, at) => [...new Set(keys.map((key) => key[at]!))])
    const size = values.reduce((product, each) => product * each.length, 1)
    if (size <= groupLimit) for (const key of combine(values)) place(key)
  }
  return { keys, cells }
}

const combine = (values: readonly (readonly string[])[]): string[][] =>
  values.reduce<string[][]>(
    (keys, each) => keys.flatMap((key) => each.map((value) => [...key, value])),
    [[]],
  )

/** The table that a question with conditions is a part of; null where it is too wide to look at. */
async function readTable(
  context: MeasureContext,
  metric: AnyMetric,
  question: MetricQuestion,
  filters: readonly DimensionFilter[],
): Promise<{ dimensions: string[]; table: GroupCounts } | null> {
  const dimensions = [...question.groups]
  for (const { dimension } of filters.flatMap((filter) => [filter, ...(filter.or ?? [])])) {
    if (!dimensions.some(({ name }) => name === dimension.name)) dimensions.push(dimension)
  }
  if (dimensions.length > mostDimensions) return null
  const { periods } = question
  const table = await readCounts(withoutConditions(context), metric, {
    periods,
    groups: dimensions,
  })
  if (table.keys.length > groupLimit) return null
  return { dimensions: dimensions.map(({ name }) => name), table }
}

/** The same for all customers the caller may see. */
const withoutConditions = (context: MeasureContext): MeasureContext => ({ ...context, where: [] })

function protectPart<Metric extends AnyMetric>(
  context: MeasureContext,
  { groups }: MetricQuestion,
  answer: MetricAnswer<Metric>,
  whole: { filters: readonly DimensionFilter[]; dimensions: string[]; table: GroupCounts },
): MetricAnswer<Metric> {
  const { filters, dimensions, table } = whole
  const { hidden, tells } = withhold(context, answer, table)
  const members = new Map<string, number[]>()
  table.keys.forEach((key, at) => {
    const values = new Map(dimensions.map((name, place) => [name, key[place]!]))
    if (!filters.every((filter) => meets(filter, values))) return
    const name = JSON.stringify(key.slice(0, groups.length))
    members.set(name, [...(members.get(name) ?? []), at])
  })
  const mayShow = (cell: MetricCell): boolean => {
    const own = members.get(JSON.stringify(cell.key)) ?? []
    const isWhole = own.every((at) => !hidden[cell.period]![at]!)
    return isLarge(context, answer, cell) && (isWhole || tells(cell.period, own))
  }
  return withCells(context, answer, mayShow)
}

/** Without the table, at least those must be enough that the conditions leave out. */
async function protectAgainstRest<Metric extends AnyMetric>(
  context: MeasureContext,
  question: MetricQuestion,
  answer: MetricAnswer<Metric>,
): Promise<MetricAnswer<Metric>> {
  const { scores } = disclosureLimits(context.workspace)
  const { periods, groups } = question
  const whole = await readCounts(withoutConditions(context), answer.metric, { periods, groups })
  const places = new Map(whole.keys.map((key, at) => [JSON.stringify(key), at]))
  const own = protectTable(context, question, answer)
  return withCells(context, own, (cell) => {
    const all = whole.counts[cell.period]?.[places.get(JSON.stringify(cell.key)) ?? -1] ?? 0
    const rest = all - countIn(answer, cell)
    return isLarge(context, answer, cell) && (rest <= 0 || rest >= scores)
  })
}

function withhold(
  context: MeasureContext,
  { metric, periods }: MetricAnswer<AnyMetric>,
  { keys, counts }: GroupCounts,
): Withheld {
  const known = {
    firstDay: firstDayFor(context, metric),
    asOf: context.asOf,
    calendar: context.workspace,
  }
  const minimum = disclosureLimits(context.workspace).scores
  return withholdCells({ keys, counts, longer: groupPeriods(periods, known), minimum })
}

/** Nobody was counted, or enough people were. */
function isLarge(
  { workspace }: MeasureContext,
  answer: MetricAnswer<AnyMetric>,
  cell: MetricCell,
): boolean {
  const n = countIn(answer, cell)
  return n === 0 || n >= disclosureLimits(workspace).scores
}

const countIn = ({ metric }: MetricAnswer<AnyMetric>, cell: MetricCell | undefined): number =>
  cell === undefined || cell.statistics === null ? 0 : metric.family.count(cell.statistics)

function withCells<Metric extends AnyMetric>(
  context: MeasureContext,
  answer: MetricAnswer<Metric>,
  mayShow: (cell: MetricCell) => boolean,
): MetricAnswer<Metric> {
  const cells = answer.cells.map((cell) => (mayShow(cell) ? cell : hide(context, cell)))
  return { ...answer, cells }
}

/** Nothing of what was counted stays with a withheld cell. */
function hide(
  { workspace }: MeasureContext,
  { period, key }: Pick<MetricCell, 'period' | 'key'>,
): MetricCell {
  const { scores } = disclosureLimits(workspace)
  return { period, key, statistics: null, measured: suppressed(scores) }
}
