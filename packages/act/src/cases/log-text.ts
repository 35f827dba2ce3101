import type { CaseEvent } from '@fealty/store'
import { programActor } from '../actor.ts'
import type { CaseWords } from './describe-cases.ts'

type Body = Record<string, unknown>

/** A line of the log as a person reads it; moments stay as they are, pages write them. */
export function describeEvent(event: CaseEvent, words: CaseWords) {
  const { seq, at, kind, body, actor } = event
  const note = typeof body.note === 'string' && body.note !== '' ? body.note : null
  return { seq, at, by: nameOf(actor, words), kind, text: textOf(kind, body, words), note }
}

function nameOf(actor: string, words: CaseWords): string {
  if (actor === programActor || actor === '') return 'Fealty'
  return words.people.get(actor) ?? 'A program'
}

function textOf(kind: string, body: Body, words: CaseWords): string {
  const text = (name: string): string => {
    const value = body[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
  switch (kind) {
    case 'opened':
      return text('ruleId') === '' ? 'Opened by hand.' : 'Opened by a rule.'
    case 'answer added':
      return `A further answer came${scoreText(body.scores)}.`
    case 'contact':
      return `Tried by ${text('channel')}: ${text('outcome')}.`
    case 'contacted':
      return `Reached the customer by ${text('channel')}.`
    case 'resolved':
      return `Resolved. Root cause: ${text('rootCause')}.`
    case 'closed':
      return 'Closed.'
    case 'opened again':
      return 'Taken back: it was not solved.'
    case 'dismissed':
      return 'Dismissed.'
    case 'owner changed':
      return `Given to ${ownerText(body.after, words)}; before, it was with ${ownerText(body.before, words)}.`
    case 'due time changed':
      return 'The due time was changed.'
    case 'escalated':
      return `First contact is late: passed on to ${text('toRole')}.`
    case 'asked again':
      return 'It was time to ask the customer again, as soon as the contact budget allows.'
    case 'answered again':
      return `The customer answered again: ${text('nps')} of 10${outcomeText(body.recovered)}.`
    case 'question cancelled':
      return 'The question to the customer was cancelled.'
    default:
      return 'Note.'
  }
}

function scoreText(scores: unknown): string {
  const nps = (scores as { nps?: unknown } | undefined)?.nps
  return typeof nps === 'number' ? `: ${nps} of 10` : ''
}

function outcomeText(recovered: unknown): string {
  if (recovered === true) return ', recovered'
  return recovered === false ? ', still a detractor' : ''
}

function ownerText(owner: unknown, words: CaseWords): string {
  const { role, personId } = (owner ?? {}) as { role?: string; personId?: string | null }
  const name = words.people.get(personId ?? '')
  return name ?? (role === undefined || role === '' ? 'nobody' : role)
}
