import type { ArmPopulation } from '@fealty/measure'
import { listEnrolments } from '@fealty/store'
import type { KeptExperiment } from '../experiment/contract.ts'
import type { ProveServices } from '../services.ts'

/** The arm of everybody where there is only one. */
const everybodyArm = 'all'

/** The population of an experiment with its arms, as the facts and the enrolments have them now. */
export async function readPopulation(
  { store }: Pick<ProveServices, 'store'>,
  where: { workspaceId: string; experimentId: string },
  experiment: KeptExperiment,
): Promise<ArmPopulation> {
  const { population, unit, arms, assignedBy, attribute, salt, design } = experiment
  const common = { where: population, unit }
  if (design === 'before-after' || design === 'asserted')
    return { ...common, split: { by: 'all', arm: everybodyArm } }
  switch (assignedBy) {
    case 'hash':
      return { ...common, split: { by: 'hash', salt, arms } }
    case 'attribute':
      return { ...common, split: { by: 'attribute', attribute: attribute ?? '', arms } }
    case 'enrolment':
      return { ...common, split: { by: 'list', rows: await listEnrolments(store, where) } }
  }
}
