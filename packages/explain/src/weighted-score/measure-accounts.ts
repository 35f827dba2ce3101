import { insufficient, suppressed, type Call, type Measured } from '@fealty/core'
import {
  disclosureLimits,
  keepAnswer,
  metricCatalogue,
  openContext,
  readAccountRollup,
  type AccountRollup,
} from '@fealty/measure'
import { kishEffectiveSize, npsInterval, weightedNpsInterval } from '@fealty/stats'
import type { z } from 'zod'
import type { ExplainServices } from '../services.ts'
import type { accountsInput, accountsOutput } from './contract.ts'

type Output = z.input<typeof accountsOutput>

const rule =
  'An account’s score is the mean of its customers’ latest answers within 365 days, rounded half up: promoter from 9, passive from 7, detractor below. An account with an active customer or an order in those days buys; one that buys and gave no answer is silent.'

/** Fewer accounts that were heard show no score. */
const leastAccounts = 5

/** Accounts by what their customers answer, as counts and by revenue. */
export async function measureAccounts(
  call: Call<ExplainServices>,
  input: z.output<typeof accountsInput>,
): Promise<Output> {
  const context = await openContext(call, input, metricCatalogue.nps)
  const answer = await keepAnswer(context, 'scores.accounts', input, async () => ({
    rule,
    asOf: context.asOf,
    currency: context.workspace.currency,
    ...summariseAccounts(
      await readAccountRollup(context),
      context.level,
      disclosureLimits(context.workspace).scores,
    ),
  }))
  return mayNameAccounts(call) ? answer : { ...answer, largestSilent: [] }
}

const mayNameAccounts = ({ actor }: Call<ExplainServices>): boolean =>
  actor.kind !== 'nobody' && ['owner', 'analyst', 'manager'].includes(actor.role)

/** Scores and shares from the sums by band. */
function summariseAccounts(
  { groups, silent: largestSilent, without }: AccountRollup,
  level: number,
  minimum: number,
): Omit<Output, 'rule' | 'asOf' | 'currency'> {
  const bands = Object.fromEntries(groups.map((group) => [group.band, group]))
  const countOf = (band: string): number => bands[band]?.accounts ?? 0
  const weightOf = (band: string): number => bands[band]?.weight ?? 0
  const [detractors, passives, promoters] = heardBands.map(countOf) as [number, number, number]
  const n = detractors + passives + promoters
  const silent = countOf('silent')
  const sumSquaredWeights = sum(heardBands.map((band) => bands[band]?.squaredWeight ?? 0))
  const sumWeights = sum(heardBands.map(weightOf))
  return {
    accounts: n + silent,
    ...{ silent, largestSilent, without },
    ...(isSmall(n, minimum)
      ? { promoters: null, passives: null, detractors: null }
      : { promoters, passives, detractors }),
    heard: sum(groups.map(({ heard }) => heard)),
    silentShare: fullShare(silent, n + silent, level, 'No account buys.'),
    silentRevenueShare: fullShare(
      weightOf('silent'),
      sumWeights + weightOf('silent'),
      level,
      'No account has revenue in these twelve months.',
    ),
    nps: atLeast(n, minimum, () => npsInterval({ detractors, passives, promoters, level })),
    revenueNps: atLeast(n, minimum, () =>
      weightedNpsInterval({
        detractors: weightOf('detractor'),
        passives: weightOf('passive'),
        promoters: weightOf('promoter'),
        ...{ sumSquaredWeights, n, level },
      }),
    ),
    revenueEffective:
      sumWeights === 0 ? null : kishEffectiveSize({ n, sumWeights, sumSquaredWeights }).effective,
  }
}

const heardBands = ['detractor', 'passive', 'promoter'] as const

const isSmall = (n: number, minimum: number): boolean => n > 0 && n < minimum

function atLeast(n: number, minimum: number, measure: () => Measured): Measured {
  if (isSmall(n, minimum)) return suppressed(minimum)
  return n < leastAccounts
    ? insufficient(n, leastAccounts, `${n} accounts were heard, ${leastAccounts} needed.`)
    : measure()
}

/** A share of all there are: nothing was sampled. */
function fullShare(part: number, whole: number, level: number, why: string): Measured {
  if (whole <= 0) return insufficient(0, 1, why)
  const value = part / whole
  return {
    kind: 'estimate',
    ...{ value, low: value, high: value, level },
    n: Math.round(whole),
    method: 'full count',
    complete: true,
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
