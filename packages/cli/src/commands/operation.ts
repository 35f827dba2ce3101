import { allOperations, type ServerOperation } from '@fealty/server'
import { z } from 'zod'
import {
  dataOption,
  jsonOption,
  print,
  printJson,
  terminalProgress,
  withConnection,
  type Command,
} from '../command.ts'
import type { GivenOptions, OptionList } from '../read-options.ts'
import { drawTable, type TableCell } from '../table.ts'
import { WrongCall } from '../wrong-call.ts'

interface JsonSchema {
  type?: string
  enum?: unknown[]
  anyOf?: JsonSchema[]
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  required?: string[]
  description?: string
}

/** Operations that need a browser's session, or a link that a person opens. */
function needsBrowser({ id, access }: ServerOperation): boolean {
  return access === 'public' || id === 'access.sign-out' || id === 'access.change-password'
}

/** The commands that are made from the operations: `fealty VERB NAME --input VALUE`. */
export function operationCommands(): Map<string, Command> {
  return new Map(
    allOperations
      .filter((operation) => !needsBrowser(operation))
      .map((operation) => [operation.id.replace('.', ' '), commandOf(operation)]),
  )
}

function commandOf(operation: ServerOperation): Command {
  const schema = z.toJSONSchema(operation.input as z.ZodType, {
    io: 'input',
    unrepresentable: 'any',
  }) as JsonSchema
  const properties = schema.properties ?? {}
  const inputs = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [
      toDashes(name),
      optionOf(property, schema.required?.includes(name) ?? false),
    ]),
  )
  return {
    usage: operation.id.replace('.', ' '),
    summary: operation.summary,
    options: { ...inputs, ...dataOption, ...jsonOption } as OptionList,
    async run(given) {
      if (given.words.length > 0) {
        throw new WrongCall(`${given.words[0]} is one word too many.`)
      }
      const input = readInput(properties, given)
      const { progress, end } = terminalProgress()
      const output = await withConnection(
        given,
        (connection) => connection.run(operation.id, input, progress),
        operation.kind === 'command',
      ).finally(end)
      if (given.has('json')) printJson(output)
      else print(showOutput(output))
    },
  }
}

/** `pageSize` is `--page-size`. */
function toDashes(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function optionOf(schema: JsonSchema, required: boolean) {
  const { type, items } = plain(schema)
  const needed = required ? 'needed' : 'optional'
  const words = (type === 'array' ? plain(items ?? {}).enum : plain(schema).enum)?.join(', ')
  const meaning = [schema.description, words, needed].filter(Boolean).join('; ')
  if (type === 'boolean') return { meaning }
  if (type === 'array') return { value: isText(items ?? {}) ? 'TEXT' : 'JSON', many: true, meaning }
  return { value: isText(schema) ? 'TEXT' : isNumber(schema) ? 'NUMBER' : 'JSON', meaning }
}

function plain(schema: JsonSchema): JsonSchema {
  const options = schema.anyOf?.filter(({ type }) => type !== 'null') ?? []
  return options.length === 1 ? plain(options[0] ?? {}) : schema
}

function isText(schema: JsonSchema): boolean {
  return plain(schema).type === 'string'
}

/** What is neither text nor a number (an object, one of several shapes) is written as JSON. */
function isNumber(schema: JsonSchema): boolean {
  const { type } = plain(schema)
  return type === 'number' || type === 'integer'
}

function readInput(properties: Record<string, JsonSchema>, given: GivenOptions) {
  const input: Record<string, unknown> = {}
  for (const [name, property] of Object.entries(properties)) {
    const option = toDashes(name)
    const { type, items } = plain(property)
    if (type === 'boolean') {
      if (given.has(option)) input[name] = true
    } else if (type === 'array') {
      const texts = given.list(option)
      if (texts.length > 0) input[name] = texts.map((text) => readValue(items ?? {}, text, option))
    } else {
      const text = given.text(option)
      if (text !== undefined) input[name] = readValue(property, text, option)
    }
  }
  return input
}

function readValue(schema: JsonSchema, text: string, option: string): unknown {
  if (isText(schema)) return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new WrongCall(`--${option} takes ${isNumber(schema) ? 'a number' : 'JSON'}.`)
  }
}

/** An answer that holds one list of records becomes a table; anything else its names and values. */
function showOutput(output: unknown): string {
  const entries = Object.entries(output as Record<string, unknown>)
  if (entries.length === 0) return 'Done.\n'
  const [only] = entries
  if (entries.length === 1 && only && Array.isArray(only[1])) return showList(only[1] as unknown[])
  return entries.map(([name, value]) => `${name}: ${showValue(value)}\n`).join('')
}

function showList(rows: unknown[]): string {
  const records = rows.map((row) => row as Record<string, unknown>)
  if (records.length === 0) return 'There are none.\n'
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))]
  return drawTable({
    columns: names.map((title) => ({ title })),
    rows: records.map((record) => names.map((name): TableCell => showValue(record[name]))),
  })
}

function showValue(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
