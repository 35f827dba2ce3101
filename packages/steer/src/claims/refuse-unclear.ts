import { FealtyError } from '@fealty/core'
import { checkClaims } from './check-claims.ts'

/**
 * Holds the texts of a strategy, a decision or a minute to the register's rules.
 * @throws FealtyError `claim.unclear` with the first thing to put right
 */
export function refuseUnclear(...texts: readonly string[]): void {
  const [finding] = texts.flatMap(checkClaims)
  if (finding) throw new FealtyError('claim.unclear', { problem: finding.problem })
}
