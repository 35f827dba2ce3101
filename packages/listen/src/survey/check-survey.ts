import { checkStructure } from './check-structure.ts'
import { checkWording } from './check-wording.ts'
import type { Finding, SurveyBody } from './contract.ts'

/** All that stands against a survey: what blocks it first, then what makes its answers worth less. */
export function checkSurvey(body: SurveyBody): Finding[] {
  const findings = [...checkStructure(body), ...checkWording(body)]
  return [
    ...findings.filter(({ level }) => level === 'block'),
    ...findings.filter(({ level }) => level === 'warn'),
  ]
}
