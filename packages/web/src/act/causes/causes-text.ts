import { formatCount, formatPercent } from '@fealty/charts'
import type { CauseRegister, CauseRow } from '../../api/contracts.ts'

/** The commonest cause, who removes it, what grows, and what nobody has taken up. */
export function causesHeadline({ resolved, days, rows }: CauseRegister): string {
  const [first] = rows
  if (first === undefined || resolved === 0) {
    return `No case was resolved in ${formatCount(days)} days, so no cause can be named.`
  }
  const share = first.share.kind === 'estimate' ? ` (${formatPercent(first.share.value)})` : ''
  const count = `${formatCount(first.cases)} of ${formatCount(resolved)} resolved cases${share}`
  const sentences = [`“${first.rootCause}” lies behind ${count}; ${whoActs(first)}.`]
  const growing = rows.filter(({ change }) => change.verdict === 'real' && up(change.difference))
  if (growing.length > 0) {
    const names = growing.map(({ rootCause }) => `“${rootCause}”`).join(' and ')
    sentences.push(`${names} ${growing.length === 1 ? 'grows' : 'grow'}.`)
  }
  const open = rows.filter((row) => row !== first && row.cases > 0 && !isTakenUp(row)).length
  if (open > 0) {
    sentences.push(
      open === 1
        ? 'One other cause has cases and no improvement.'
        : `${inWords(open)} other causes have cases and no improvement.`,
    )
  }
  return sentences.join(' ')
}

const words = ['Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine']
const inWords = (count: number): string => words[count - 2] ?? formatCount(count)

const up = (difference: number | undefined): boolean => (difference ?? 0) > 0

/** Somebody removes it, has removed it, or has raised it. */
export const isTakenUp = ({ improvements }: Pick<CauseRow, 'improvements'>): boolean =>
  improvements.some(({ state }) => state !== 'dropped')

function whoActs({ improvements }: CauseRow): string {
  const active = improvements.find(({ state }) => state === 'active')
  if (active) return `${active.owner} is removing it`
  if (improvements.some(({ state }) => state === 'done')) return 'an improvement is done'
  if (improvements.some(({ state }) => state === 'raised')) return 'it is raised, nobody has begun'
  return 'nobody is removing it'
}

/** `12 customers · mostly Broadband`, or that the list does not hold the word any more. */
export function causeNote({ listed, cases, customers, allCases, mostlyUnit }: CauseRow): string {
  const parts = [
    listed ? '' : 'not in the list any more',
    cases > 0 ? `${formatCount(customers)} ${customers === 1 ? 'customer' : 'customers'}` : '',
    mostlyUnit === null ? '' : `mostly ${mostlyUnit.name}`,
    allCases > cases ? `${formatCount(allCases)} in all` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'no case yet' : parts.join(' · ')
}
