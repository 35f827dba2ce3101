import { createBatch, formatCode, type DemoBatch, type DemoFile, type DemoRow } from './rows.ts'
import { TruthTally } from './truth-tally.ts'

/** Takes rows, hands out the running numbers of their ids and keeps the truth's counts. */
export class Sink {
  readonly truth = new TruthTally()
  private batch = createBatch()
  private readonly counters = new Map<string, number>()

  push(file: DemoFile, row: DemoRow): void {
    this.batch[file].push(row)
    this.truth.countRow(file)
  }

  /** The next id with this prefix, e.g. `INV00000042`. */
  nextId(prefix: string, digits: number): string {
    const number = (this.counters.get(prefix) ?? 0) + 1
    this.counters.set(prefix, number)
    return formatCode(prefix, number, digits)
  }

  /** Hands over the rows so far and starts empty again. */
  takeBatch(): DemoBatch {
    const full = this.batch
    this.batch = createBatch()
    return full
  }
}
