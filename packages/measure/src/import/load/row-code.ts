import { factKind, type FactKindName } from '@fealty/core'
import { joinSql, sql, wholeNumber, type Sql } from '@fealty/engine'
import type { Misfit } from '../expression/node.ts'
import type { CleaningRule } from '../job.ts'
import type { FieldPlan } from './field-plan.ts'

/** What the rules that drop rows are in a verdict; a misfit is its position, from 0. */
export const dropCodes: Record<CleaningRule | 'superseded', number> = {
  'exact-duplicates': -1,
  'no-customer': -2,
  // Always on for master data: of rows with one key, the last one counts.
  superseded: -3,
}

/** How a row is judged by itself. */
export interface RowJudgement {
  /** Misfit by code. */
  misfits: readonly Misfit[]
  /** The code of a row that is not kept, null for one that is; undefined when every row is kept. */
  code: Sql | undefined
}

/** The verdict on a row as an expression: dropped by a rule, rejected for a reason, or kept. */
export function judgeRow(
  kind: FactKindName,
  fields: readonly FieldPlan[],
  rules: ReadonlySet<CleaningRule>,
): RowJudgement {
  const misfits = [...new Map(fields.flatMap((field) => field.misfits.map(keyed))).values()]
  const customer = fields.find(({ column }) => column.name === 'customer_id')
  const isRequired = factKind(kind).fields.customer_id?.required === true
  const cases: Sql[] = []
  if (customer && rules.has('no-customer')) {
    const code = wholeNumber(dropCodes['no-customer'])
    cases.push(sql`when ${customer.sql} is null then ${code}`)
  } else if (customer && isRequired) {
    misfits.unshift({
      column: 'customer_id',
      reason: 'it is empty',
      when: sql`${customer.sql} is null`,
    })
  }
  misfits.forEach(({ when }, code) => cases.push(sql`when ${when} then ${wholeNumber(code)}`))
  const code = cases.length === 0 ? undefined : sql`case ${joinSql(cases, '\n')} end`
  return { misfits, code }
}

function keyed(misfit: Misfit): [string, Misfit] {
  const { texts, values } = misfit.when
  return [JSON.stringify([misfit.column, misfit.reason, texts, values]), misfit]
}
