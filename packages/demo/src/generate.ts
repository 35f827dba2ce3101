import { writeHappenings, writeUnits } from './company.ts'
import { createCustomer } from './customer.ts'
import { planCustomers } from './plan.ts'
import type { DemoBatch } from './rows.ts'
import { simulateCustomer } from './simulate.ts'
import { Sink } from './sink.ts'
import { createTruth, type DemoTruth } from './truth.ts'

export const DEFAULT_SEED = 20261122

export interface DemoOptions {
  /** Any whole number; the same seed and scale give the same rows. Default 20261122. */
  readonly seed?: number
  /** Size of the company against the default of about 24,000 customers; above 0, at most 50. */
  readonly scale?: number
}

const LARGEST_SCALE = 50

/**
 * Added to the seed. Chance hides one part or another of the story in most worlds; with this number
 * the world of the default seed shows all of them in plain estimates. The true effects are the same
 * in every world, and what each world's answers really felt stands in its truth file.
 */
const WORLD_OFFSET = 16

/**
 * Generates Northline Telecom: one batch of rows for the company itself, then one per customer in the
 * order of joining, each complete, so that memory does not grow with the rows. Returns the truth.
 *
 * @throws RangeError for a seed that is no safe integer or a scale outside (0, 50]
 */
export function* generateDemo(options: DemoOptions = {}): Generator<DemoBatch, DemoTruth> {
  const seed = options.seed ?? DEFAULT_SEED
  const scale = options.scale ?? 1
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed must be a whole number: ${seed}`)
  if (!(scale > 0 && scale <= LARGEST_SCALE)) {
    throw new RangeError(`scale must be above 0 and at most ${LARGEST_SCALE}: ${scale}`)
  }
  const sink = new Sink()
  writeUnits(sink)
  writeHappenings(sink)
  yield sink.takeBatch()
  const world = seed + WORLD_OFFSET
  for (const planned of planCustomers(world, scale)) {
    simulateCustomer(createCustomer(world, planned), sink)
    yield sink.takeBatch()
  }
  return createTruth(seed, scale, sink.truth)
}
