import { FealtyError } from '@fealty/core'
import { z } from 'zod'

/** The part of a JSON schema that decides how a parameter is written. */
interface JsonSchema {
  type?: string | string[]
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
  anyOf?: JsonSchema[]
}

type Kind = 'text' | 'number' | 'boolean' | 'json'

interface Parameter {
  kind: Kind
  /** Repeated in the address: `where=a&where=b`. */
  list: boolean
}

/** How each input of a query is written in an address. */
export type Parameters = ReadonlyMap<string, Parameter>

/** The input schema as JSON schema, as the caller must write it. */
export function inputSchemaOf(schema: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
}

export function parametersOf(schema: z.ZodType): Parameters {
  const { properties = {} } = inputSchemaOf(schema) as JsonSchema
  return new Map(
    Object.entries(properties).map(([name, property]) => {
      const type = withoutNull(property)
      const list = type.type === 'array'
      return [name, { kind: kindOf(list ? withoutNull(type.items ?? {}) : type), list }]
    }),
  )
}

/** What is left of a choice without null, when one form is left: a day or a moment are both a text. */
function withoutNull(schema: JsonSchema): JsonSchema {
  if (Array.isArray(schema.type)) {
    const [type, ...more] = schema.type.filter((one) => one !== 'null')
    return type !== undefined && more.length === 0 ? { ...schema, type } : schema
  }
  const options = schema.anyOf?.filter(({ type }) => type !== 'null') ?? []
  const [first, ...others] = options.map(withoutNull)
  if (first === undefined) return schema
  return others.every((other) => isPlain(other) && other.type === first.type) ? first : schema
}

const isPlain = ({ type }: JsonSchema): boolean => type !== 'array' && type !== 'object'

function kindOf({ type }: JsonSchema): Kind {
  if (type === 'number' || type === 'integer') return 'number'
  if (type === 'boolean') return 'boolean'
  return type === 'string' ? 'text' : 'json'
}

/**
 * Reads the flat parameters of an address as the input of a query.
 * @throws FealtyError `input.invalid` for an unknown, repeated or unreadable parameter
 */
export function readParameters(parameters: Parameters, search: URLSearchParams) {
  const input: Record<string, unknown> = {}
  for (const name of new Set(search.keys())) {
    const parameter = parameters.get(name)
    if (!parameter) {
      const known = [...parameters.keys()].join(', ') || 'none'
      throw invalid(`there is no parameter “${name.slice(0, 60)}” (known: ${known})`)
    }
    const texts = search.getAll(name)
    if (parameter.list) input[name] = texts.map((text) => readText(name, parameter.kind, text))
    else if (texts.length > 1) throw invalid(`${name} is given more than once`)
    else input[name] = readText(name, parameter.kind, texts[0] ?? '')
  }
  return input
}

const numberPattern = /^-?\d{1,15}(\.\d{1,15})?(e-?\d{1,3})?$/

function readText(name: string, kind: Kind, text: string): unknown {
  switch (kind) {
    case 'text':
      return text
    case 'number':
      if (!numberPattern.test(text)) throw invalid(`${name} is not a number`)
      return Number(text)
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw invalid(`${name} is neither true nor false`)
      return text === 'true'
    case 'json':
      return readJson(text, name)
  }
}

/** @throws FealtyError `input.invalid` */
export function readJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw invalid(`${what} is not JSON`)
  }
}

function invalid(problem: string): FealtyError {
  return new FealtyError('input.invalid', { problem })
}
