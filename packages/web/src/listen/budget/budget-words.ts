import { formatCount } from '@fealty/charts'
import type { ContactPolicy } from '../../api/contracts.ts'

type Rule = ContactPolicy['rules'][number]

const whom = { person: 'a customer', account: 'an account', workspace: 'all together' } as const
const span = (days: number): string => (days === 1 ? 'a day' : `${formatCount(days)} days`)

/** A rule of the budget in words. */
export function writeRule(rule: Rule, surveyName: (id: string) => string): string {
  const { scope, surveyId, most, days, reminders } = rule
  const of = surveyId === undefined ? '' : ` of “${surveyName(surveyId)}”`
  const count = `${formatCount(most)} ${most === 1 ? 'contact' : 'contacts'}`
  return `at most ${count}${of} with ${whom[scope]} in ${span(days)}${reminders ? ', reminders counted' : ''}`
}

/** What a customer can count on, in one sentence. */
export function budgetHeadline({ rules }: Pick<ContactPolicy, 'rules'>): string {
  const person = rules
    .filter(({ scope, surveyId }) => scope === 'person' && surveyId === undefined)
    .sort((a, b) => b.days / b.most - a.days / a.most)[0]
  if (person === undefined) return 'Nothing limits how often a customer is asked.'
  const times = person.most === 1 ? 'once' : `${formatCount(person.most)} times`
  return `No customer is asked more than ${times} in ${span(person.days)}, whatever happens.`
}

const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** Weekdays by their ISO numbers: a stretch as “Monday to Friday”. */
export function weekdayNames(weekdays: readonly number[]): string {
  const sorted = [...weekdays].sort((a, b) => a - b)
  const first = sorted[0] ?? 1
  const last = sorted.at(-1) ?? 7
  const isStretch = sorted.length > 2 && last - first === sorted.length - 1
  return isStretch
    ? `${names[first - 1]!} to ${names[last - 1]!}`
    : sorted.map((day) => names[day - 1]).join(', ')
}
