import type { Measured } from '@fealty/core'
import {
  dataOption,
  givenOnly,
  jsonOption,
  print,
  printJson,
  terminalProgress,
  withConnection,
  type Command,
} from '../command.ts'
import type { GivenOptions } from '../read-options.ts'
import { showMeasured, showNumber } from '../show-measured.ts'
import { drawTable } from '../table.ts'
import { WrongCall } from '../wrong-call.ts'

const models = ['bg-nbd', 'mbg-nbd', 'pareto-nbd', 'gamma-gamma', 'sbg'] as const
const units = ['day', 'week'] as const
const bases = ['profit', 'revenue'] as const

interface Fit {
  model: string
  parameters: Record<string, number>
  standardErrors: Record<string, number | null>
  logLikelihood: number
  customers: number
  groups: number
  unit: string
  until: string
  notes: string[]
}
interface Score {
  customers: number
  model: string
  until: string
  horizonDays: number
  rate: number
  meanValue: Measured
  totalValue: string
  notes: string[]
}
interface Whale {
  basis: string
  customers: number
  total: string
  negative: number
  peak: number
  share: { top: number; value: number }[]
}

export const valueCommand: Command = {
  usage: 'value fit|score|whale',
  summary: 'Fits customer-base models, scores every customer, draws the whale curve',
  details: [
    'A purchase is a customer’s day with at least one line of positive amount; its spend is their',
    'sum. Returns count in profit, not as purchases.',
  ].join('\n'),
  options: {
    model: { value: 'MODEL', meaning: `For fit: ${models.join(', ')}` },
    unit: { value: 'UNIT', meaning: 'For fit and score: time in day or week' },
    until: { value: 'DAY', meaning: 'Last day of the observed time (the last day of the data)' },
    from: { value: 'DAY', meaning: 'For whale: first day' },
    horizon: { value: 'DAYS', meaning: 'For score: how far ahead (1095)' },
    rate: { value: 'SHARE', meaning: 'For score: yearly discount rate (0.1)' },
    basis: {
      value: 'WORD',
      meaning: 'For whale: profit or revenue (profit where costs are known)',
    },
    where: { value: 'DIM=VALUE', many: true, meaning: 'For whale: only these; repeat for more' },
    ...dataOption,
    ...jsonOption,
  },
  async run(given) {
    const [what, ...more] = given.words
    if (more.length > 0) throw new WrongCall(`${more[0]} is one word too many.`)
    if (what === 'fit') await fit(given)
    else if (what === 'score') await score(given)
    else if (what === 'whale') await whale(given)
    else
      throw new WrongCall('Say what: fealty value fit, fealty value score or fealty value whale.')
  },
}

function ask(given: GivenOptions, id: string, input: Record<string, unknown>): Promise<unknown> {
  const { progress, end } = terminalProgress()
  return withConnection(given, (connection) =>
    connection.run(id, givenOnly(input), progress),
  ).finally(end)
}

async function fit(given: GivenOptions): Promise<void> {
  const input = {
    model: given.oneOf('model', models),
    unit: given.oneOf('unit', units),
    until: given.text('until'),
  }
  const answer = (await ask(given, 'value.fit', input)) as Fit
  if (given.has('json')) {
    printJson(answer)
    return
  }
  print(
    drawTable({
      columns: [
        { title: 'Parameter' },
        { title: 'Value', align: 'right' },
        { title: 'Standard error', align: 'right' },
      ],
      rows: Object.entries(answer.parameters).map(([name, value]) => [
        name,
        value.toPrecision(7),
        answer.standardErrors[name]?.toPrecision(3) ?? 'not known',
      ]),
    }),
  )
  const { model, logLikelihood, customers, groups, unit, until, notes } = answer
  print(
    `\n${model} until ${until}, time in ${unit}s: ${customers.toLocaleString('en')} customers in ` +
      `${groups.toLocaleString('en')} groups, log-likelihood ${logLikelihood.toFixed(3)}\n`,
  )
  for (const note of notes) print(`${note}\n`)
}

async function score(given: GivenOptions): Promise<void> {
  const input = {
    unit: given.oneOf('unit', units),
    until: given.text('until'),
    horizonDays: given.wholeNumber('horizon', 1, 36_500),
    rate: given.number('rate'),
  }
  const answer = (await ask(given, 'value.score', input)) as Score
  if (given.has('json')) {
    printJson(answer)
    return
  }
  const [mean, interval] = showMeasured(answer.meanValue, 'money-each')
  print(
    `${answer.customers.toLocaleString('en')} customers scored with ${answer.model} until ` +
      `${answer.until}, ${answer.horizonDays} days ahead at ${showNumber(answer.rate, 'share')} a year\n` +
      `Expected value of a customer  ${mean}  ${interval}\n` +
      `Of all customers              ${answer.totalValue}\n`,
  )
  for (const note of answer.notes) print(`${note}\n`)
}

async function whale(given: GivenOptions): Promise<void> {
  const input = {
    asOf: given.text('until'),
    from: given.text('from'),
    basis: given.oneOf('basis', bases),
    where: given.list('where'),
  }
  const answer = (await ask(given, 'value.whale', input)) as Whale
  if (given.has('json')) {
    printJson(answer)
    return
  }
  print(
    drawTable({
      columns: [
        { title: 'Top customers', align: 'right' },
        { title: `Share of ${answer.basis}`, align: 'right' },
      ],
      // Ten steps are what a person reads; --json has all hundred.
      rows: answer.share
        .filter((_, step) => step % 10 === 0)
        .map(({ top, value }) => [showNumber(top, 'share'), showNumber(value, 'share')]),
    }),
  )
  print(
    `\n${answer.customers.toLocaleString('en')} customers, ${answer.basis} ${answer.total}; ` +
      `${answer.negative.toLocaleString('en')} below zero; peak ${showNumber(answer.peak, 'share')}\n`,
  )
}
