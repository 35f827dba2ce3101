import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { defineOperation, FealtyError, type Call } from '@fealty/core'
import { readImport, undoImport } from '@fealty/store'
import type { MeasureServices } from '../services.ts'
import { sourceOf } from '../sources/source-key.ts'
import {
  previewInput,
  previewOutput,
  runInput,
  runOutput,
  undoInput,
  undoOutput,
} from './contract.ts'
import { findFiles } from './find-files.ts'
import { importFiles, previewFiles } from './import-files.ts'
import type { PresetId } from './mapping/preset-ids.ts'
import { importPaths } from './staging.ts'

const mayImport = ['owner', 'analyst'] as const
const fileErrors = [
  'input.invalid',
  'record.not-found',
  'file.unreadable',
  'file.format',
  'file.limit',
  'file.expression',
  'file.mapping',
  'file.interrupted',
] as const

export const importPreviewOperation = defineOperation<
  MeasureServices,
  typeof previewInput,
  typeof previewOutput
>({
  id: 'import.preview',
  summary: 'Look at files: what they hold, how they would be mapped, what to check',
  kind: 'command',
  input: previewInput,
  output: previewOutput,
  errors: fileErrors,
  access: mayImport,
  run: async (call, input) => {
    const preview = await previewFiles(call.services, {
      ...requestOf(call, input),
      files: await findFiles(call, input),
      ...(input.kind === undefined ? {} : { kind: input.kind }),
    })
    return preview
  },
})

export const importRunOperation = defineOperation<
  MeasureServices,
  typeof runInput,
  typeof runOutput
>({
  id: 'import.run',
  summary: 'Import files as facts of a kind: all of them or nothing',
  kind: 'command',
  input: runInput,
  output: runOutput,
  errors: ['file.same', ...fileErrors],
  access: mayImport,
  run: async (call, input) => {
    const report = await importFiles(call.services, {
      ...requestOf(call, input),
      files: await findFiles(call, input),
      kind: input.kind,
      dryRun: input.dryRun,
    })
    if (report.importId !== null) await removeUploads(call.services.dataFolder, input.uploads)
    return report
  },
})

export const importUndoOperation = defineOperation<
  MeasureServices,
  typeof undoInput,
  typeof undoOutput
>({
  id: 'import.undo',
  summary: 'Take the facts of an import out of every answer',
  kind: 'command',
  input: undoInput,
  output: undoOutput,
  errors: ['record.not-found', 'source.entry'],
  access: mayImport,
  run: async (call, input) => {
    const now = `${call.today}T00:00:00.000Z`
    const { store } = call.services
    if (sourceOf(await readImport(store, call.workspaceId, input.importId)) !== undefined)
      throw new FealtyError('source.entry')
    const record = await undoImport(store, call.workspaceId, input.importId, now)
    return { importId: record.id, rows: record.kept }
  },
})

function requestOf(
  call: Call<MeasureServices>,
  input: {
    mapping: Record<string, string>
    cleaning: ('exact-duplicates' | 'no-customer')[]
    sheet?: string | undefined
    preset?: PresetId | undefined
  },
) {
  return {
    workspaceId: call.workspaceId,
    importedAt: `${call.today}T00:00:00.000Z`,
    mapping: input.mapping,
    cleaning: input.cleaning,
    ...(input.sheet === undefined ? {} : { sheet: input.sheet }),
    ...(input.preset === undefined ? {} : { preset: input.preset }),
    signal: call.signal,
    onProgress: (text: string, share?: number) => {
      call.progress({ text, ...(share === undefined ? {} : { share }) })
    },
  }
}

/** What was imported need not lie in the staging area as well. */
async function removeUploads(dataFolder: string, uploads: readonly string[]): Promise<void> {
  for (const upload of uploads) {
    const path = join(dataFolder, importPaths.upload(upload))
    await rm(path, { force: true })
    await rm(`${path}.json`, { force: true })
  }
}
