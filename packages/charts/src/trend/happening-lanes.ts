import { fitText, textWidth } from '../svg/text.ts'

/** Something that may explain a change: a release, an incident, a campaign, a price change. */
export interface PlacedHappening {
  x: number
  name: string
}

/** Where the name of a happening stands: in which lane from the top, and on which side of its line. */
export interface HappeningLabel extends PlacedHappening {
  lane: number
  anchor: 'start' | 'end'
  /** Left and right end of the text, in px. */
  from: number
  to: number
}

const size = 12
const gap = 5
/** Lanes that names may take before they are left to the tooltip and the table. */
const maximumLanes = 5

function boxOf(
  happening: PlacedHappening,
  anchor: 'start' | 'end',
  width: number,
): [number, number] {
  return anchor === 'start'
    ? [happening.x + gap, happening.x + gap + width]
    : [happening.x - gap - width, happening.x - gap]
}

function collides(candidate: HappeningLabel, placed: readonly HappeningLabel[]): boolean {
  return placed.some((other) => {
    const sameLane = other.lane === candidate.lane
    const boxesMeet = candidate.from < other.to + gap && other.from < candidate.to + gap
    // A line runs from its own lane down to the axis, so it crosses every lane below its own.
    const lineThroughOther =
      candidate.lane <= other.lane && candidate.x > other.from - 2 && candidate.x < other.to + 2
    const otherThroughThis =
      other.lane <= candidate.lane && other.x > candidate.from - 2 && other.x < candidate.to + 2
    return (sameLane && boxesMeet) || lineThroughOther || otherThroughThis
  })
}

/**
 * Places the names beside their lines so that no name meets another name or a line.
 * @param happenings from left to right, x within [left, right] px.
 * @returns one entry each; without a lane when there was no room: its line then bears a tooltip only.
 */
export function placeHappenings(
  happenings: readonly PlacedHappening[],
  left: number,
  right: number,
): (HappeningLabel | PlacedHappening)[] {
  const placed: HappeningLabel[] = []
  const longest = Math.min(170, (right - left) * 0.55)
  return happenings.map((happening) => {
    const name = fitText(happening.name, size, longest)
    const width = textWidth(name, size)
    for (let lane = 0; lane < maximumLanes; lane += 1) {
      for (const anchor of ['start', 'end'] as const) {
        const [from, to] = boxOf(happening, anchor, width)
        const candidate = { x: happening.x, name, lane, anchor, from, to }
        if (from < left || to > right || collides(candidate, placed)) continue
        placed.push(candidate)
        return candidate
      }
    }
    return happening
  })
}
