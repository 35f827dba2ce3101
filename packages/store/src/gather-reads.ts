/** Reads the values of keys; what is not there is absent from the map. */
export type ReadMany<Key, Value> = (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>

/** Between two reads; under load it makes few large ones of many small ones. */
const restMilliseconds = 3

/**
 * One statement for what many ask at the same time: while a read runs, and for a moment after it, the
 * next keys gather, so the reads grow with the load by themselves. A key never gets what a read has found that began before it
 * was asked for: nobody is told of a link that was ended a moment ago that it works.
 */
export function gatherReads<Key, Value>(
  read: ReadMany<Key, Value>,
): (key: Key) => Promise<Value | undefined> {
  let next: Promise<ReadonlyMap<Key, Value>> | null = null
  let keys = new Set<Key>()
  let running: Promise<unknown> = Promise.resolve()

  const readNext = (): Promise<ReadonlyMap<Key, Value>> => {
    const asked = [...keys]
    keys = new Set()
    next = null
    return read(asked)
  }
  return async (key) => {
    keys.add(key)
    if (!next) {
      next = running.then(readNext)
      running = next.then(rest, rest)
    }
    return (await next).get(key)
  }
}

function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, restMilliseconds))
}
