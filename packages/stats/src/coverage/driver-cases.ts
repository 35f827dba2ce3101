import { bootstrapDrivers } from '../drivers/bootstrap-drivers.ts'
import { blockRows } from '../drivers/driver-blocks.ts'
import { analyseDrivers } from '../drivers/driver-importance.ts'
import { pairwiseCovariance } from '../drivers/pairwise-covariance.ts'
import type { DriverRows } from '../drivers/driver-rows.ts'
import { sumPairwise } from '../drivers/pairwise-sums.ts'
import { drawNormal } from '../random/draw.ts'
import type { RandomSource } from '../random/random-source.ts'
import { checkProportionalOdds } from '../regression/check-proportional-odds.ts'
import { regressLinear } from '../regression/regress-linear.ts'
import { regressLogistic } from '../regression/regress-logistic.ts'
import { regressOrdinal } from '../regression/regress-ordinal.ts'
import { fitted } from '../test/fitted.ts'
import type { CoverageCase } from './coverage-case.ts'

const names = ['a', 'b', 'c', 'outcome']
const effects = [0.8, 0.5, 0.3]
/** Share of a driver's spread that is common to all: correlation .2 among drivers. */
const common = 0.5
const noise = 1.5

function holds({ low, high }: { low: number; high: number }, truth: number): boolean {
  return low <= truth && truth <= high
}

function drawDrivers(random: RandomSource): number[] {
  const shared = common * drawNormal(random)
  return effects.map(() => shared + drawNormal(random))
}

function explain(drivers: readonly number[]): number {
  return drivers.reduce((sum, value, i) => sum + effects[i]! * value, 0)
}

function drawRows(random: RandomSource, people: number, missing = 0): DriverRows {
  const columns = names.map(() => new Float64Array(people))
  for (let row = 0; row < people; row += 1) {
    const drivers = drawDrivers(random)
    columns[3]![row] = explain(drivers) + noise * drawNormal(random)
    drivers.forEach((value, i) => {
      columns[i]![row] = missing > 0 && random.uniform() < missing ? Number.NaN : value
    })
  }
  return { names, columns }
}

function drawLogistic(random: RandomSource): number {
  const u = random.uniform()
  return Math.log(u / (1 - u))
}

/** The covariance matrix of everybody, from which the true importances follow. */
function trueImportance() {
  const size = names.length
  const covariance = new Float64Array(size * size)
  const own = (i: number, j: number) => common * common + (i === j ? 1 : 0)
  const withOutcome = effects.map((_, i) =>
    effects.reduce((sum, effect, j) => sum + effect * own(i, j), 0),
  )
  effects.forEach((_, i) => {
    effects.forEach((_effect, j) => (covariance[i * size + j] = own(i, j)))
    covariance[i * size + 3] = withOutcome[i]!
    covariance[3 * size + i] = withOutcome[i]!
  })
  covariance[15] = noise * noise + explain(withOutcome)
  return fitted(analyseDrivers({ names, covariance, n: 1e6 }, { outcome: 'outcome' }))
}

const linearCase: CoverageCase = {
  name: 'linear regression, 30 people',
  nominal: 0.95,
  parts: ['strong driver', 'weak driver', 'intercept'],
  draw: (random) => {
    const statistics = pairwiseCovariance(sumPairwise(drawRows(random, 30)), { outcome: 'outcome' })
    const fit = regressLinear(fitted(statistics), { outcome: 'outcome' })
    const { coefficients, intercept } = fitted(fit)
    return [
      holds(coefficients[0]!, effects[0]!),
      holds(coefficients[2]!, effects[2]!),
      holds(intercept!, 0),
    ]
  },
}

const logisticCase: CoverageCase = {
  name: 'logistic regression, 300 people',
  nominal: 0.95,
  parts: ['strong driver', 'weak driver', 'intercept'],
  draw: (random) => {
    const { columns } = drawRows(random, 300)
    const successes = columns[0]!.map((_, row) => {
      const eta = explain(columns.slice(0, 3).map((column) => column[row]!)) - 0.7
      return eta + drawLogistic(random) > 0 ? 1 : 0
    })
    const fit = regressLogistic({
      names: names.slice(0, 3),
      columns: columns.slice(0, 3),
      successes,
      n: successes.map(() => 1),
    })
    if (fit.kind !== 'logistic-regression') return [false, false, false]
    return [
      holds(fit.coefficients[0]!, effects[0]!),
      holds(fit.coefficients[2]!, effects[2]!),
      holds(fit.intercept, -0.7),
    ]
  },
}

const thresholds = [-1, 0.5, 2]

const ordinalCase: CoverageCase = {
  name: 'ordinal regression, 300 people, four answers',
  nominal: 0.95,
  parts: ['strong driver', 'weak driver', 'threshold', 'no alarm of Brant’s test'],
  draw: (random) => {
    const { columns } = drawRows(random, 300)
    const counts = [0, 1, 2, 3].map(() => new Float64Array(300))
    for (let row = 0; row < 300; row += 1) {
      const latent =
        explain(columns.slice(0, 3).map((column) => column[row]!)) + drawLogistic(random)
      counts[thresholds.filter((threshold) => latent > threshold).length]![row] = 1
    }
    const groups = { names: names.slice(0, 3), columns: columns.slice(0, 3), counts }
    const fit = regressOrdinal(groups)
    const check = checkProportionalOdds(groups)
    if (fit.kind !== 'ordinal-regression') return [false, false, false, false]
    return [
      holds(fit.coefficients[0]!, effects[0]!),
      holds(fit.coefficients[2]!, effects[2]!),
      holds(fit.thresholds[1]!, thresholds[1]!),
      check.kind === 'proportional-odds-check' && check.p >= 0.05,
    ]
  },
}

function bootstrapCase(name: string, missing: number): CoverageCase {
  const truth = trueImportance().drivers
  const parts = ['LMG, strong', 'LMG, weak', 'LMG share, strong', 'Johnson, strong', 'rank (floor)']
  return {
    name,
    nominal: 0.95,
    parts,
    draw: (random) => {
      const blocks = blockRows(drawRows(random, 300, missing), { random })
      const result = bootstrapDrivers(blocks, { outcome: 'outcome', random, replicates: 300 })
      if (result.kind === 'insufficient') return parts.map(() => false)
      const [strong, , weak] = result.drivers
      return [
        holds(strong!.lmg!.value, truth[0]!.lmg!.value),
        holds(weak!.lmg!.value, truth[2]!.lmg!.value),
        holds(strong!.lmg!.share, truth[0]!.lmg!.share),
        holds(strong!.johnson.value, truth[0]!.johnson.value),
        holds(weak!.lmg!.rank, 3),
      ]
    },
  }
}

/** Regressions and bootstrapped importances, each with a known truth. */
export const driverCoverageCases: readonly CoverageCase[] = [
  linearCase,
  logisticCase,
  ordinalCase,
  bootstrapCase('drivers bootstrapped, 300 people', 0),
  bootstrapCase('drivers bootstrapped, 300 people, 15 % of answers missing', 0.15),
]
