import { expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import type { Call } from './operation.ts'
import { defineOperation } from './operation.ts'

const call: Call<{ factor: number }> = {
  actor: { kind: 'nobody' },
  workspaceId: 'w',
  services: { factor: 3 },
  today: '2026-01-01',
  signal: new AbortController().signal,
  progress: () => undefined,
}

const parts = {
  id: 'test.multiply',
  summary: 'Multiplies',
  kind: 'query',
  input: z.object({ number: z.coerce.number().default(2) }),
  output: z.object({ product: z.number() }),
  errors: [],
} as const

test('an operation takes the output of its input schema and gives the input of its output schema', async () => {
  const operation = defineOperation({
    ...parts,
    access: 'public',
    run: ({ services }: Call<{ factor: number }>, { number }) =>
      Promise.resolve({ product: services.factor * number }),
  })
  expectTypeOf(operation.run).parameter(1).toEqualTypeOf<{ number: number }>()
  expect(await operation.run(call, operation.input.parse({ number: '5' }))).toEqual({ product: 15 })
  expect(await operation.run(call, operation.input.parse({}))).toEqual({ product: 6 })
})

test('an operation without access does not compile', () => {
  const run = () => Promise.resolve({ product: 1 })
  // @ts-expect-error -- who may call it must be said
  expect(defineOperation({ ...parts, run })).not.toHaveProperty('access')
})
