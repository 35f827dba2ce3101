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
import { drawTable } from '../table.ts'
import { readMapping } from '../read-mapping.ts'
import { WrongCall } from '../wrong-call.ts'

interface Outcome {
  rowsIn: number
  kept: number
  rejected: number
  dropped: Record<string, number>
  rejectsFile: string | null
  mapping: Record<string, string>
  firstDay: string | null
  lastDay: string | null
  reasons: { column: string; reason: string; count: number }[]
  warnings: string[]
}

export const importCommand: Command = {
  usage: 'import KIND FILE...',
  summary: 'Imports files of one kind of facts: CSV, TSV, JSON lines, Parquet, XLSX, also .gz',
  details: [
    `KIND is one of: ${factKindNames.join(', ')}.`,
    'Columns are mapped to fields by guess; --map corrects, e.g. --map "amount=Quantity * Price".',
  ].join('\n'),
  options: {
    map: {
      value: 'FIELD=EXPRESSION',
      many: true,
      meaning: 'Map a field; nothing after = unmaps it',
    },
    clean: { value: 'RULES', many: true, meaning: 'exact-duplicates,no-customer' },
    preset: {
      value: 'TOOL',
      meaning: 'formbricks, qualtrics, delighted, surveymonkey or limesurvey: its layout is known',
    },
    sheet: { value: 'NAME', meaning: 'Sheet of a workbook (the first with rows)' },
    'dry-run': { meaning: 'Do everything but keep it' },
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
      preset: given.text('preset'),
      sheet: given.text('sheet'),
      dryRun: given.has('dry-run'),
    })
    const { progress, end } = terminalProgress()
    const outcome = (await withConnection(
      given,
      (connection) => connection.run('import.run', input, progress),
      true,
    ).finally(end)) as Outcome
    if (given.has('json')) printJson(outcome)
    else print(describe(outcome, given.has('dry-run')))
  },
}

/** The mapping, and an account in which every row appears. */
function describe(outcome: Outcome, isDry: boolean): string {
  const { rowsIn, kept, rejected, dropped, rejectsFile, firstDay, lastDay } = outcome
  const number = (value: number) => value.toLocaleString('en')
  const mapping = drawTable({
    columns: [{ title: 'Field' }, { title: 'From' }],
    rows: Object.entries(outcome.mapping),
  })
  const days = firstDay === null || lastDay === null ? '' : `, ${firstDay} to ${lastDay}`
  const lines = [`${number(rowsIn)} rows in`, `  ${number(kept)} kept${days}`]
  if (rejected > 0) lines.push(`  ${number(rejected)} rejected, see ${rejectsFile ?? ''}`)
  for (const { column, reason, count } of outcome.reasons) {
    lines.push(`    ${number(count)}: ${column === '' ? '' : `${column}: `}${reason}`)
  }
  for (const [rule, rows] of Object.entries(dropped)) {
    lines.push(`  ${number(rows)} dropped by ${rule}`)
  }
  lines.push(...outcome.warnings.map((warning) => `Note: ${warning}`))
  if (isDry) lines.push('Nothing was kept: this was a dry run.')
  return `${mapping}\n${lines.join('\n')}\n`
}
