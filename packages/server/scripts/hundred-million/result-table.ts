import type { ClusterWork } from './watch-cluster.ts'

/** A question as one engine answered it. */
export interface Result {
  way: string
  question: string
  seconds: number
  /** Peak of the resident memory of the program and its children together. */
  programBytes: number
  /** What the cluster did; undefined for the embedded engine. */
  work?: ClusterWork | undefined
  /** The answer as the terminal printed it. */
  output: string
}

export const toMegabytes = (bytes: number): string => (bytes / 1e6).toFixed(0)

const titles = [
  ...['question', 'engine', 's', 'core s of the cluster', 'MB read', 'MB shuffled'],
  ...[
    'million rows shuffled',
    'MB held by queries, a worker',
    'MB of its process',
    'MB of the program',
  ],
]

/** The results as a Markdown table, the engines of a question below each other. */
export function formatResults(results: readonly Result[]): string {
  const names = [...new Set(results.map(({ question }) => question))]
  const rows = names.flatMap((name) =>
    results.filter(({ question }) => question === name).map(toCells),
  )
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n')
}

function toCells({ question, way, seconds, work, programBytes }: Result): string[] {
  const cluster =
    work === undefined
      ? Array.from({ length: 6 }, () => '')
      : [
          work.cpuSeconds.toFixed(0),
          ...[work.readBytes, work.shuffledBytes].map(toMegabytes),
          (work.shuffledRows / 1e6).toFixed(1),
          ...[work.heldBytes, work.residentBytes].map(toMegabytes),
        ]
  return [question, way, seconds.toFixed(1), ...cluster, toMegabytes(programBytes)]
}
