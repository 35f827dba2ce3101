import type { FactKindName } from '@fealty/core'
import type { ChildCall } from './import-process.ts'
import type { CleaningRule, ImportOutcome, RowAccount } from './job.ts'
import type { PresetId } from './mapping/preset-ids.ts'
import type { SourceFile } from './read/byte-source.ts'

/** What is asked of an import. */
export interface ImportFiles extends Omit<ChildCall, 'fileNames'> {
  workspaceId: string
  kind: FactKindName
  files: readonly SourceFile[]
  /** Expression by field; what is not named is guessed, an empty expression unmaps a guess. */
  mapping: Readonly<Record<string, string>>
  cleaning: readonly CleaningRule[]
  /** Do everything but keep it. */
  dryRun?: boolean
  sheet?: string
  /** The tool whose export the files are. */
  preset?: PresetId
  /** When it happens, ISO 8601 in UTC: below the server there is no clock. */
  importedAt: string
  memory?: string
  threads?: number
}

/** What became of every row. */
export interface ImportReport extends RowAccount {
  /** Null when nothing was kept: a dry run, or every row dropped. */
  importId: string | null
  /** Absolute path of the rejected rows, with line and reason; null when there are none. */
  rejectsFile: string | null
  mapping: Record<string, string>
  firstDay: string | null
  lastDay: string | null
  reasons: ImportOutcome['reasons']
  warnings: string[]
}

/** What a preview is asked; without a kind it is guessed. */
export type PreviewFiles = Omit<ImportFiles, 'kind'> & { kind?: FactKindName }
