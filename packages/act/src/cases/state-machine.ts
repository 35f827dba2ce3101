import { FealtyError } from '@fealty/core'
import type { CaseState } from '@fealty/store'

/** The edges of a case's life. There is no other way from one state to another. */
export const caseMoves = {
  contact: { from: ['open'], to: 'contacted', word: 'contacted' },
  resolve: { from: ['contacted'], to: 'resolved', word: 'resolved' },
  close: { from: ['resolved'], to: 'closed', word: 'closed' },
  reopen: { from: ['resolved'], to: 'contacted', word: 'opened again' },
  dismiss: { from: ['open', 'contacted', 'resolved'], to: 'dismissed', word: 'dismissed' },
} as const satisfies Record<string, { from: readonly CaseState[]; to: CaseState; word: string }>
export type CaseMove = keyof typeof caseMoves

export const caseStates = ['open', 'contacted', 'resolved', 'closed', 'dismissed'] as const
/** States in which somebody still has something to do. */
export const liveStates = ['open', 'contacted', 'resolved'] as const

/** Whether a case in the state may make the move. */
export function mayMove(state: CaseState, move: CaseMove): boolean {
  const from: readonly CaseState[] = caseMoves[move].from
  return from.includes(state)
}

/** Where a move leads. @throws FealtyError `case.move` when it does not lead on from the state */
export function nextState(state: CaseState, move: CaseMove): CaseState {
  const { to, word } = caseMoves[move]
  if (!mayMove(state, move)) throw new FealtyError('case.move', { state, move: word })
  return to
}

/** Whether nothing more can happen to a case. */
export function hasEnded(state: CaseState): boolean {
  return state === 'closed' || state === 'dismissed'
}
