import { formatChance } from '@fealty/charts'
import { writeDay } from '@fealty/core'
import type { JudgedTarget, TargetStatus } from './contract.ts'

const numbers = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
]
const written = (count: number): string => numbers[count] ?? String(count)
const startSentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What holds for all targets: how many are on track, and which is in danger. */
export function writeTargetsHeadline(targets: readonly JudgedTarget[]): string {
  if (targets.length === 0) return 'No target is set yet.'
  const of = (status: TargetStatus): JudgedTarget[] =>
    targets.filter((target) => target.status === status)
  const onTrack = of('on-track').length + of('met').length
  const verb = onTrack > 1 ? 'are' : 'is'
  const told = onTrack === 0 ? 'None' : startSentence(written(onTrack))
  const first = `${told} of ${written(targets.length)} ${targets.length === 1 ? 'target' : 'targets'} ${verb} on track.`
  const danger = [...of('off-track'), ...of('missed')].sort(byChance)
  if (danger.length === 0) {
    return of('open').length === 0 ? first : `${first} ${describeOpen(of('open').sort(byChance))}`
  }
  const worst = `“${danger[0]!.name}”`
  const rest = danger.length - 1
  const others = rest === 0 ? '' : ` and ${written(rest)} more`
  return `${first} ${worst}${others} ${rest === 0 ? 'is' : 'are'} off it.`
}

const byChance = (a: JudgedTarget, b: JudgedTarget): number =>
  (a.chance.value ?? 1) - (b.chance.value ?? 1)

function describeOpen([least, ...rest]: readonly JudgedTarget[]): string {
  return rest.length === 0
    ? `“${least!.name}” is open.`
    : `The least sure is “${least!.name}”: ${formatChance(least!.chance.value ?? 0)} likely.`
}

/** What holds for one target. */
export function writeTargetHeadline(target: JudgedTarget): string {
  const { name, status, chance, deadline } = target
  const by = writeDay(deadline, true)
  switch (status) {
    case 'on-track':
      return `“${name}” is on track: ${formatChance(chance.value ?? 0)} likely by ${by}.`
    case 'off-track':
      return `“${name}” is off track: ${formatChance(chance.value ?? 0)} likely by ${by}.`
    case 'open':
      return `“${name}” is open: ${formatChance(chance.value ?? 0)} likely by ${by}.`
    case 'met':
      return `“${name}” was met by ${by}.`
    case 'missed':
      return `“${name}” was missed by ${by}.`
    case 'manual':
      return `“${name}” is entered by hand, so nobody can say whether it is on track.`
    case 'unknown':
      return `Nobody can say yet whether “${name}” will be met.`
  }
}
