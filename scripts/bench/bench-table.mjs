/** The table that the bench prints. */

/**
 * @typedef {object} BenchRow
 * @property {string} step
 * @property {number} seconds
 * @property {number} [peakBytes]   of all processes of the step together
 * @property {number} [peerSeconds] the same step by the bare engine, in the same run
 * @property {number} [goalSeconds] what is promised at full size
 */

/** Time as a person reads it: `0.042 s`, `12.3 s`, `4 min 5 s`. */
export function showSeconds(seconds) {
  if (seconds === undefined) return ''
  if (seconds < 1) return `${seconds.toFixed(3)} s`
  if (seconds < 120) return `${seconds.toFixed(1)} s`
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}

function showMemory(bytes) {
  return bytes === undefined ? '' : `${Math.round(bytes / 1e6)} MB`
}

function showRatio({ seconds, peerSeconds }) {
  return peerSeconds === undefined ? '' : `${(seconds / peerSeconds).toFixed(1)} ×`
}

function showGoal({ seconds, goalSeconds }) {
  if (goalSeconds === undefined) return ''
  return `< ${showSeconds(goalSeconds)} ${seconds < goalSeconds ? 'met' : 'missed'}`
}

/** The rows as a Markdown table with columns of one width. @param {BenchRow[]} rows */
export function formatTable(rows) {
  const cells = [
    ['step', 'time', 'peak memory', 'bare engine', 'ratio', 'goal'],
    ...rows.map((row) => [
      row.step,
      showSeconds(row.seconds),
      showMemory(row.peakBytes),
      showSeconds(row.peerSeconds),
      showRatio(row),
      showGoal(row),
    ]),
  ]
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)))
  const line = (row) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join(' | ')} |`
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  return [line(cells[0]), rule, ...cells.slice(1).map(line)].join('\n')
}

/** The value below which a share of the values lies (nearest rank). */
export function percentile(values, share) {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
}
