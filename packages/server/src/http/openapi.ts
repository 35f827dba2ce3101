import { errorCatalogue, type ErrorCode } from '@fealty/core'
import { z } from 'zod'
import type { ServerOperation } from '../services.ts'
import { pathOf } from './operation-routes.ts'
import { inputSchemaOf } from './query-parameters.ts'

interface ObjectSchema {
  properties?: Record<string, object>
  required?: string[]
}

/** Errors that the door itself may answer with, whatever the operation. */
const doorErrors: readonly ErrorCode[] = [
  'input.invalid',
  'request.cross-site',
  'request.media-type',
  'request.too-large',
  'internal.unexpected',
]

/** The OpenAPI 3.1 document of all operations. */
export function describeApi(operations: readonly ServerOperation[], version: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Fealty',
      version,
      summary: 'Customer loyalty and customer value, measured',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(
      operations.map((operation) => [pathOf(operation), describePath(operation)]),
    ),
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key, fk_…' },
        session: { type: 'apiKey', in: 'cookie', name: 'fealty-session' },
      },
      schemas: {
        Error: {
          type: 'object',
          required: ['code', 'message', 'details'],
          properties: {
            code: { type: 'string', enum: Object.keys(errorCatalogue) },
            message: { type: 'string' },
            details: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
          },
        },
      },
    },
  }
}

function describePath(operation: ServerOperation): object {
  const { id, summary, kind, access } = operation
  const described = {
    operationId: id,
    summary,
    tags: [id.slice(0, id.indexOf('.'))],
    security: access === 'public' ? [] : [{ key: [] }, { session: [] }],
    'x-access': access,
    responses: describeResponses(operation),
  }
  const schema = inputSchemaOf(operation.input as z.ZodType)
  if (kind === 'query') return { get: { ...described, parameters: describeParameters(schema) } }
  const content = { 'application/json': { schema } }
  return { post: { ...described, requestBody: { required: true, content } } }
}

function describeParameters({ properties = {}, required = [] }: ObjectSchema): object[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
    ...('type' in schema && schema.type === 'object'
      ? { content: { 'application/json': { schema } } }
      : { explode: true }),
  }))
}

function describeResponses(operation: ServerOperation): object {
  const output = z.toJSONSchema(operation.output as z.ZodType, { unrepresentable: 'any' })
  const accessErrors: ErrorCode[] =
    operation.access === 'public' ? [] : ['access.unauthenticated', 'access.denied']
  const codes = [...new Set([...operation.errors, ...doorErrors, ...accessErrors])]
  const schema = { $ref: '#/components/schemas/Error' }
  const statuses = [...new Set(codes.map((code) => errorCatalogue[code].status))].sort()
  return {
    200: { description: 'Done', content: { 'application/json': { schema: output } } },
    ...Object.fromEntries(
      statuses.map((status) => {
        const of = codes.filter((code) => errorCatalogue[code].status === status)
        const content = { 'application/json': { schema } }
        return [status, { description: of.join(', '), content }]
      }),
    ),
  }
}
