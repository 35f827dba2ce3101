import { recordKind } from '@fealty/store'
import { goalSchema, questionSchema, type Goal, type Question } from './contract.ts'

export const goalRecords = recordKind<Goal>({
  kind: 'goal',
  what: 'goal',
  parse: (body) => goalSchema.parse(body),
})

/** Their parent is the goal. */
export const questionRecords = recordKind<Question>({
  kind: 'question',
  what: 'question',
  parse: (body) => questionSchema.parse(body),
})
