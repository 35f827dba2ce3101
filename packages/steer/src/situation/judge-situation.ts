import { addMonths, type Day } from '@fealty/core'
import { writeCount } from '../write-count.ts'
import type { ForceName, Statement, VrioVerdict } from './contract.ts'

type Asset = Pick<
  Extract<Statement, { kind: 'asset' }>,
  'valuable' | 'rare' | 'inimitable' | 'organised'
>

/**
 * What an asset is worth in competition (Barney’s VRIO): the first of the four that it lacks decides.
 * Being organised for an asset counts only when it is valuable, rare and hard to imitate.
 */
export function judgeAsset({ valuable, rare, inimitable, organised }: Asset): VrioVerdict {
  if (!valuable) return 'disadvantage'
  if (!rare) return 'parity'
  if (!inimitable) return 'temporary advantage'
  return organised ? 'sustained advantage' : 'unused advantage'
}

/** When a statement is due again: so many months after the day on which it was last looked at. */
export function judgeDue(seenOn: Day, reviewMonths: number, today: Day) {
  const dueOn = addMonths(seenOn, reviewMonths)
  return { dueOn, overdue: dueOn <= today }
}

const forceWords: Readonly<Record<ForceName, string>> = {
  rivalry: 'rivalry',
  entrants: 'new entrants',
  substitutes: 'substitutes',
  buyers: 'the power of buyers',
  suppliers: 'the power of suppliers',
}

/** The forces with the highest rating; several when they are rated alike, none when none is rated. */
export function strongestForces(statements: readonly Statement[]): ForceName[] {
  const forces = statements.filter((one) => one.kind === 'force')
  const highest = Math.max(...forces.map(({ rating }) => rating))
  return forces.filter(({ rating }) => rating === highest).map(({ force }) => force)
}

interface Judged {
  statement: Statement
  overdue: boolean
}

function writeStrongest(forces: readonly ForceName[]): string {
  if (forces.length === 0) return 'no force of the industry is rated yet'
  const words = forces.map((force) => forceWords[force])
  if (words.length === 1) return `the strongest force is ${words[0]!}`
  return `the strongest forces are ${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`
}

function writeOnly(due: number): string {
  return `The only statement about our situation is ${due === 1 ? 'due for review' : 'up to date'}`
}

function writeDue(due: number, all: number): string {
  if (due === 0) return `All ${all} statements about our situation are up to date`
  const verb = due === 1 ? 'is' : 'are'
  return `${writeCount(due)} of ${all} statements about our situation ${verb} due for review`
}

/** The finding: how many statements are due, and which force is the strongest. Pure. */
export function writeSituationHeadline(judged: readonly Judged[]): string {
  const all = judged.length
  if (all === 0) return 'Nothing is written down about our situation yet.'
  const due = judged.filter(({ overdue }) => overdue).length
  const first = all === 1 ? writeOnly(due) : writeDue(due, all)
  return `${first}; ${writeStrongest(strongestForces(judged.map(({ statement }) => statement)))}.`
}

/** All that people wrote in it, for the check of claims. */
export function textsOf(statement: Statement): string[] {
  return 'name' in statement ? [statement.name, statement.text] : [statement.text]
}
