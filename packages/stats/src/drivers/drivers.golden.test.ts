import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fitted } from '../test/fitted.ts'
import { readGolden, relativeGap } from '../test/golden-values.ts'
import { hasSharedData, sharedFile } from '../test/shared-data.ts'
import { analyseDrivers, type DriverAnalysis } from './driver-importance.ts'
import { nearestCorrelation } from './nearest-correlation.ts'
import { pairwiseCovariance } from './pairwise-covariance.ts'
import { sumPairwise } from './pairwise-sums.ts'

interface GoldenImportance {
  names: string[]
  outcome: string
  n: number
  covariance: number[][]
  r2: number
  lmg: number[]
  johnson: number[]
  first: number[]
  last: number[]
  betasq: number[]
  pratt: number[]
}

const golden = readGolden('drivers') as {
  swiss: GoldenImportance
  mtcars: GoldenImportance
  airquality: GoldenImportance & {
    columns: (number | null)[][]
    means: number[]
    pairs: number[][]
  }
  nearest: { matrix: number[][]; smallest: number; nearest: number[][] }[]
  airline?: Record<'zero' | 'missing', GoldenImportance & { smallestPair: number }>
}

/** Published digits: within half a unit of the last one. */
function expectPrinted(actual: readonly number[], printed: readonly string[]): void {
  expect(actual).toHaveLength(printed.length)
  printed.forEach((text, i) => {
    const digits = text.split('.')[1]!.length
    expect(Math.abs(actual[i]! - Number(text)), text).toBeLessThanOrEqual(0.5001 * 10 ** -digits)
  })
}

function expectClose(actual: readonly number[], expected: readonly number[], gap = 1e-9): void {
  expect(actual).toHaveLength(expected.length)
  expected.forEach((value, i) => {
    expect(relativeGap(actual[i]!, value)).toBeLessThan(gap)
  })
}

function analyse({ names, outcome, n, covariance }: GoldenImportance): DriverAnalysis {
  return fitted(analyseDrivers({ names, covariance: covariance.flat(), n }, { outcome }))
}

function valuesOf({ drivers }: DriverAnalysis) {
  return {
    lmg: drivers.map(({ lmg }) => lmg!.value),
    johnson: drivers.map(({ johnson }) => johnson.value),
    first: drivers.map(({ first }) => first),
    last: drivers.map(({ last }) => last),
    betasq: drivers.map(({ betaSquared }) => betaSquared),
    pratt: drivers.map(({ pratt }) => pratt),
  }
}

describe('importance against R, by brute force over subsets', () => {
  for (const set of ['swiss', 'mtcars'] as const)
    it(set, () => {
      const analysis = analyse(golden[set])
      expect(relativeGap(analysis.rSquared, golden[set].r2)).toBeLessThan(1e-12)
      for (const [way, values] of Object.entries(valuesOf(analysis)))
        expectClose(values, golden[set][way as 'lmg'])
    })
})

describe('published importance', () => {
  it('swiss by relaimpo: LMG and its shares, first, last, betasq, pratt; Johnson', () => {
    const analysis = analyse(golden.swiss)
    const { lmg, johnson, first, last, betasq, pratt } = valuesOf(analysis)
    expectPrinted([analysis.rSquared], ['.706735'])
    expectPrinted(lmg, ['.057091221', '.171173029', '.260134679', '.105570150', '.112765923'])
    expectPrinted(
      analysis.drivers.map((driver) => driver.lmg!.share),
      ['.080781652', '.242202563', '.368079518', '.149377277', '.159558990'],
    )
    expectPrinted(first, ['.12466491', '.41716447', '.44061565', '.21500350', '.17351893'])
    expectPrinted(last, ['.042869607', '.0073874185', '.1619626931', '.0623726258', '.0569452587'])
    expectPrinted(betasq, ['.097919729', '.027151863', '.449437206', '.120825780', '.063069279'])
    expectPrinted(pratt, ['-.11048599', '.10642740', '.44500457', '.16117681', '.10461221'])
    expectPrinted(johnson, ['.048416896', '.154708250', '.271964105', '.114680030', '.116965721'])
  })

  it('mtcars: Johnson’s weights of the rwa README, and LMG ranks cyl and hp the other way', () => {
    const analysis = analyse(golden.mtcars)
    const { lmg, johnson } = valuesOf(analysis)
    expectPrinted([analysis.rSquared], ['.7791896'])
    expectPrinted(johnson, ['.228479726', '.222146871', '.232174439', '.096388603'])
    expectPrinted(johnson, ['.2284797', '.2221469', '.2321744', '.0963886'])
    expectPrinted(
      analysis.drivers.map((driver) => 100 * driver.johnson.share),
      ['29.32274', '28.50999', '29.79691', '12.37037'],
    )
    expectPrinted(lmg, ['.247052033', '.243499595', '.210912900', '.077725111'])
    expect(analysis.rankedDifferently).toContainEqual(['cyl', 'hp'])
  })
})

describe('missing answers', () => {
  it('airquality, pairwise as R’s cor(use = "pairwise.complete.obs")', () => {
    const { names, columns, covariance, means, pairs, ...expected } = golden.airquality
    const rows = { names, columns: columns.map((column) => Float64Array.from(column, orMissing)) }
    const sums = sumPairwise(rows)
    expect(Array.from(sums.n)).toEqual(pairs.flat())
    const statistics = fitted(pairwiseCovariance(sums, { outcome: 'Ozone' }))
    expectClose(Array.from(statistics.covariance), covariance.flat())
    expectClose(Array.from(statistics.means), means)
    expect(statistics.repair.repaired).toBe(false)
    expect(statistics.smallestPair).toEqual({ n: 111, names: ['Ozone', 'Solar.R'] })
    const analysis = fitted(analyseDrivers(statistics, { outcome: 'Ozone' }))
    expectClose(valuesOf(analysis).lmg, expected.lmg)
    expectClose(valuesOf(analysis).johnson, expected.johnson)
  })

  it('the nearest correlation matrix is that of Matrix::nearPD', () => {
    for (const { matrix, smallest, nearest } of golden.nearest) {
      const result = nearestCorrelation(Float64Array.from(matrix.flat()), matrix.length, {
        tolerance: 1e-13,
      })
      expect(relativeGap(result.smallestEigenvalue, smallest)).toBeLessThan(1e-9)
      nearest
        .flat()
        .forEach((value, at) =>
          expect(Math.abs(result.correlation[at]! - value)).toBeLessThan(1e-6),
        )
    }
  })

  it('the nearest correlation matrix of Higham (2002): .7607 and .1573', () => {
    const { correlation } = nearestCorrelation(Float64Array.of(1, 1, 0, 1, 1, 1, 0, 1, 1), 3)
    expect(correlation[1]).toBeCloseTo(0.7607, 4)
    expect(correlation[2]).toBeCloseTo(0.1573, 4)
  })
})

function orMissing(value: number | null): number {
  return value ?? Number.NaN
}

const airlinePercent = {
  'Online Boarding': '32.95',
  'In-flight Entertainment': '9.99',
  'Leg Room Service': '9.17',
  'Seat Comfort': '8.20',
  'On-board Service': '7.87',
  'In-flight Wifi Service': '6.82',
  Cleanliness: '5.16',
  'Check-in Service': '4.73',
  'Baggage Handling': '3.36',
  'Departure and Arrival Time Convenience': '3.29',
  'In-flight Service': '3.17',
  'Ease of Online Booking': '2.63',
  'Food and Drink': '2.26',
  'Gate Location': '.39',
}

/** The 14 ratings and 1 where satisfied, with the 0 of "not applicable" read as told. */
function readAirline(notApplicable: number) {
  const file = sharedFile('airline-passenger-satisfaction/airline_passenger_satisfaction.csv.gz')
  const [head, ...lines] = gunzipSync(readFileSync(file)).toString().trim().split(/\r?\n/)
  const columns = Array.from({ length: 15 }, () => new Float64Array(lines.length))
  lines.forEach((line, row) => {
    const cells = line.split(',')
    for (let rating = 0; rating < 14; rating += 1)
      columns[rating]![row] = cells[9 + rating] === '0' ? notApplicable : Number(cells[9 + rating])
    columns[14]![row] = cells[23] === 'Satisfied' ? 1 : 0
  })
  return { names: [...head!.split(',').slice(9, 23), 'satisfied'], columns }
}

// Needs ../shared/data; skipped where it is not there.
describe.skipIf(!hasSharedData)('129,880 airline passengers', () => {
  const options = { outcome: 'satisfied' }

  it('LMG in per cent with "not applicable" left in as 0, as published', () => {
    const statistics = fitted(pairwiseCovariance(sumPairwise(readAirline(0)), options))
    const analysis = fitted(analyseDrivers(statistics, options))
    expect(analysis.n).toBe(129_880)
    expectPrinted([analysis.rSquared], ['.39511983'])
    expect(analysis.drivers).toHaveLength(14)
    for (const { name, lmg } of analysis.drivers)
      expectPrinted([100 * lmg!.share], [airlinePercent[name as keyof typeof airlinePercent]])
    expectClose(valuesOf(analysis).johnson, golden.airline!.zero.johnson)
  })

  it('LMG with "not applicable" as missing, pairwise: wifi matters more than twice as much', () => {
    const statistics = fitted(pairwiseCovariance(sumPairwise(readAirline(Number.NaN)), options))
    const { missing, zero } = golden.airline!
    expect(statistics.smallestPair.n).toBe(missing.smallestPair)
    expect(statistics.repair.repaired).toBe(false)
    const analysis = fitted(analyseDrivers(statistics, options))
    expect(relativeGap(analysis.rSquared, missing.r2)).toBeLessThan(1e-9)
    expectClose(valuesOf(analysis).lmg, missing.lmg)
    expectClose(valuesOf(analysis).johnson, missing.johnson)
    expect(missing.lmg[11]! / zero.lmg[11]!).toBeGreaterThan(2)
  })
})
