import { formatCount } from '@fealty/charts'
import type { HuddleBoard } from '../../api/contracts.ts'

const names: Readonly<Record<string, string>> = { nps: 'NPS', csat: 'satisfaction', ces: 'ease' }

/** What moved and what waits, in one or two sentences. */
export function huddleHeadline(board: HuddleBoard): string {
  return `${movedSentence(board)} ${waitingSentence(board)}`
}

function movedSentence({ changes, unitName }: HuddleBoard): string {
  const real = changes.filter(({ change }) => change.verdict === 'real')
  if (real.length === 0) {
    const judged = changes.some(({ change }) => change.verdict === 'noise')
    return judged
      ? `Nothing moved beyond noise in ${unitName}.`
      : `Too few answers to say what moved in ${unitName}.`
  }
  const words = real.map(({ metric, change }) => {
    const up = (change.difference ?? 0) > 0
    return `${names[metric.id] ?? metric.title} ${up ? 'rose' : 'fell'}`
  })
  const [first = '', ...rest] = words
  const sentence =
    rest.length === 0 ? first : `${[first, ...rest.slice(0, -1)].join(', ')} and ${rest.at(-1)!}`
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)} in ${unitName}.`
}

function waitingSentence({ board: { late, dueToday } }: HuddleBoard): string {
  if (late === 0 && dueToday === 0) return 'No call is late.'
  if (late === 0)
    return `${formatCount(dueToday)} ${dueToday === 1 ? 'call is' : 'calls are'} due today.`
  return `${formatCount(late)} ${late === 1 ? 'call is' : 'calls are'} late.`
}
