import type { Claim } from '../../api/contracts.ts'

/** How many claims own data have tested, and what came of it. */
export function writeClaimsHeadline(claims: readonly Pick<Claim, 'status'>[]): string {
  const count = (status: Claim['status']) =>
    claims.filter((claim) => claim.status === status).length
  const [held, refuted, open] = [count('held'), count('refuted'), count('hypothesis')]
  const all = claims.length
  if (all === 0) return 'No claim is entered yet.'
  if (open === all)
    return all === 1
      ? 'The one claim is a hypothesis: no own measurement has tested it.'
      : `${all === 2 ? 'Both' : `All ${all}`} claims are hypotheses: no own measurement has tested them.`
  const rest = open === 0 ? '' : ` ${open} ${open === 1 ? 'is' : 'are'} untested.`
  return `Of ${all} claims ${held} held and ${refuted} did not.${rest}`
}
