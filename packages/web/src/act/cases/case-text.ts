import { formatCount } from '@fealty/charts'
import type { CaseBoard, CaseRow } from '../../api/contracts.ts'
import { writeMoment } from '../../app/company-calendar.ts'

const scales = { nps: 10, csat: 5, ces: 7 } as const

/** `0 of 10`; the first score of the answer, or nothing. */
export function scoreText(scores: CaseRow['scores']): string {
  for (const kind of ['nps', 'csat', 'ces'] as const) {
    const score = scores[kind]
    if (score !== undefined) return `${score} of ${scales[kind]}`
  }
  return ''
}

/** Why the customer was not asked again, or waits for it. */
export function heldText(
  held: { decision: 'hold' | 'refuse'; reason: string; until: string | null },
  timeZone: string,
): string {
  if (held.decision === 'refuse' || held.until === null) return `not asked: ${held.reason}`
  return `waits until ${writeMoment(held.until, timeZone)}: ${held.reason}`
}

/** Open hours of the company: `2.5 h`, `40 min`. */
export function writeHours(hours: number): string {
  if (hours < 1) return `${Math.round(60 * hours)} min`
  return `${hours < 10 ? (Math.round(10 * hours) / 10).toString() : Math.round(hours)} h`
}

/** What stands in the column of due times. */
export function dueText(row: CaseRow, timeZone: string, now = new Date()): string {
  switch (row.state) {
    case 'open':
      return row.late
        ? `late since ${writeMoment(row.dueAt, timeZone, now)}`
        : `call due ${writeMoment(row.dueAt, timeZone, now)}`
    case 'contacted':
      return `reached ${writeMoment(row.contactedAt ?? row.openedAt, timeZone, now)}`
    case 'resolved':
      return 'resolved, to be closed'
    case 'closed':
      return `closed ${writeMoment(row.endedAt ?? row.openedAt, timeZone, now)}`
    case 'dismissed':
      return `dismissed ${writeMoment(row.endedAt ?? row.openedAt, timeZone, now)}`
  }
}

const counted = (count: number, one: string, many: string): string =>
  `${count === 1 ? 'One' : formatCount(count)} ${count === 1 ? one : many}`

/** What waits, and how fast customers are reached, in one or two sentences. */
export function inboxHeadline(board: CaseBoard): string {
  return `${waitingSentence(board)} ${contactSentence(board)}`.trim()
}

function waitingSentence({ late, dueToday, open }: CaseBoard): string {
  if (late > 0 && dueToday > 0) {
    return `${counted(late, 'call is late', 'calls are late')}, ${formatCount(dueToday)} more ${dueToday === 1 ? 'is' : 'are'} due today.`
  }
  if (late > 0) return `${counted(late, 'call is late', 'calls are late')}.`
  if (dueToday > 0) {
    return `${counted(dueToday, 'call is due', 'calls are due')} today, none is late.`
  }
  return open > 0 ? `Nothing is due today; ${formatCount(open)} wait.` : 'Nobody waits for a call.'
}

function contactSentence({ timeToContact, targetHours }: CaseBoard): string {
  if (timeToContact.kind === 'insufficient' || targetHours === null) return ''
  const median = writeHours(timeToContact.value)
  const target = writeHours(targetHours)
  if (timeToContact.high <= targetHours) {
    return `Half of all customers are reached within ${median}, inside the ${target} promised.`
  }
  if (timeToContact.low > targetHours) {
    return `It takes ${median} to reach half of them; ${target} were promised.`
  }
  return `Half of all customers are reached within ${median}; whether the ${target} promised are kept cannot be told yet.`
}
