import type { Finding } from './contract.ts'

/** Where the rules come from, as a reader can look it up. */
export const sources = {
  nps: 'Reichheld 2003; measuringu.com on the wording of the recommend item',
  order: 'measuringu.com/nps-order',
  series: 'Bain, netpromotersystem.com: relationship, transaction and competitive benchmark scores',
  ces: 'CES 2.0 (CEB 2013): “made it easy”, 1 strongly disagree to 7 strongly agree',
  csat: 'CSAT: share of 4 and 5 on a scale of 1 to 5, very dissatisfied to very satisfied',
  wording:
    'ISO 20252, questionnaire design; Dillman, Internet, Phone, Mail, and Mixed-Mode Surveys',
  house: 'a rule of this product, not a published one',
} as const

export type Rule = Omit<Finding, 'level'>

export const blocks = (rule: Rule): Finding => ({ level: 'block', ...rule })
export const warns = (rule: Rule): Finding => ({ level: 'warn', ...rule })
