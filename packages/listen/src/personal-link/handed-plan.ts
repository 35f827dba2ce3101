import { planBodySchema, type Plan } from '../invitation/contract.ts'

/** Stands behind links that the company's own programs hand over, so that they are counted as all others. */
export const handedPlan: Plan = {
  ...planBodySchema.parse({
    name: 'Links handed over by the company’s own programs',
    surveyId: 'any',
    state: 'on',
    mode: { kind: 'event', event: 'interaction-closed' },
  }),
  id: 'personal-link',
  version: 1,
}
