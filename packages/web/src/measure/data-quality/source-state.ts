import type { Answer } from '../../api/contracts.ts'

export type Source = Answer<'source.list'>['sources'][number]

/** How a mapped table stands, in a few words. */
export function sourceState({ check }: Pick<Source, 'check'>): string {
  if (check === null) return 'never looked at'
  if (check.problem !== null)
    return `cannot be read since ${moment(check.problemSince ?? check.checkedAt)}`
  return `looked at ${moment(check.checkedAt)}`
}

/** An ISO moment to the minute, in UTC, as all days of the pages are. */
function moment(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`
}
