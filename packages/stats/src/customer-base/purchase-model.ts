import { requireFinite } from '../domain/require.ts'
import type { PurchaseHistory } from './customer-groups.ts'
import { dropoutNbdOutlook } from './dropout-nbd/outlook.ts'
import type { DropoutNbdParameters } from './dropout-nbd/posterior.ts'
import { paretoNbdOutlook } from './pareto-nbd/outlook.ts'
import type { ParetoNbdParameters } from './pareto-nbd/dropout-integral.ts'
import type { CustomerOutlook } from './future-purchases.ts'

/** A purchase model with its parameters: a fit, or published numbers. */
export type PurchaseModel =
  | { model: 'bg-nbd' | 'mbg-nbd'; parameters: DropoutNbdParameters }
  | { model: 'pareto-nbd'; parameters: ParetoNbdParameters }

/** The same model at other parameters, as the delta method needs it. */
export function atParameters(
  model: PurchaseModel,
  parameters: Record<string, number>,
): PurchaseModel {
  return model.model === 'pareto-nbd'
    ? { model: model.model, parameters: { ...model.parameters, ...parameters } }
    : { model: model.model, parameters: { ...model.parameters, ...parameters } }
}

/** A customer on the day of the first purchase. */
export const newCustomer: PurchaseHistory = { x: 0, tx: 0, T: 0 }

/** The chance to be here and the law of what follows, for any of the models. */
export function customerOutlook(model: PurchaseModel, history: PurchaseHistory): CustomerOutlook {
  for (const [name, value] of Object.entries(model.parameters))
    if (!(requireFinite(name, value) > 0))
      throw new RangeError(`${name} must be above 0, got ${value}`)
  switch (model.model) {
    case 'bg-nbd':
      return dropoutNbdOutlook(model.parameters, history, 'after-repeat')
    case 'mbg-nbd':
      return dropoutNbdOutlook(model.parameters, history, 'after-every')
    case 'pareto-nbd':
      return paretoNbdOutlook(model.parameters, history)
  }
}
