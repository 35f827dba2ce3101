import {
  formatCount,
  formatGoal,
  formatMeasured,
  formatRange,
  formatValue,
  formatVerdict,
} from '@fealty/charts'
import type { Better, ValueFormat } from '@fealty/charts'
import { addDays, writeDay, type Change, type Day } from '@fealty/core'
import {
  compareBenchmarks,
  judgeBenchmarks,
  readBenchmarks,
  testBenchmark,
  type Benchmark,
  type Compared,
  type OurScore,
} from '@fealty/explain'
import type { MetricInfo } from '@fealty/measure'
import type { SteerCall } from '../record-change.ts'
import type { Series } from '../review/contract.ts'
import type { PackLine, ReviewPack } from './contract.ts'
import type { MeasuredUnits } from './measure-units.ts'

/** What a pack says of benchmarks. */
export interface PackBenchmarks extends Pick<
  ReviewPack,
  'benchmark' | 'benchmarks' | 'benchmarksNote'
> {
  /** Each unit against the benchmark, by its id; empty where there is none. */
  byUnit: ReadonlyMap<string, Change>
}

const none: PackBenchmarks = {
  benchmark: null,
  benchmarks: [],
  benchmarksNote: '',
  byUnit: new Map(),
}

/**
 * The benchmark that units are held against: the one that the series names, or else the newest that is
 * comparable, one of the industry before one of our own past.
 */
export function chooseBenchmark(
  benchmarks: readonly Benchmark[],
  chosen: string | null,
  ours: OurScore,
): Benchmark | undefined {
  if (chosen !== null) return benchmarks.find(({ id }) => id === chosen)
  const rank = ({ kind }: Benchmark): number => (kind === 'industry' ? 0 : 1)
  return benchmarks
    .filter((one) => testBenchmark(ours, one).comparable)
    .sort((a, b) => rank(a) - rank(b) || b.date.localeCompare(a.date) || (b.n ?? 0) - (a.n ?? 0))[0]
}

/** Each unit against one benchmark; the verdicts are corrected for the number of units. */
export function compareUnits(
  { units, context }: Pick<MeasuredUnits, 'units'> & { context: { level: number } },
  benchmark: Benchmark,
  { day, series }: Pick<OurScore, 'day' | 'series'>,
): Map<string, Change> {
  const tested = units.map(({ now }) =>
    testBenchmark({ measured: now, series, day, level: context.level }, benchmark),
  )
  const judged = judgeBenchmarks(tested, context.level)
  return new Map(units.map(({ unit }, index) => [unit.id, judged[index]!.change]))
}

/** What a benchmark is worth, in one line. */
function writeWorth({
  n,
  date,
  source,
  method,
}: Pick<Compared, 'n' | 'date' | 'source' | 'method'>): string {
  const counted = n === null ? 'n not known' : `n ${formatCount(n)}`
  return [counted, writeDay(date, true), source, method].join(' · ')
}

/** As many digits as were published; what we computed ourselves, whole. */
function writeValue(
  { kind, value }: Pick<Compared, 'kind' | 'value'>,
  format: ValueFormat,
): string {
  return kind === 'internal'
    ? formatValue(value, format, { decimals: 0 })
    : formatGoal(value, format)
}

function showLine(row: Compared, format: ValueFormat, better: Better | undefined): PackLine {
  const { mark, text, tone } = formatVerdict(row.change, format, better)
  return {
    title: `${row.name}: ${writeValue(row, format)}`,
    note: `${writeWorth(row)} · ${row.how}`,
    right: row.comparable
      ? { text: `${mark} ${text}`, tone }
      : { text: 'not comparable', tone: 'neutral' },
    unit: '',
  }
}

interface Question {
  series: Series
  measured: MeasuredUnits
  metric: MetricInfo
  format: ValueFormat
}

/** The last day of the reviewed period that has facts. */
const lastDay = ({ context, periods }: MeasuredUnits): Day => {
  const last = addDays(periods.now.end, -1)
  return last < context.asOf ? last : context.asOf
}

/**
 * Units and company beside what others publish. Scores of occasions other than that of the benchmark,
 * and benchmarks older than two years, are not compared, and that is said.
 */
export async function readPackBenchmarks(
  call: SteerCall,
  { series, measured, metric, format }: Question,
): Promise<PackBenchmarks> {
  const score = metric.id
  if (score !== 'nps' && score !== 'csat' && score !== 'ces') return none
  const all = await readBenchmarks(call.services.store, call.workspaceId)
  const known = all.filter((one) => one.score === score)
  const chosen = known.find(({ id }) => id === series.benchmarkId)
  const occasion = chosen?.series ?? 'relationship'
  const day = lastDay(measured)
  const company = await compareBenchmarks(call, {
    score,
    every: series.every,
    day,
    series: occasion,
    where: [],
    level: measured.context.level,
  })
  const place = { measured: company.ours, series: occasion, day, level: measured.context.level }
  const benchmark = chooseBenchmark(known, chosen?.id ?? null, place)
  const better = metric.better === 'neither' ? undefined : metric.better
  return {
    benchmark: benchmark
      ? {
          name: benchmark.name,
          value: benchmark.value,
          text: formatGoal(benchmark.value, format),
          note: writeWorth(benchmark),
        }
      : null,
    benchmarks: company.rows.map((row) => showLine(row, format, better)),
    benchmarksNote:
      company.rows.length === 0
        ? ''
        : `${formatMeasured(company.ours, format)} (${formatRange(company.ours, format)}) in ${measured.periods.now.label}, n ${formatCount(company.ours.n)}`,
    byUnit: benchmark ? compareUnits(measured, benchmark, place) : new Map(),
  }
}
