import type { FactKindName } from '@fealty/core'
import type { CleaningRule, ImportPreview, ImportPreset } from '../../api/contracts.ts'

/** What a person has decided so far; what is not in it is guessed by the server. */
export interface ImportDraft {
  uploads: readonly { upload: string; name: string; bytes: number }[]
  kind: FactKindName | undefined
  /** The tool that wrote the export, where the person named one. It stays through other kinds of facts. */
  preset: ImportPreset | undefined
  /** Expression by field, only where the person said something else than the guess. */
  mapping: Readonly<Record<string, string>>
  cleaning: readonly CleaningRule[]
}

export const emptyDraft: ImportDraft = {
  uploads: [],
  kind: undefined,
  preset: undefined,
  mapping: {},
  cleaning: ['exact-duplicates', 'no-customer'],
}

/** The input that `import.preview` and `import.run` share. */
export function inputOf(draft: ImportDraft) {
  return {
    uploads: draft.uploads.map(({ upload }) => upload),
    ...(draft.kind === undefined ? {} : { kind: draft.kind }),
    // Presets know exports of answers only.
    ...(draft.kind !== 'responses' || draft.preset === undefined ? {} : { preset: draft.preset }),
    mapping: { ...draft.mapping },
    cleaning: [...draft.cleaning],
  }
}

/** A rule switched on or off. */
export function toggleRule(cleaning: readonly CleaningRule[], rule: CleaningRule): CleaningRule[] {
  return cleaning.includes(rule) ? cleaning.filter((each) => each !== rule) : [...cleaning, rule]
}

/**
 * The expression shown for a field: what the person typed, else the guess, else nothing. The kinds
 * of facts have their own fields, so a change of kind starts the mapping anew.
 */
export function expressionOf(
  field: string,
  draft: Pick<ImportDraft, 'mapping'>,
  preview: Pick<ImportPreview, 'mapping'> | undefined,
): string {
  return (
    draft.mapping[field] ?? preview?.mapping.find((each) => each.field === field)?.expression ?? ''
  )
}

/** Bytes as a person reads them. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`
}
