import { formatCount } from '@fealty/charts'
import type { Answer } from '../../api/contracts.ts'

type Overview = Pick<Answer<'data.overview'>, 'kinds' | 'imports' | 'answersLandedAt'>

/** Whether every row of every file is accounted for, in words. */
export function headlineOf({ kinds, imports }: Overview): string {
  const rowsIn = kinds.reduce((sum, kind) => sum + kind.rowsIn, 0)
  const rejected = kinds.reduce((sum, kind) => sum + kind.rejected, 0)
  const rows = `${formatCount(rowsIn)} rows came in`
  if (rejected === 0) return `${rows}; none was rejected.`
  // What does not fit of a mapped table stays where it is.
  const isFile = !imports.some(
    (each) => each.isMapped && each.state === 'live' && each.rejected > 0,
  )
  return `${rows}; ${formatCount(rejected)} did not fit${isFile ? ' and lie in files of their own' : ''}.`
}

/** Of what it is made: imports, mapped tables, days. */
export function sublineOf({ kinds, imports, answersLandedAt }: Overview): string {
  const days = kinds
    .flatMap(({ firstDay, lastDay }) => [firstDay, lastDay])
    .filter((day) => day !== null)
  const live = imports.filter((each) => each.state === 'live' && !each.isMapped).length
  const tables = imports.filter(({ isMapped }) => isMapped).length
  const span = days.length === 0 ? '' : ` · ${days.toSorted()[0]!} to ${days.toSorted().at(-1)!}`
  const answers = answersLandedAt === null ? '' : ' · answers given here count within 60 seconds'
  const mapped = tables === 0 ? '' : ` and ${countOf(tables, 'mapped table')}`
  return `${countOf(live, 'import')}${mapped} of ${countOf(kinds.length, 'kind')}${span}${answers}`
}

const countOf = (count: number, thing: string): string =>
  `${count} ${thing}${count === 1 ? '' : 's'}`
