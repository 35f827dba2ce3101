import { randomUUID } from 'node:crypto'
import { authorOf, defineOperation, FealtyError, type AnyOperation, type Call } from '@fealty/core'
import type { Store } from '@fealty/store'
import { z } from 'zod'
import type { ExplainServices } from '../services.ts'
import {
  suggestInput,
  suggestOutput,
  themeBodySchema,
  themeListOutput,
  themeRemoveInput,
  themeSaveInput,
  themesReadInput,
  themesReadOutput,
} from './contract.ts'
import { defaultThemes } from './default-dictionary.ts'
import { measureThemes } from './measure-themes.ts'
import { suggestTerms } from './suggest-terms.ts'
import { readThemes, themeRecords } from './theme-records.ts'

type ThemesCall = Call<ExplainServices>

const read = defineOperation({
  id: 'themes.read',
  summary: 'What customers write about: share, sentiment and impact of each theme on NPS',
  kind: 'query',
  input: themesReadInput,
  output: themesReadOutput,
  errors: ['input.dimension', 'input.invalid', 'engine.time'],
  access: 'member',
  run: (call: ThemesCall, input) => measureThemes(call, input),
})

const list = defineOperation({
  id: 'themes.list',
  summary: 'The dictionary of themes: by which words a theme is seen',
  kind: 'query',
  input: z.object({}),
  output: themeListOutput,
  errors: [],
  access: 'member',
  run: async ({ services, workspaceId }: ThemesCall) => ({
    themes: await readThemes(services.store, workspaceId),
  }),
})

const save = defineOperation({
  id: 'themes.save',
  summary: 'Add or change a theme; comments are read anew with it',
  kind: 'command',
  input: themeSaveInput,
  output: z.object({ id: z.string(), version: z.number() }),
  errors: ['record.exists', 'record.changed', 'record.not-found', 'theme.circle'],
  access: ['owner', 'analyst'],
  run: async (call: ThemesCall, { id, parentId, expected, reason, ...body }) => {
    const { store, now } = call.services
    const { workspaceId } = call
    if (id !== undefined) await themeRecords.read(store, workspaceId, id)
    if (parentId !== null) await checkParent(store, workspaceId, id, parentId)
    const record = await themeRecords.save(store, {
      workspaceId,
      id: id ?? randomUUID(),
      name: body.name,
      parentId,
      body: themeBodySchema.parse(body),
      author: authorOf(call.actor),
      at: now().toISOString(),
      reason: reason ?? null,
      ...(expected === undefined ? {} : { expected }),
    })
    return { id: record.id, version: record.version }
  },
})

/** A theme may not stand below itself, however far. */
async function checkParent(
  store: Store,
  workspaceId: string,
  id: string | undefined,
  parentId: string,
): Promise<void> {
  let above: string | null = parentId
  while (above !== null) {
    if (above === id) throw new FealtyError('theme.circle')
    above = (await themeRecords.read(store, workspaceId, above)).parentId
  }
}

const remove = defineOperation({
  id: 'themes.remove',
  summary: 'Take a theme out of the dictionary; its history stays',
  kind: 'command',
  input: themeRemoveInput,
  output: z.object({}),
  errors: ['record.not-found'],
  access: ['owner', 'analyst'],
  run: async ({ services, workspaceId, actor }: ThemesCall, { id }) => {
    const at = services.now().toISOString()
    await themeRecords.remove(services.store, { workspaceId, id, author: authorOf(actor), at })
    return {}
  },
})

const addDefaults = defineOperation({
  id: 'themes.add-defaults',
  summary: 'Add the ready-made themes that are not there yet',
  kind: 'command',
  input: z.object({}),
  output: z.object({ added: z.number() }),
  errors: [],
  access: ['owner', 'analyst'],
  run: async ({ services, workspaceId, actor }: ThemesCall) => {
    const { store, now } = services
    const known = await readThemes(store, workspaceId)
    const names = new Set(known.map(({ name }) => name.toLowerCase()))
    let added = 0
    for (const { id, ...body } of defaultThemes) {
      if (known.some((theme) => theme.id === id) || names.has(body.name.toLowerCase())) continue
      const author = authorOf(actor)
      const at = now().toISOString()
      await themeRecords.save(store, { workspaceId, id, name: body.name, body, author, at })
      added += 1
    }
    return { added }
  },
})

const suggest = defineOperation({
  id: 'themes.suggest',
  summary: 'Words that promoters and detractors use unequally and that no theme covers yet',
  kind: 'query',
  input: suggestInput,
  output: suggestOutput,
  errors: ['input.dimension', 'input.invalid', 'engine.time'],
  access: ['owner', 'analyst'],
  run: (call: ThemesCall, input) => suggestTerms(call, input),
})

export const themesOperations: readonly AnyOperation<ExplainServices>[] = [
  read,
  list,
  save,
  remove,
  addDefaults,
  suggest,
]
