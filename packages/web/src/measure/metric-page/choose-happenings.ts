interface DatedHappening {
  day: string
  name: string
  kind: string
}

/** What more often explains a change stands first; routine releases last. */
const order: readonly string[] = ['incident', 'price change', 'campaign']

function rankOf({ kind }: DatedHappening): number {
  const place = order.indexOf(kind)
  if (place !== -1) return place
  return kind === 'release' ? order.length + 1 : order.length
}

/**
 * At most so many happenings as lines of a trend, in order of time: by kind first, then the latest.
 * More lines than names fit beside would only be a fence.
 */
export function chooseHappenings<T extends DatedHappening>(
  happenings: readonly T[],
  most: number,
): T[] {
  return happenings
    .toSorted((a, b) => rankOf(a) - rankOf(b) || (a.day < b.day ? 1 : -1))
    .slice(0, most)
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}
