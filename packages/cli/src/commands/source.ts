import { factKindNames } from '@fealty/core'
import {
  dataOption,
  givenOnly,
  jsonOption,
  print,
  printJson,
  withConnection,
  type Command,
} from '../command.ts'
import { listingCommand } from '../listing-command.ts'
import type { GivenOptions } from '../read-options.ts'
import { readMapping } from '../read-mapping.ts'
import { drawTable } from '../table.ts'
import { WrongCall } from '../wrong-call.ts'

interface Source {
  name: string
  kind: string
  table: string
  version: number
  check: {
    checkedAt: string
    rowsIn: number
    kept: number
    rejected: number
    dropped: Record<string, number>
    reasons: { column: string; reason: string; count: number }[]
    firstDay: string | null
    lastDay: string | null
    mapping: Record<string, string>
    warnings: string[]
    rights: { missing: string[]; excess: string[] }
    problem: string | null
    problemSince: string | null
  } | null
}

const number = (value: number): string => value.toLocaleString('en')

/** The one word of a command. @throws WrongCall */
function onlyWord({ words }: GivenOptions, what: string): string {
  const [word, ...more] = words
  if (word === undefined || more.length > 0) throw new WrongCall(what)
  return word
}

export const sourceAddCommand: Command = {
  usage: 'source add NAME',
  summary: 'Maps a table or view that the cluster reaches as facts; nothing is copied',
  details: `KIND is one of: ${factKindNames.join(', ')}.\nColumns are mapped to fields as in an import: by guess, and --map corrects.`,
  options: {
    kind: { value: 'KIND', meaning: 'What its rows are; needed' },
    table: { value: 'CATALOG.SCHEMA.TABLE', meaning: 'The table or view; needed' },
    map: {
      value: 'FIELD=EXPRESSION',
      many: true,
      meaning: 'Map a field; nothing after = unmaps it',
    },
    clean: { value: 'RULES', many: true, meaning: 'no-customer' },
    ...dataOption,
    ...jsonOption,
  },
  async run(given) {
    const name = onlyWord(given, 'Name the source: fealty source add NAME --kind KIND --table …')
    const [kind, table] = [given.text('kind'), given.text('table')]
    if (kind === undefined || table === undefined)
      throw new WrongCall(
        'Say what it holds and where it is: --kind KIND --table CATALOG.SCHEMA.TABLE.',
      )
    const input = givenOnly({
      ...{ name, kind, table, mapping: readMapping(given.list('map')) },
      cleaning: given.list('clean').flatMap((rules) => rules.split(',')),
    })
    const source = (await withConnection(
      given,
      (connection) => connection.run('source.add', input),
      true,
    )) as Source
    if (given.has('json')) printJson(source)
    else print(describeSource(source))
  },
}

export const sourceListCommand = listingCommand<{ sources: Source[] }>({
  usage: 'source list',
  summary: 'Lists the mapped tables, with what was found at the last look',
  operation: 'source.list',
  toJson: ({ sources }) => sources,
  show: ({ sources }) => drawSources(sources),
})

export const sourceCheckCommand: Command = {
  usage: 'source check [NAME]',
  summary: 'Looks at mapped tables again: rows that fit and do not, and the rights of the account',
  options: { ...dataOption, ...jsonOption },
  async run(given) {
    const [name, ...more] = given.words
    if (more.length > 0) throw new WrongCall('Name one source, or none for all of them.')
    const { sources } = (await withConnection(given, (connection) =>
      connection.run('source.check', givenOnly({ name })),
    )) as { sources: Source[] }
    if (given.has('json')) printJson(sources)
    else print(sources.length === 0 ? drawSources(sources) : sources.map(describeSource).join('\n'))
    if (sources.some(({ check }) => check?.problem !== null)) process.exitCode = 1
  },
}

export const sourceRemoveCommand: Command = {
  usage: 'source remove NAME',
  summary: 'Takes a mapped table out of every answer; the table stays as it is',
  options: { ...dataOption, ...jsonOption },
  async run(given) {
    const name = onlyWord(given, 'Name the source: fealty source remove NAME.')
    const output = await withConnection(given, (connection) =>
      connection.run('source.remove', { name }),
    )
    if (given.has('json')) printJson(output)
    else print(`${name} is in no answer any more. The table is as it was.\n`)
  },
}

function drawSources(sources: readonly Source[]): string {
  if (sources.length === 0) return 'There are no mapped tables.\n'
  return drawTable({
    columns: [
      { title: 'Source' },
      { title: 'Kind' },
      { title: 'Table' },
      { title: 'Rows', align: 'right' },
      { title: 'Kept', align: 'right' },
      { title: 'Looked at' },
      { title: 'State' },
    ],
    rows: sources.map(({ name, kind, table, check }) => [
      name,
      kind,
      table,
      check ? number(check.rowsIn) : '',
      check ? number(check.kept) : '',
      check?.checkedAt.slice(0, 16).replace('T', ' ') ?? 'never',
      check?.problem ?? 'as mapped',
    ]),
  })
}

/** A source with an account in which every row appears. */
function describeSource({ name, kind, table, check }: Source): string {
  if (check === null) return `${name}: ${kind} from ${table}, never looked at\n`
  const lines = [`${name}: ${kind} from ${table}`, `${number(check.rowsIn)} rows in`]
  const { firstDay, lastDay, rights } = check
  const days = firstDay === null || lastDay === null ? '' : `, ${firstDay} to ${lastDay}`
  lines.push(`  ${number(check.kept)} kept${days}`)
  if (check.rejected > 0) lines.push(`  ${number(check.rejected)} do not fit`)
  for (const { column, reason, count } of check.reasons)
    lines.push(`    ${number(count)}: ${column === '' ? '' : `${column}: `}${reason}`)
  for (const [rule, rows] of Object.entries(check.dropped))
    lines.push(`  ${number(rows)} dropped by ${rule}`)
  lines.push(...check.warnings.map((warning) => `Note: ${warning}`))
  lines.push(...rights.missing.map((right) => `Missing right: ${right}`))
  lines.push(
    ...rights.excess.map(
      (right) => `More than is needed: the account may ${right.replace(/^to /, '')}`,
    ),
  )
  if (check.problem !== null)
    lines.push(`Cannot be read since ${check.problemSince ?? ''}: ${check.problem}`)
  return `${lines.join('\n')}\n`
}
