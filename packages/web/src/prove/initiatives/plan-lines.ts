import type { Initiative } from '../../api/contracts.ts'
import { readList } from '../../ui/read-typed.ts'

type Stream = Initiative['plans'][number]['plan']['benefits']
type Milestones = Initiative['milestones']

type Resources = Initiative['resources']

const linesOf = (text: string): string[] => readList(text, '\n')

/** Months as lines a person can edit or paste from a sheet: `2026-07 1500 2500 3250`. */
export function writeStream(stream: Stream): string {
  return stream
    .map(({ month, low, likely, high }) =>
      low === likely && likely === high
        ? `${month} ${likely}`
        : `${month} ${low} ${likely} ${high}`,
    )
    .join('\n')
}

/** The months of the lines; one number stands for all three; null where a line is none. */
export function readStream(text: string): Stream | null {
  const read = linesOf(text).map(readMonth)
  const months = read.flatMap((month) => (month === null ? [] : [month]))
  return months.length < read.length ? null : months
}

function readMonth(line: string): Stream[number] | null {
  const [month = '', ...rest] = line.split(/[\s;]+/u)
  const numbers = rest.map((part) => Number(part.replace(',', '.')))
  if (!/^\d{4}-(0[1-9]|1[0-2])$/u.test(month) || !numbers.every(Number.isFinite)) return null
  const [first, second, third] = numbers
  if (first === undefined || numbers.length > 3 || numbers.length === 2) return null
  const [low, likely, high] = [first, second ?? first, third ?? first]
  return low <= likely && likely <= high ? { month, low, likely, high } : null
}

const milestoneLine =
  /^(?<due>\d{4}-\d{2}-\d{2})\s+(?<name>.*?)(?:,?\s+done\s+(?<done>\d{4}-\d{2}-\d{2}))?$/u

/** Actions as lines: `2026-12-04 Open it to all, done 2026-12-01`. */
export function writeMilestones(milestones: Milestones): string {
  return milestones
    .map(({ name, due, doneOn }) => `${due} ${name}${doneOn === null ? '' : `, done ${doneOn}`}`)
    .join('\n')
}

/** The actions of the lines; null where a line has no day or no name. */
export function readMilestones(text: string): Milestones | null {
  const read = linesOf(text).map((line) => milestoneLine.exec(line)?.groups)
  const known = read.flatMap((parts) =>
    parts?.due === undefined || (parts.name ?? '') === ''
      ? []
      : [{ name: parts.name!, due: parts.due, doneOn: parts.done ?? null }],
  )
  return known.length < read.length ? null : known
}

export const resourceKinds = ['tools', 'training', 'research', 'partners', 'people'] as const

/** Resources as lines: `tools: Portal licence`. */
export function writeResources(resources: Resources): string {
  return resources.map(({ kind, what }) => `${kind}: ${what}`).join('\n')
}

/** The resources of the lines; null where a line names none of the kinds. */
export function readResources(text: string): Resources | null {
  const read = linesOf(text).map((line) => {
    const [, word = '', what = ''] = /^(\w+):\s*(.+)$/u.exec(line) ?? []
    const kind = resourceKinds.find((each) => each === word.toLowerCase())
    return kind === undefined ? null : { kind, what }
  })
  const known = read.flatMap((resource) => (resource === null ? [] : [resource]))
  return known.length < read.length ? null : known
}
