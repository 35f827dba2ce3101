/**
 * Who was watched for how long, as columns of one length. A row stands for `n` customers with the
 * same time, event and entry; without `n`, for one. Grouping loses nothing: times of a few hundred
 * days make a few hundred rows of any number of customers.
 */
export interface SurvivalGroups {
  /** Age when last seen, in any one unit (days, months): finite, 0 or above. */
  time: Float64Array
  /** 1 where the event (loss, cancellation, …) was seen at `time`, 0 where watching ended there. */
  event: Uint8Array
  /** Customers in the row: a whole number, 0 or above. */
  n?: Float64Array
  /**
   * Age from which on the customer was watched (late entry, left truncation): below `time`, 0 or
   * above. A customer who was lost before that age could not be in the data.
   */
  entry?: Float64Array
}

/** Groups that are compared only within their stratum (a country, a plan). */
export interface StratifiedGroups extends SurvivalGroups {
  /** A number per stratum: whole, 0 or above. */
  stratum?: Uint32Array
}

/** Throws a RangeError that names the first bad value, or the column of another length. */
export function requireSurvivalGroups(groups: StratifiedGroups): void {
  const { time, event, n, entry, stratum } = groups
  requireLength('event', event.length, time.length)
  if (stratum) requireLength('stratum', stratum.length, time.length)
  for (let i = 0; i < time.length; i += 1) {
    const t = time[i]!
    if (!(t >= 0 && t < Infinity))
      throw new RangeError(`time[${i}] must be a finite number, 0 or above, got ${t}`)
    if (event[i]! > 1) throw new RangeError(`event[${i}] must be 0 or 1, got ${event[i]!}`)
  }
  if (n) requireCounts(n, time.length)
  if (entry) requireEntries(entry, time)
}

function requireCounts(n: Float64Array, rows: number): void {
  requireLength('n', n.length, rows)
  for (let i = 0; i < rows; i += 1)
    if (!(Number.isSafeInteger(n[i]) && n[i]! >= 0))
      throw new RangeError(`n[${i}] must be a whole number, 0 or above, got ${n[i]!}`)
}

function requireEntries(entry: Float64Array, time: Float64Array): void {
  requireLength('entry', entry.length, time.length)
  for (let i = 0; i < entry.length; i += 1)
    if (!(entry[i]! >= 0 && entry[i]! < time[i]!))
      throw new RangeError(`entry[${i}] must lie in [0, time[${i}]), got ${entry[i]!}`)
}

/** @throws RangeError unless a column has as many rows as `time`. */
export function requireLength(name: string, length: number, rows: number): void {
  if (length !== rows)
    throw new RangeError(`${name} must have as many rows as time (${rows}), got ${length}`)
}

/** The number of customers in all rows. */
export function countCustomers({ time, n }: SurvivalGroups): number {
  return n ? n.reduce((sum, count) => sum + count, 0) : time.length
}
