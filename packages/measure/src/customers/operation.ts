import { defineOperation } from '@fealty/core'
import type { MeasureServices } from '../services.ts'
import {
  customerListInput,
  customerListOutput,
  customerOneInput,
  customerOneOutput,
} from './contract.ts'
import { listCustomers } from './list-customers.ts'
import { readCustomer } from './read-customer.ts'

const customersListOperation = defineOperation<
  MeasureServices,
  typeof customerListInput,
  typeof customerListOutput
>({
  id: 'customers.list',
  summary: 'Customers with their value, searched, sorted and paged; a manager sees the own units',
  kind: 'query',
  input: customerListInput,
  output: customerListOutput,
  errors: ['input.dimension', 'input.invalid', 'engine.time', 'engine.memory'],
  access: 'member',
  run: listCustomers,
})

const customersOneOperation = defineOperation<
  MeasureServices,
  typeof customerOneInput,
  typeof customerOneOutput
>({
  id: 'customers.one',
  summary: 'One customer: value, history, answers, attributes',
  kind: 'query',
  input: customerOneInput,
  output: customerOneOutput,
  errors: ['record.not-found', 'engine.time', 'engine.memory'],
  access: 'member',
  run: readCustomer,
})

/** The operations of this slice. */
export const customersOperations = [customersListOperation, customersOneOperation] as const
