import { factKindNames } from '@fealty/core'
import { z } from 'zod'
import { presetIds } from './mapping/preset-ids.ts'
import { cleaningRules, type CleaningRule } from './job.ts'

const kind = z.enum(factKindNames as [(typeof factKindNames)[number], ...typeof factKindNames])
const rules = Object.keys(cleaningRules) as [CleaningRule, ...CleaningRule[]]

const files = {
  uploads: z
    .array(z.uuid())
    .max(50)
    .default([])
    .describe('Files that were uploaded before, by the id the upload gave'),
  paths: z
    .array(z.string().min(1).max(4_096))
    .max(50)
    .default([])
    .describe('Files on this machine; only the terminal may name them'),
  mapping: z
    .record(z.string().min(1).max(300), z.string().max(2_000))
    .default({})
    .describe('Expression by field; an empty one unmaps a guessed field'),
  cleaning: z.array(z.enum(rules)).default([]).describe('Rules that drop rows'),
  preset: z.enum(presetIds).optional().describe('The tool whose export it is: its layout is known'),
  sheet: z.string().max(200).optional().describe('Sheet of a workbook; else the first with rows'),
}

export const previewInput = z.object({
  ...files,
  kind: kind.optional().describe('Kind of facts; guessed when absent'),
})

export const runInput = z.object({
  ...files,
  kind,
  dryRun: z.boolean().default(false).describe('Do everything but keep it'),
})

const reading = z.object({
  name: z.string(),
  format: z.enum(['delimited', 'json-lines', 'parquet', 'xlsx']),
  packed: z.boolean(),
  encoding: z.enum(['utf-8', 'utf-8-damaged', 'utf-16le', 'utf-16be', 'windows-1252']).optional(),
  delimiter: z.string().optional(),
  hasHeader: z.boolean().optional(),
  sheet: z.string().optional(),
  sheets: z.array(z.string()).optional(),
})

const mapped = z.object({ field: z.string(), expression: z.string(), evidence: z.string() })

export const previewOutput = z.object({
  kind,
  readings: z.array(reading),
  columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()), use: z.string() })),
  mapping: z.array(mapped),
  ratings: z.array(mapped),
  missing: z.array(z.string()),
  sample: z.array(z.record(z.string(), z.string().nullable())),
  rowsRead: z.number(),
  isComplete: z.boolean(),
  warnings: z.array(z.string()),
  cleaning: z.array(z.object({ rule: z.enum(rules), meaning: z.string(), rows: z.number() })),
})

const account = {
  rowsIn: z.number(),
  kept: z.number(),
  rejected: z.number(),
  dropped: z.record(z.string(), z.number()),
}

export const runOutput = z.object({
  ...account,
  rejectsFile: z.string().nullable(),
  importId: z.string().nullable(),
  mapping: z.record(z.string(), z.string()),
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
  reasons: z.array(z.object({ column: z.string(), reason: z.string(), count: z.number() })),
  warnings: z.array(z.string()),
})

export const undoInput = z.object({ importId: z.string().min(1).max(64) })
export const undoOutput = z.object({ importId: z.string(), rows: z.number() })
