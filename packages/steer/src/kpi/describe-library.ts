import { metricCatalogue, columnsOf } from '@fealty/measure'
import type { ImportRecord } from '@fealty/store'
import type { z } from 'zod'
import type { LibraryKpi } from '../kpi-library/library-kpi.ts'
import type { Kpi, KpiBinding, LibraryEntry, libraryInput, libraryOutput } from './contract.ts'

/** What is loaded: the columns of each kind of facts that a file brought. */
type Loaded = ReadonlyMap<string, ReadonlySet<string>>

/** The library as it stands for a workspace: found, with what each entry still needs. */
export function describeLibrary(
  library: readonly LibraryKpi[],
  imports: readonly Pick<ImportRecord, 'kind' | 'columns'>[],
  adopted: readonly Kpi[],
  { search, perspective, availability }: z.output<typeof libraryInput>,
  hasReviews: boolean,
): z.input<typeof libraryOutput> {
  const has = { loaded: columnsByKind(imports), hasReviews }
  const entries = library.map((kpi) => describeEntry(kpi, has, adopted))
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return {
    total: entries.length,
    ready: entries.filter((entry) => entry.availability === 'ready').length,
    entries: entries.filter(
      (entry) =>
        (perspective === undefined || entry.perspective === perspective) &&
        (availability === undefined || entry.availability === availability) &&
        matches(entry, words),
    ),
  }
}

function columnsByKind(imports: readonly Pick<ImportRecord, 'kind' | 'columns'>[]): Loaded {
  const loaded = new Map<string, Set<string>>()
  for (const { kind, columns } of imports) {
    const known = loaded.get(kind) ?? new Set<string>()
    for (const { name } of columns) known.add(name)
    loaded.set(kind, known)
  }
  return loaded
}

interface Has {
  loaded: Loaded
  /** A series of reviews is set up. */
  hasReviews: boolean
}

function describeEntry(kpi: LibraryKpi, has: Has, adopted: readonly Kpi[]): LibraryEntry {
  const { binding = { kind: 'manual' }, ...words } = kpi
  const needs = missingFor(binding, has)
  const manual = binding.kind === 'manual'
  return {
    ...words,
    binding,
    availability: manual ? 'manual' : needs.length === 0 ? 'ready' : 'needs',
    needs: manual ? [kpi.data] : needs,
    adopted: adopted.filter(({ libraryId }) => libraryId === kpi.id).map(({ id }) => id),
  }
}

/** What must be loaded before a binding gives a number; empty when it is there. */
function missingFor(binding: KpiBinding, { loaded, hasReviews }: Has): string[] {
  switch (binding.kind) {
    case 'manual':
      return []
    case 'reviews':
      return hasReviews ? [] : ['a series of reviews']
    case 'metric':
      return metricCatalogue[binding.metric].info.requires.filter(
        (need) => !need.split(' or ').some((kind) => kind === scored || loaded.has(kind)),
      )
    case 'expression': {
      const { facts } = binding.expression
      const columns = loaded.get(facts)
      if (columns === undefined) return [facts]
      return columnsOf(binding.expression)
        .filter((column) => !columns.has(column))
        .map((column) => `${facts}.${column}`)
    }
  }
}

/** A model that the program fits itself, once there are orders or subscriptions. */
const scored = 'a scored model'

function matches(entry: LibraryEntry, words: readonly string[]): boolean {
  const text = [entry.id, entry.name, entry.definition, entry.formula, entry.data, entry.source]
    .join(' ')
    .toLowerCase()
  return words.every((word) => text.includes(word))
}
