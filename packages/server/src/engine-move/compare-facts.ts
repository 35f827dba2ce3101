import { isMappedFile, type Engine } from '@fealty/engine'
import { readFactSums, type FactSums } from '@fealty/measure'
import type { Difference } from './contract.ts'
import type { LiveFacts } from './copy-imports.ts'

export interface FactComparison {
  rows: number
  /** Numbers that were compared. */
  sums: number
  differences: Difference[]
}

/**
 * Adds up every import on both engines: rows, filled cells of each column, and the sum of each number.
 * A kind with a mapped table is left out; where both engines are clusters it is the same table.
 */
export async function compareFacts(
  from: Engine,
  to: Engine,
  live: readonly LiveFacts[],
  { signal, onKind }: { signal: AbortSignal; onKind: (kind: string) => void },
): Promise<FactComparison> {
  const found: FactComparison = { rows: 0, sums: 0, differences: [] }
  for (const { workspaceId, imports, snapshot } of live) {
    const kinds = [...new Set(imports.map(({ kind }) => kind))]
    for (const kind of kinds.filter((one) => !isMapped(snapshot.tables[one]?.files))) {
      signal.throwIfAborted()
      onKind(kind)
      const [one, other] = [
        await readFactSums(from, snapshot, kind, signal),
        await readFactSums(to, snapshot, kind, signal),
      ]
      found.rows += one.reduce((sum, { rows }) => sum + rows, 0)
      const names = new Map(imports.map(({ seq, id }) => [seq, `${kind}, import ${id}`]))
      const differ = diffSums(one, other, (seq) => names.get(seq) ?? `${kind}, import no. ${seq}`)
      found.sums += differ.compared
      found.differences.push(...differ.differences.map((each) => ({ workspaceId, ...each })))
    }
  }
  return found
}

const isMapped = (files: readonly string[] = []): boolean => files.some(isMappedFile)

interface Compared {
  compared: number
  differences: Omit<Difference, 'workspaceId'>[]
}

/** Compares what two engines have of the same imports. */
export function diffSums(
  from: readonly FactSums[],
  to: readonly FactSums[],
  nameOf: (seq: number) => string,
): Compared {
  const [ones, others] = [flatten(from), flatten(to)]
  const keys = [...new Set([...ones.keys(), ...others.keys()])]
  const differences = keys
    .filter((key) => ones.get(key)?.value !== others.get(key)?.value)
    .map((key) => {
      const { seq, what } = (ones.get(key) ?? others.get(key))!
      const shown = (values: typeof ones) => values.get(key)?.value ?? 'nothing'
      return { what: `${nameOf(seq)}: ${what}`, from: shown(ones), to: shown(others) }
    })
  return { compared: keys.length, differences }
}

function flatten(
  sums: readonly FactSums[],
): Map<string, { seq: number; what: string; value: string }> {
  const entries = sums.flatMap(({ seq, rows, cells }) => [
    { seq, what: 'rows', value: String(rows) },
    ...Object.entries(cells).flatMap(([name, { filled, sum }]) => [
      { seq, what: `filled cells of ${name}`, value: String(filled) },
      ...(sum === null ? [] : [{ seq, what: `sum of ${name}`, value: sum }]),
    ]),
  ])
  return new Map(entries.map((entry) => [`${entry.seq} ${entry.what}`, entry]))
}
