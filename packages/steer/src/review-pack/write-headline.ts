import { writeDay, type Day } from '@fealty/core'
import type { PackUnit } from './contract.ts'

const words = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ')

/** A count as a reader says it: one to twelve in words. */
const writeCount = (count: number): string => words[count] ?? String(count)

type Judged = Pick<PackUnit, 'name' | 'verdict' | 'target'>

/** A unit is in trouble when its score has fallen for real, or its target is all but lost. */
function isInTrouble({ verdict, target }: Omit<Judged, 'name'>): boolean {
  return verdict.tone === 'worse' || (target.likely !== null && target.likely <= 0.2)
}

function unitPart(units: readonly Judged[]): string {
  const troubled = units.filter(isInTrouble)
  if (units.length === 0) return 'no unit is named yet'
  if (troubled.length === 1) {
    return units.length === 1 ? `${troubled[0]!.name} is in trouble` : 'one unit is in trouble'
  }
  if (troubled.length > 1) return `${writeCount(troubled.length)} units are in trouble`
  const better = units.filter(({ verdict }) => verdict.tone === 'better').length
  if (better === 0) return 'no unit moved beyond noise'
  return `${writeCount(better)} ${better === 1 ? 'unit is' : 'units are'} better, none is in trouble`
}

function decisionPart(count: number): string {
  if (count === 0) return 'nothing is to be decided'
  return `${writeCount(count)} ${count === 1 ? 'decision is' : 'decisions are'} due`
}

/** `Review of 26 November: one unit is in trouble, two decisions are due.` */
export function writePackHeadline(date: Day, units: readonly Judged[], decisions: number): string {
  return `Review of ${writeDay(date)}: ${unitPart(units)}, ${decisionPart(decisions)}.`
}
