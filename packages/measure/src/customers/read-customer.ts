import { FealtyError, type Call } from '@fealty/core'
import { sql } from '@fealty/engine'
import type { z } from 'zod'
import { attributePrefix } from '../facts/columns.ts'
import { openContext, type MeasureContext } from '../query/measure-context.ts'
import type { MeasureServices } from '../services.ts'
import { customerScope } from '../value/customer-scope.ts'
import { chooseBasis } from '../value/read-whale.ts'
import type { customerOneInput, customerOneOutput } from './contract.ts'
import { readAnswers, readEvents } from './customer-events.ts'
import { membersSql, readCustomerRows } from './customer-rows.ts'

/**
 * One customer with all that is known.
 * @throws FealtyError `record.not-found` also for a customer of a unit that the manager does not lead
 */
export async function readCustomer(
  call: Call<MeasureServices>,
  input: z.output<typeof customerOneInput>,
): Promise<z.input<typeof customerOneOutput>> {
  const context = await openContext(call, { asOf: input.asOf, where: [], level: 0.95 })
  const id = input.customerId
  if (!(await mayBeSeen(context, id))) {
    throw new FealtyError('record.not-found', { what: 'customer' })
  }
  const basis = await chooseBasis(context, context.asOf)
  const [rows, attributes, events, answers] = await Promise.all([
    readCustomerRows(context, [id], basis),
    readAttributes(context, id),
    readEvents(context, id),
    readAnswers(context, id),
  ])
  const { currency } = context.workspace
  return { currency, customer: rows[0]!, attributes, events, answers }
}

async function mayBeSeen(context: MeasureContext, id: string): Promise<boolean> {
  const { joins, conditions } = customerScope(context)
  const rows = await context.services.engine.query(
    context.snapshot,
    sql`select p.customer_id from (${membersSql(context)}) p${joins} where p.customer_id = ${id}${conditions}`,
    { signal: context.signal },
  )
  return rows.length > 0
}

/** Columns that say who a row is about or where it came from, and no attribute. */
const notAttributes = new Set(['customer_id', 'name', 'import_seq', 'segment', 'unit'])

async function readAttributes(context: MeasureContext, id: string) {
  const [row] = await context.services.engine.query(
    context.snapshot,
    sql`select * from customers where customer_id = ${id}`,
    { signal: context.signal },
  )
  return Object.entries(row ?? {})
    .filter(([name, value]) => value !== null && !notAttributes.has(name))
    .map(([name, value]) => ({
      name: name.startsWith(attributePrefix) ? name.slice(attributePrefix.length) : name,
      value: String(value),
    }))
}
