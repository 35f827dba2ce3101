import type { Insufficient } from '../estimate/interval-estimate.ts'

/** What a kernel gave, or a failure that says why it gave nothing. */
export function fitted<Result extends { kind: string }>(
  result: Result | Insufficient,
): Exclude<Result, Insufficient> {
  if (isInsufficient(result)) throw new Error(result.why)
  return result as Exclude<Result, Insufficient>
}

function isInsufficient(result: { kind: string }): result is Insufficient {
  return result.kind === 'insufficient'
}
