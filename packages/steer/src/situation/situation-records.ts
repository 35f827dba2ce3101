import { recordKind } from '@fealty/store'
import { reviewSchema, statementSchema, type Statement, type StatementReview } from './contract.ts'

export const statements = recordKind<Statement>({
  kind: 'situation-statement',
  what: 'statement',
  parse: (body) => statementSchema.parse(body),
})

/** The last review of a statement, under the statement's id: its versions are all reviews there were. */
export const reviews = recordKind<StatementReview>({
  kind: 'situation-review',
  what: 'review',
  parse: (body) => reviewSchema.parse(body),
})

/**
 * What may stand once only: a force has one rating, a question one answer, and a thing is listed under
 * one name.
 */
export function nameOf(statement: Statement): string | null {
  switch (statement.kind) {
    case 'force':
      return `force ${statement.force}`
    case 'self':
      return `self ${statement.question}`
    case 'asset':
    case 'system':
      return `${statement.kind} ${statement.name}`
    case 'channel':
      return `channel ${statement.name} ${statement.segment}`
    case 'surroundings':
    case 'swot':
    case 'capability':
      return null
  }
}
