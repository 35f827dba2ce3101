import { addMonths, writeCount, type Day } from '@fealty/core'
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

/** A weakness must be watched (R112): by a KPI, or at least by a measure it cites. Pure. */
export function flagStatement(statement: Statement): string | null {
  if (statement.kind !== 'swot' || statement.side !== 'weakness') return null
  const isWatched = statement.kpiIds.length > 0 || statement.citation !== null
  return isWatched ? null : 'No measure says whether it gets better.'
}

interface NamedLever {
  id: string
  name: string
  question: string
}

/** The levers that statements speak for, the most spoken for first, with what pulls each already. Pure. */
export function weighLevers(
  levers: readonly NamedLever[],
  statements: readonly { id: string; statement: Statement }[],
  initiatives: readonly { id: string; name: string; leverId: string }[],
): (NamedLever & {
  statements: { id: string; text: string }[]
  initiatives: { id: string; name: string }[]
})[] {
  return levers
    .map(({ id, name, question }) => ({
      ...{ id, name, question },
      statements: statements
        .filter(({ statement }) => statement.leverIds.includes(id))
        .map(({ id: statementId, statement: { text } }) => ({ id: statementId, text })),
      initiatives: initiatives
        .filter(({ leverId }) => leverId === id)
        .map((one) => ({ id: one.id, name: one.name })),
    }))
    .filter((lever) => lever.statements.length > 0)
    .sort((a, b) => b.statements.length - a.statements.length)
}

/** All that people wrote in it, for the check of claims. */
export function textsOf(statement: Statement): string[] {
  const { text } = statement
  if (statement.kind === 'channel') return [statement.name, statement.segment, text]
  return 'name' in statement ? [statement.name, text] : [text]
}
