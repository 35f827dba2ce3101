import type { Accountability, ElementName, SegmentTerms, Strategy } from './contract.ts'
import { enablerNames } from './contract.ts'

export interface ElementCheck {
  element: ElementName
  title: string
  done: boolean
  /** What is missing, in one sentence; empty when it is done. */
  missing: string
}

/** Fewer words than these say nothing that could be carried out. */
const fewestWords = 6
const countWords = (text: string): number => text.split(/\s+/u).filter(Boolean).length
const says = (text: string): boolean => countWords(text) >= fewestWords

interface ElementRule {
  element: ElementName
  title: string
  isDone: (strategy: Strategy) => boolean
  missing: string | ((strategy: Strategy) => string)
}

/** Whether a text names a time: a date, a month, a quarter, a year or a length of time. */
const namesTime =
  /\b(?:(?:19|20)\d{2}|FY ?\d{2,4}|Q[1-4]|H[12]|\d+ (?:weeks?|months?|quarters?|years?))\b/iu

const isSame = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

/** Names that stand for everybody. */
const everybody = /^(?:all|every|everyone|everybody|the whole|any)\b/iu

/**
 * What the segments lack: one at least, none that is everybody, and where there are several the pricing,
 * promotions and services of each (R059). Empty when nothing is missing.
 */
function missingOfSegments({ segments, terms }: Strategy): string {
  if (segments.length === 0) return 'Name at least one segment.'
  const whole = segments.find((name) => everybody.test(name.trim()))
  if (whole !== undefined) return `“${whole}” is no segment: one size does not fit all.`
  if (segments.length === 1) return ''
  const bare = segments.find(
    (name) => !terms.some((own) => isSame(own.segment, name) && isSet(own)),
  )
  return bare === undefined
    ? ''
    : `Say pricing, promotions and services of each segment; “${bare}” lacks them.`
}

const isSet = ({ pricing, promotions, services }: SegmentTerms): boolean =>
  [pricing, promotions, services].every((text) => text.trim() !== '')

/** Two segments that are given the very same terms, which is one size for all (R059); null where none are. Pure. */
export function findAlike({ terms }: Pick<Strategy, 'terms'>): [string, string] | null {
  const said = terms.filter(isSet)
  for (const [at, one] of said.entries()) {
    const other = said
      .slice(at + 1)
      .find(
        (each) =>
          isSame(each.pricing, one.pricing) &&
          isSame(each.promotions, one.promotions) &&
          isSame(each.services, one.services),
      )
    if (other) return [one.segment, other.segment]
  }
  return null
}

const rules: readonly ElementRule[] = [
  {
    element: 'scope',
    title: 'What it is, and what it is not',
    isDone: ({ scope }) => says(scope.is) && says(scope.isNot),
    missing: 'Say both: what it is and what it is not.',
  },
  {
    element: 'difference',
    title: 'How it differs from today',
    isDone: ({ difference }) => says(difference),
    missing: 'Say what is done differently from today.',
  },
  {
    element: 'segments',
    title: 'Which segments it addresses',
    isDone: (strategy) => missingOfSegments(strategy) === '',
    missing: missingOfSegments,
  },
  {
    element: 'value',
    title: 'Path to value and business case',
    isDone: ({ value }) => says(value) && /\d/u.test(value),
    missing: 'Say how it earns its money, with figures.',
  },
  {
    element: 'capabilities',
    title: 'Capabilities that defend it',
    isDone: ({ capabilities }) => says(capabilities),
    missing: 'Name the capabilities that make it competitive, defensible and sustainable.',
  },
  {
    element: 'timeframe',
    title: 'When benefits are expected',
    isDone: ({ timeframe }) => namesTime.test(timeframe),
    missing: 'Name a date, a quarter or a length of time.',
  },
  {
    element: 'expectations',
    title: 'What changes for the organisation',
    isDone: ({ expectations }) => says(expectations),
    missing: 'Say what is expected of whom from now on.',
  },
]

/** The seven elements, each with what is missing (R060). Pure. */
export function checkElements(strategy: Strategy): ElementCheck[] {
  return rules.map(({ element, title, isDone, missing }) => {
    const done = isDone(strategy)
    const words = typeof missing === 'string' ? missing : missing(strategy)
    return { element, title, done, missing: done ? '' : words }
  })
}

/**
 * What a goal lacks to be more than “be customer focused”: a metric, a segment and a date (R061).
 * Empty when it has all three, and when there is no goal yet.
 */
export function findVague({ goal }: Pick<Strategy, 'goal'>): string {
  if (goal.text === '' && goal.metric === null && goal.segment === '' && goal.due === null)
    return ''
  const missing = [
    ...(goal.text === '' ? ['its words'] : []),
    ...(goal.metric === null ? ['a metric'] : []),
    ...(goal.segment === '' ? ['a segment'] : []),
    ...(goal.due === null ? ['a date'] : []),
  ]
  return missing.join(', ')
}

/** Words that join two roles into one field. */
const severalRoles = /[,;/&+]|\band\b|\bor\b|\bwith\b/iu

/**
 * Which decision or metric has not exactly one accountable role (R063); null when all have.
 * A field that names two roles counts as two.
 */
export function findShared(entries: readonly Accountability[]): string | null {
  const seen = new Set<string>()
  for (const { kind, what, accountable } of entries) {
    const key = `${kind} ${what.trim().toLowerCase()}`
    if (seen.has(key) || severalRoles.test(accountable)) return what
    seen.add(key)
  }
  return null
}

/** Readiness is that of the weakest of the three enabler sets: none can stand in for another (R064). */
export function readinessOf({ enablers }: Pick<Strategy, 'enablers'>): {
  value: number
  lowest: string
} {
  const [first, ...rest] = enablerNames
  const lowest = rest.reduce<(typeof enablerNames)[number]>(
    (least, name) => (enablers[name].readiness < enablers[least].readiness ? name : least),
    first,
  )
  return { value: enablers[lowest].readiness, lowest }
}

/** All that people wrote in it, for the check of claims. */
export function textsOf(strategy: Strategy): string[] {
  const { goal, scope, audiences } = strategy
  return [
    goal.text,
    scope.is,
    scope.isNot,
    strategy.difference,
    ...strategy.terms.flatMap(({ pricing, promotions, services }) => [
      pricing,
      promotions,
      services,
    ]),
    strategy.value,
    strategy.capabilities,
    strategy.timeframe,
    strategy.expectations,
    audiences.customers,
    audiences.staff,
  ]
}
