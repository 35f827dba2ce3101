import type { Day, ErrorCode, ErrorDetails, FactKindName } from '@fealty/core'
import type { Column } from '@fealty/engine'
import type { PresetId } from './mapping/preset-ids.ts'
import type { SourceFile } from './read/byte-source.ts'
import type { FileReading } from './read/read-file.ts'

/** Rules that drop rows; a person sees them, switches them, and sees how many rows each dropped. */
export const cleaningRules = {
  'exact-duplicates':
    'Rows that equal an earlier row in every column, in these files or in earlier imports',
  'no-customer': 'Rows without a customer',
} as const
export type CleaningRule = keyof typeof cleaningRules

/** What the import child is asked to do. */
export interface ImportJob {
  /** The child's own folder: everything it writes lies there. */
  folder: string
  files: readonly SourceFile[]
  kind?: FactKindName
  /** Expression by field as the person gave them; an empty one unmaps a guessed field. */
  mapping: Readonly<Record<string, string>>
  cleaning: readonly CleaningRule[]
  timeZone: string
  /** The day of the import: dates what comes without any day. */
  day: Day
  sheet?: string
  /** The tool whose export the files are. */
  preset?: PresetId
  importSeq: number
  /** Segments of earlier imports that carry row hashes. */
  hashedSegments: readonly string[]
  memory: string
  threads: number
}

export interface ImportRequest extends ImportJob {
  kind: FactKindName
}

/** What an import did with the rows of its files. */
export interface RowAccount {
  rowsIn: number
  kept: number
  rejected: number
  /** Rows dropped, by rule. */
  dropped: Record<string, number>
}

export interface ImportOutcome extends RowAccount {
  readings: FileReading[]
  /** The mapping as it was carried out, guesses included. */
  mapping: Record<string, string>
  columns: Column[]
  firstDay: string | null
  lastDay: string | null
  /** Most frequent reasons for rejects, so that a person need not open the file. */
  reasons: { column: string; reason: string; count: number }[]
  warnings: string[]
}

/** A field that was mapped, and why. */
export interface MappedField {
  field: string
  expression: string
  evidence: string
}

export interface ImportPreview {
  kind: FactKindName
  readings: FileReading[]
  columns: { name: string; samples: string[]; use: string }[]
  mapping: MappedField[]
  /** Columns that look like ratings, offered as `rating:NAME`. */
  ratings: MappedField[]
  missing: string[]
  sample: Record<string, string | null>[]
  rowsRead: number
  isComplete: boolean
  warnings: string[]
  cleaning: { rule: CleaningRule; meaning: string; rows: number }[]
}

export type ToImportChild =
  | { type: 'hash'; files: readonly SourceFile[] }
  | { type: 'import'; job: ImportRequest }
  | { type: 'preview'; job: ImportJob }

/** Identity of a file by its bytes. */
export interface FileIdentity {
  name: string
  sha256: string
  bytes: number
}

export type FromImportChild =
  | { type: 'ready' }
  | { type: 'progress'; text: string; share?: number }
  | { type: 'hashed'; files: FileIdentity[] }
  | { type: 'imported'; outcome: ImportOutcome }
  | { type: 'previewed'; preview: ImportPreview }
  | { type: 'failed'; code: ErrorCode; details: ErrorDetails }
  | { type: 'broken'; problem: string }
