import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Call, Operation, Role } from '@fealty/core'
import { addWorkspace, openStore, type OpenStore } from '@fealty/store'
import type { z } from 'zod'
import type { ListenServices } from '../services.ts'

/** A real store in a temporary folder with a clock that a test moves. */
export interface TestStore {
  store: OpenStore
  /** What the operations of surveys and links need: store and clock. */
  services: ListenServices
  clock: { now: Date }
  addWorkspace: () => Promise<string>
  close: () => Promise<void>
}

export async function openTestStore(): Promise<TestStore> {
  const folder = mkdtempSync(join(tmpdir(), 'fealty-listen-'))
  const store = await openStore({ folder })
  const clock = { now: new Date('2026-11-01T10:00:00.000Z') }
  const services = { store, dataFolder: folder, now: () => clock.now } as unknown as ListenServices
  return {
    store,
    services,
    clock,
    async addWorkspace() {
      const id = randomUUID()
      const createdAt = clock.now.toISOString()
      const settings = {}
      await addWorkspace(store, {
        id,
        name: 'Acme',
        timeZone: 'UTC',
        currency: 'EUR',
        fiscalYearStartMonth: 1,
        settings,
        createdAt,
      })
      return id
    },
    async close() {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Runs an operation as a door would, with its schemas on both sides. */
export async function runTest<I extends z.ZodType, O extends z.ZodType>(
  { services, clock }: TestStore,
  workspaceId: string,
  operation: Operation<ListenServices, I, O>,
  input: z.input<I>,
  role: Role = 'owner',
): Promise<z.output<O>> {
  const call: Call<ListenServices> = {
    actor: { kind: 'person', id: 'p1', workspaceId, role, units: [] },
    workspaceId,
    services,
    today: clock.now.toISOString().slice(0, 10),
    signal: new AbortController().signal,
    progress: () => undefined,
  }
  const output = await operation.run(call, await operation.input.parseAsync(input))
  return operation.output.parseAsync(output)
}
