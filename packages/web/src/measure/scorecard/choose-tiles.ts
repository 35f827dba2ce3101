import type { Scorecard } from '../../api/contracts.ts'

type Tile = Scorecard['tiles'][number]

/** What a person looks for first, in this order; the others stand on the page of measures. */
const first: readonly string[] = ['nps', 'csat', 'retention', 'nrr', 'clv']
const tileCount = 5

/**
 * The key figures of the first page: five, not a wall. Where one of the first is not measured, the
 * next measure in the server's order takes its place.
 */
export function chooseTiles(tiles: readonly Tile[]): Tile[] {
  const rank = ({ metric }: Tile) => {
    const place = first.indexOf(metric.id)
    return place === -1 ? first.length : place
  }
  const isThin = ({ measured }: Tile) => (measured.kind === 'insufficient' ? 1 : 0)
  return tiles
    .toSorted((a, b) => isThin(a) - isThin(b) || rank(a) - rank(b))
    .slice(0, tileCount)
    .toSorted((a, b) => rank(a) - rank(b))
}
