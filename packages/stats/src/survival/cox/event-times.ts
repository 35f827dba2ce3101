/**
 * The times at which somebody was lost, in the order of the walk: by stratum, within it falling.
 * Columns of one length. What they hold does not depend on the coefficients.
 */
export interface EventTimes {
  time: Float64Array
  /** Stratum s has the event times [starts[s], starts[s + 1]). */
  starts: number[]
  /** The rows of the time are the places [first, end); the rows before `end` are in the risk set. */
  first: Uint32Array
  end: Uint32Array
  /** Per place: 1 where an event time ends, so that loops over the rows need not branch. */
  isEnd: Uint8Array
  /** Of the places by falling entry, those before `left` are out of the risk set again. */
  left: Uint32Array
  /** Tied events, as customers. */
  ties: Float64Array
  /** Their mean weight. */
  meanWeight: Float64Array
  /** Whether any time has more than one event. */
  hasTies: boolean
}

/** Rows in the order of the walk; names as in `CoxRisk`. */
interface ArrangedRows {
  size: number
  time: Float64Array
  event: Uint8Array
  n: Float64Array
  mass: Float64Array
  starts: readonly number[]
  entryOrder: Uint32Array | null
}

function allocate(size: number) {
  return {
    time: new Float64Array(size),
    first: new Uint32Array(size),
    end: new Uint32Array(size),
    left: new Uint32Array(size),
    ties: new Float64Array(size),
    meanWeight: new Float64Array(size),
  }
}

function cut(found: ReturnType<typeof allocate>, count: number) {
  return {
    time: found.time.subarray(0, count),
    first: found.first.subarray(0, count),
    end: found.end.subarray(0, count),
    left: found.left.subarray(0, count),
    ties: found.ties.subarray(0, count),
    meanWeight: found.meanWeight.subarray(0, count),
  }
}

/** Finds the event times of arranged rows in one pass. */
export function findEventTimes(
  { size, time, event, n, mass, starts, entryOrder }: ArrangedRows,
  entry: Float64Array | null,
): EventTimes {
  const found = allocate(size)
  const isEnd = new Uint8Array(size)
  const eventStarts = [0]
  let count = 0
  for (let s = 0; s + 1 < starts.length; s += 1) {
    const stop = starts[s + 1]!
    let left = starts[s]!
    for (let i = starts[s]!; i < stop;) {
      const first = i
      const now = time[i]!
      let ties = 0
      let weight = 0
      for (; i < stop && time[i] === now; i += 1) {
        if (event[i] !== 1) continue
        ties += n[i]!
        weight += mass[i]!
      }
      if (ties === 0) continue
      if (entry && entryOrder) while (left < stop && entry[entryOrder[left]!]! >= now) left += 1
      found.time[count] = now
      found.first[count] = first
      found.end[count] = i
      found.left[count] = left
      found.ties[count] = ties
      found.meanWeight[count] = weight / ties
      isEnd[i - 1] = 1
      count += 1
    }
    eventStarts.push(count)
  }
  const times = cut(found, count)
  return { ...times, starts: eventStarts, isEnd, hasTies: times.ties.some((ties) => ties > 1) }
}
