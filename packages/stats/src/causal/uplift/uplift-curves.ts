import { requireFinite, requireNonNegative } from '../../domain/require.ts'
import { insufficient, type Insufficient } from '../../estimate/interval-estimate.ts'
import { orderFalling } from '../../order/order-values.ts'

/** Groups of customers with one predicted uplift, arm and outcome; columns of one length. */
export interface UpliftGroups {
  /** Predicted uplift: the larger, the sooner a customer would be treated. */
  score: Float64Array
  /** 1 for treated, 0 for control. */
  treated: Uint8Array
  /** Outcome per customer. */
  outcome: Float64Array
  /** Customers in the group. */
  n: Float64Array
}

/** What treating the best-scored customers brings, from none to all of them. */
export interface UpliftCurves {
  kind: 'uplift-curves'
  /** Customers from the best score down to each distinct score; starts at 0. */
  customers: Float64Array
  /** (ȳ treated − ȳ control) × customers so far: the gain if all of them were treated. */
  uplift: Float64Array
  /** Σy treated − Σy control × n treated / n control: the gain on the treated. */
  qini: Float64Array
  /** Area between curve and the straight line of random targeting, in customers × outcome. */
  upliftArea: number
  qiniArea: number
  /** Those areas as shares of the areas of a perfect ranking; 1 is perfect, 0 is random. */
  upliftCoefficient: number | Insufficient
  qiniCoefficient: number | Insufficient
}

/** Sums per distinct score, best first. */
interface ScoreSums {
  treated: Float64Array
  control: Float64Array
  yTreated: Float64Array
  yControl: Float64Array
}

/**
 * Uplift and Qini curves of a model's ranking on customers whose treatment was random. Customers of
 * one score enter together, so no order among ties can flatter a model.
 * Source: Radcliffe (2007), Direct Marketing Analytics Journal 3, 14-21; Devriendt, Guns and Verbeke
 * (2020), arXiv:2002.05897, sections 3.2 and 3.3; coefficients as in scikit-uplift.
 *
 * @returns insufficient without customers in both arms; coefficients are insufficient where outcomes
 * are not 0 or 1, or where even a perfect ranking gains nothing
 * @throws RangeError on columns of different lengths, an arm that is not 0 or 1, values that are not
 * finite, or a negative n
 */
export function curveUplift(groups: UpliftGroups): UpliftCurves | Insufficient {
  checkGroups(groups)
  const sums = sumByScore(groups)
  const [treated, control] = [total(sums.treated), total(sums.control)]
  if (treated === 0 || control === 0)
    return insufficient(0, 1, 'Customers are needed in both arms.')
  const curves = accumulate(sums)
  const upliftArea = areaAboveLine(curves.customers, curves.uplift)
  const qiniArea = areaAboveLine(curves.customers, curves.qini)
  const cells = responseCells(groups)
  return {
    kind: 'uplift-curves',
    ...curves,
    upliftArea,
    qiniArea,
    upliftCoefficient: shareOfPerfect(upliftArea, cells, 'uplift'),
    qiniCoefficient: shareOfPerfect(qiniArea, cells, 'qini'),
  }
}

function checkGroups({ score, treated, outcome, n }: UpliftGroups): void {
  for (const [name, column] of [
    ['treated', treated],
    ['outcome', outcome],
    ['n', n],
  ] as const)
    if (column.length !== score.length)
      throw new RangeError(`${name} must have ${score.length} groups, got ${column.length}`)
  for (let i = 0; i < score.length; i += 1) {
    // Names are built only for a bad value: a million of them would cost more than the curve.
    if (!Number.isFinite(score[i])) requireFinite(`score[${i}]`, score[i]!)
    if (!Number.isFinite(outcome[i])) requireFinite(`outcome[${i}]`, outcome[i]!)
    if (!(n[i]! >= 0 && n[i]! < Infinity)) requireNonNegative(`n[${i}]`, n[i]!)
    if (treated[i]! > 1) throw new RangeError(`treated[${i}] must be 0 or 1, got ${treated[i]!}`)
  }
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}

function sumByScore({ score, treated, outcome, n }: UpliftGroups): ScoreSums {
  const order = orderFalling(score)
  let count = 0
  for (let k = 0; k < order.length; k += 1)
    if (k === 0 || score[order[k]!] !== score[order[k - 1]!]) count += 1
  const column = () => new Float64Array(count)
  const sums = { treated: column(), control: column(), yTreated: column(), yControl: column() }
  let place = -1
  for (let k = 0; k < order.length; k += 1) {
    const i = order[k]!
    if (k === 0 || score[i] !== score[order[k - 1]!]) place += 1
    if (treated[i] === 1) {
      sums.treated[place]! += n[i]!
      sums.yTreated[place]! += n[i]! * outcome[i]!
    } else {
      sums.control[place]! += n[i]!
      sums.yControl[place]! += n[i]! * outcome[i]!
    }
  }
  return sums
}

type Curves = Pick<UpliftCurves, 'customers' | 'uplift' | 'qini'>

function accumulate(sums: ScoreSums): Curves {
  const points = sums.treated.length + 1
  const customers = new Float64Array(points)
  const uplift = new Float64Array(points)
  const qini = new Float64Array(points)
  let [treated, control, yTreated, yControl] = [0, 0, 0, 0]
  for (let i = 1; i < points; i += 1) {
    treated += sums.treated[i - 1]!
    control += sums.control[i - 1]!
    yTreated += sums.yTreated[i - 1]!
    yControl += sums.yControl[i - 1]!
    customers[i] = treated + control
    // Where an arm is still empty its mean is taken as 0, as scikit-uplift does.
    const meanTreated = treated > 0 ? yTreated / treated : 0
    const meanControl = control > 0 ? yControl / control : 0
    uplift[i] = (meanTreated - meanControl) * (treated + control)
    qini[i] = yTreated - meanControl * treated
  }
  return { customers, uplift, qini }
}

function areaAboveLine(x: Float64Array, y: Float64Array): number {
  const last = x.length - 1
  let area = 0
  for (let i = 1; i <= last; i += 1) area += ((y[i]! + y[i - 1]!) / 2) * (x[i]! - x[i - 1]!)
  return area - (x[last]! * y[last]!) / 2
}

/** Customers by arm and response; null where an outcome is neither 0 nor 1. */
interface ResponseCells {
  treatedYes: number
  treatedNo: number
  controlYes: number
  controlNo: number
}

function responseCells({ treated, outcome, n }: UpliftGroups): ResponseCells | null {
  const cells = { treatedYes: 0, treatedNo: 0, controlYes: 0, controlNo: 0 }
  for (let i = 0; i < n.length; i += 1) {
    const isYes = outcome[i] === 1
    if (!isYes && outcome[i] !== 0) return null
    const customers = n[i]!
    if (treated[i] === 1)
      if (isYes) cells.treatedYes += customers
      else cells.treatedNo += customers
    else if (isYes) cells.controlYes += customers
    else cells.controlNo += customers
  }
  return cells
}

/** How a perfect ranking would order the four cells, best first; cells of one rank are tied. */
function perfectRanking(cells: ResponseCells, curve: 'uplift' | 'qini'): (keyof ResponseCells)[][] {
  if (curve === 'qini') return [['treatedYes'], ['treatedNo', 'controlNo'], ['controlYes']]
  const { controlYes, treatedNo } = cells
  return controlYes > treatedNo
    ? [['treatedYes'], ['controlNo'], ['controlYes'], ['treatedNo']]
    : [['treatedYes'], ['controlNo'], ['treatedNo'], ['controlYes']]
}

function shareOfPerfect(
  area: number,
  cells: ResponseCells | null,
  curve: 'uplift' | 'qini',
): number | Insufficient {
  if (cells === null)
    return insufficient(0, 1, 'A perfect ranking is known for outcomes of 0 and 1 only.')
  const ranking = perfectRanking(cells, curve)
    .map((names) => names.filter((name) => cells[name] > 0))
    .filter((names) => names.length > 0)
  const column = (names: (keyof ResponseCells)[]) =>
    Float64Array.from(ranking, (rank) =>
      rank.reduce((sum, name) => sum + (names.includes(name) ? cells[name] : 0), 0),
    )
  const perfect = accumulate({
    treated: column(['treatedYes', 'treatedNo']),
    control: column(['controlYes', 'controlNo']),
    yTreated: column(['treatedYes']),
    yControl: column(['controlYes']),
  })
  const most = areaAboveLine(perfect.customers, perfect[curve])
  // Below rounding of the areas themselves there is nothing to gain.
  const customers = perfect.customers.at(-1)!
  if (!(Math.abs(most) > 1e-12 * customers * customers))
    return insufficient(customers, customers + 1, 'Even a perfect ranking would gain nothing.')
  return area / most
}
