import { resolve } from 'node:path'
import { factKindNames } from '@fealty/core'
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
import { WrongCall } from '../wrong-call.ts'

interface Outcome {
  rowsIn: number
  kept: number
  rejected: number
  dropped: Record<string, number>
  rejectsFile: string | null
}

export const importCommand: Command = {
  usage: 'import KIND FILE...',
  summary: 'Imports files of one kind of facts: CSV, TSV, JSON lines, Parquet, XLSX, also .gz',
  details: [
    `KIND is one of: ${factKindNames.join(', ')}.`,
    'Columns are mapped to fields by guess; --map corrects, e.g. --map "amount=Quantity * Price".',
    '--dry-run shows the mapping and imports nothing.',
  ].join('\n'),
  options: {
    map: {
      value: 'FIELD=EXPRESSION',
      many: true,
      meaning: 'Map a field; nothing after = unmaps it',
    },
    clean: { value: 'RULES', many: true, meaning: 'exact-duplicates,no-customer' },
    'dry-run': { meaning: 'Show what would be done' },
    ...dataOption,
    ...jsonOption,
  },
  async run(given) {
    const [word, ...files] = given.words
    const kind = factKindNames.find((name) => name === word)
    if (kind === undefined) {
      const problem = word === undefined ? 'Say what the file holds' : `There is no kind ${word}`
      throw new WrongCall(`${problem}. Kinds: ${factKindNames.join(', ')}.`)
    }
    if (files.length === 0) throw new WrongCall(`Name the file: fealty import ${kind} FILE.`)
    const input = givenOnly({
      kind,
      paths: files.map((file) => resolve(file)),
      mapping: readMapping(given.list('map')),
      cleaning: given.list('clean').flatMap((rules) => rules.split(',')),
    })
    const operation = given.has('dry-run') ? 'import.preview' : 'import.run'
    const { progress, end } = terminalProgress()
    const outcome = await withConnection(
      given,
      (connection) => connection.run(operation, input, progress),
      true,
    ).finally(end)
    if (given.has('json') || given.has('dry-run')) printJson(outcome)
    else print(describe(outcome as Outcome))
  },
}

/** `field=expression`; the expression may hold more equal signs. @throws WrongCall */
function readMapping(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=')
      if (at < 1) throw new WrongCall(`--map takes FIELD=EXPRESSION, not “${text.slice(0, 40)}”.`)
      return [text.slice(0, at).trim(), text.slice(at + 1).trim()]
    }),
  )
}

function describe({ rowsIn, kept, rejected, dropped, rejectsFile }: Outcome): string {
  const number = (value: number) => value.toLocaleString('en')
  const lines = [`${number(rowsIn)} rows in = ${number(kept)} kept`]
  if (rejected > 0) lines.push(`  + ${number(rejected)} rejected, see ${rejectsFile ?? ''}`)
  for (const [rule, rows] of Object.entries(dropped)) {
    lines.push(`  + ${number(rows)} dropped by ${rule}`)
  }
  return `${lines.join('\n')}\n`
}
