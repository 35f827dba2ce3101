import type { Insufficient } from '@fealty/core'
import type { DriverSums } from '@fealty/measure'
import {
  analyseDrivers,
  bootstrapDrivers,
  createRandomSource,
  pairwiseCovariance,
  poolPairwiseSums,
  type DriverAnalysis,
  type DriverBootstrap,
} from '@fealty/stats'
import type { DriverPanel, driverOutcomes } from './contract.ts'

type Outcome = (typeof driverOutcomes)[number]

const outcomeWords: Readonly<Record<Outcome, string>> = {
  nps: 'recommendation',
  csat: 'satisfaction',
  ces: 'ease',
}

/** Enough draws for ranks and intervals that people read; the same seed gives the same panel. */
const draws = { replicates: 400, seed: 7 }

/** Answers “what contributes most to …?” from ratings of the same answer sheets. */
export function answerDrivers(
  { outcome, drivers, blocks }: DriverSums & { outcome: Outcome },
  period: string,
): DriverPanel {
  if (drivers.length === 0 || blocks.length === 0) {
    return {
      kind: 'insufficient',
      why: 'No ratings of single aspects stand beside these answers. Import them as rating columns.',
    }
  }
  const statistics = pairwiseCovariance(poolPairwiseSums(blocks), { outcome })
  if (statistics.kind === 'insufficient') return tooFew(statistics)
  const analysis = analyseDrivers(statistics, { outcome })
  if (analysis.kind === 'insufficient') return tooFew(analysis)
  const bootstrap = bootstrapDrivers(
    { parts: blocks },
    { outcome, random: createRandomSource(draws.seed), replicates: draws.replicates },
  )
  if (bootstrap.kind === 'insufficient') return tooFew(bootstrap)
  const rows = rowsOf(bootstrap)
  const { repair } = statistics
  return {
    kind: 'drivers',
    outcome,
    explained: analysis.rSquared,
    n: statistics.largestN,
    drivers: rows,
    answer: writeAnswer(rows, outcomeWords[outcome]),
    notes: [
      'What goes together is not what causes: a change has to be tried.',
      ...(repair.repaired ? [repair.words] : []),
      ...writeExcluded(analysis),
    ],
    period,
    method: 'Averaged over all orders (LMG), bootstrap of customers',
  }
}

const tooFew = ({ why }: Insufficient): DriverPanel => ({ kind: 'insufficient', why })

type Rows = Extract<DriverPanel, { kind: 'drivers' }>['drivers']

function rowsOf({ drivers }: DriverBootstrap): Rows {
  return drivers
    .map(({ name, lmg, johnson }) => {
      const { share, rank } = lmg ?? johnson
      return {
        name,
        share: share.value,
        low: share.low,
        high: share.high,
        rank: rank.value,
        rankLow: rank.low,
        rankHigh: rank.high,
        n: share.n,
      }
    })
    .sort((a, b) => a.rank - b.rank)
}

function writeExcluded({ excluded }: DriverAnalysis): string[] {
  return excluded.map(({ words }) => words)
}

/** The first driver, or all that nobody can tell from it. */
export function writeAnswer(rows: Rows, outcome: string): string {
  const [first] = rows
  if (!first) return 'Nothing that was rated goes with it.'
  const level = rows.filter(({ rankLow }) => rankLow === 1)
  const percent = (share: number): string => `${Math.round(share * 100)}`
  if (level.length <= 1) {
    return `“${first.name}” goes most with ${outcome}: ${percent(first.share)} % of what the ratings explain (${percent(first.low)} to ${percent(first.high)}).`
  }
  const names = level.map(({ name }) => `“${name}”`)
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)!} go most with ${outcome}; which of them more, nobody can say yet.`
}
