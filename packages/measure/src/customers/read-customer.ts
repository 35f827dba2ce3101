import { FealtyError, type Call } from '@fealty/core'
import { sql } from '@fealty/engine'
import type { z } from 'zod'
import { attributePrefix } from '../facts/columns.ts'
import { openContext, type MeasureContext } from '../query/measure-context.ts'
import type { MeasureServices } from '../services.ts'
import { customerScope } from '../value/customer-scope.ts'
import { currencyPlaces } from '../value/money.ts'
import { chooseBasis } from '../value/read-whale.ts'
import type { customerOneInput, customerOneOutput } from './contract.ts'
import { readAnswers, readEvents } from './customer-events.ts'
import { customerColumns, customerTables, toCustomerRow } from './customer-rows.ts'
import { withCustomerTotals } from './customer-totals.ts'

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
  const basis = await chooseBasis(context, context.asOf)
  const snapshot = await withCustomerTotals(context, basis)
  const { joins, conditions } = customerScope(context)
  const [row] = await context.services.engine.query(
    snapshot,
    sql`select ${customerColumns} from ${customerTables}${joins} where p.customer_id = ${id}${conditions}`,
    { signal: call.signal },
  )
  if (row === undefined) throw new FealtyError('record.not-found', { what: 'customer' })
  const [attributes, events, answers] = await Promise.all([
    readAttributes(context, id),
    readEvents(context, id),
    readAnswers(context, id),
  ])
  const { currency } = context.workspace
  const customer = toCustomerRow(row, basis, currencyPlaces(currency))
  return { currency, customer, attributes, events, answers }
}

/** Columns that say who a row is about, where it came from or where a person is reached: no attributes. */
const notAttributes = new Set([
  'customer_id',
  'name',
  'import_seq',
  'segment',
  'unit',
  'email',
  'language',
])

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
