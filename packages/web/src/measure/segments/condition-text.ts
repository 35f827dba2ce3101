import type { Segment } from '../../api/contracts.ts'

export type Condition = Segment['conditions'][number]

export const operatorNames: Readonly<Record<Condition['operator'], string>> = {
  in: 'is',
  'not-in': 'is not',
  'at-least': 'is at least',
  below: 'is below',
}

/** `product line is Broadband or Mobile`. */
export function writeCondition({ dimension, operator, values }: Condition): string {
  return `${dimension.replaceAll('_', ' ')} ${operatorNames[operator]} ${values.join(' or ')}`
}
