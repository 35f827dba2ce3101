import type { ListedExperiment } from '../../api/contracts.ts'

type Effect = Pick<ListedExperiment['effect'], 'name' | 'verdict' | 'grade' | 'state' | 'design'>

/** What the register says as a whole. */
export function writeRegisterHeadline(effects: readonly Effect[]): string {
  if (effects.length === 0) return 'No experiment is written down yet.'
  const proven = effects.filter(
    ({ verdict, grade }) => verdict === 'real' && (grade === 'A' || grade === 'B'),
  )
  const asserted = effects.filter(({ design }) => design === 'asserted').length
  const tail =
    asserted === 0 ? '' : ` ${asserted === 1 ? 'One is' : `${asserted} are`} only asserted.`
  if (proven.length === 0) return `Of ${effects.length} trials none has a proven effect yet.${tail}`
  const names = proven.map(({ name }) => name).join(' and ')
  const verb = proven.length === 1 ? 'has' : 'have'
  return proven.length > 2
    ? `${proven.length} of ${effects.length} trials have a proven effect.${tail}`
    : `${names} ${verb} a proven effect, ${proven.length} of ${effects.length} trials.${tail}`
}
