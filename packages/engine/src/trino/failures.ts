import { FealtyError } from '@fealty/core'

/** What the cluster says of a query that failed; everything else it says is left alone. */
export interface TrinoFailure {
  errorName: string
  message: string
}

/** A worker or the coordinator went away under the query: the same question may be asked again. */
export class WorkerLost extends FealtyError {
  constructor(queryId: string) {
    super('engine.worker-lost', { queryId })
  }
}

const memory = /MEMORY_LIMIT|OUT_OF_MEMORY|EXCEEDED_CPU_LIMIT|EXCEEDED_SCAN_LIMIT|SPILL_LIMIT/
const lost =
  /^(REMOTE_TASK_ERROR|REMOTE_HOST_GONE|REMOTE_TASK_MISMATCH|PAGE_TRANSPORT_\w+|NO_NODES_AVAILABLE|SERVER_SHUTTING_DOWN|SERVER_STARTING_UP|TOO_MANY_REQUESTS_FAILED|NODE_\w+)$/
const missing = /^((TABLE|COLUMN|SCHEMA|CATALOG|VIEW|FUNCTION)_)?NOT_FOUND$/
const types =
  /^(TYPE_MISMATCH|TYPE_NOT_FOUND|INVALID_CAST_ARGUMENT|NUMERIC_VALUE_OUT_OF_RANGE|ICEBERG_BAD_DATA)$/
const lake = /^(ICEBERG|HIVE)_(WRITE|FILESYSTEM|WRITER|COMMIT|CURSOR|CANNOT_OPEN)\w*$/
/** The catalogue has no files at such a place: it is one of a bucket, of a folder, or of another folder. */
const elsewhere = /No factory for location|Location not found/

/** The error of the catalogue for what the cluster says; never with a value that stood in the facts. */
export function toFealtyError(
  { errorName, message }: TrinoFailure,
  queryId: string,
  seconds: number,
): FealtyError {
  if (errorName.includes('TIME_LIMIT'))
    return new FealtyError('engine.cluster-time', { seconds, queryId })
  if (memory.test(errorName)) return new FealtyError('engine.cluster-limit', { queryId })
  if (lost.test(errorName)) return new WorkerLost(queryId)
  if (/PERMISSION|ACCESS_DENIED/.test(errorName)) {
    return new FealtyError('engine.not-allowed', { problem: named(message), queryId })
  }
  if (missing.test(errorName))
    return new FealtyError('engine.missing', { problem: named(message), queryId })
  if (types.test(errorName))
    return new FealtyError('engine.type', { problem: withoutValues(message), queryId })
  if (elsewhere.test(message))
    return new FealtyError('engine.lake-elsewhere', {
      problem: `${withoutValues(message)} (query ${queryId})`,
    })
  if (lake.test(errorName))
    return new FealtyError('engine.lake', {
      problem: `${withoutValues(message)} (query ${queryId})`,
    })
  if (errorName === 'USER_CANCELED' || errorName === 'ADMINISTRATIVELY_KILLED')
    return new FealtyError('engine.ended', { queryId })
  return new FealtyError('engine.failed', {
    problem: `${errorName}, ${withoutValues(message)} (query ${queryId})`,
  })
}

/** The first line without what stands in quotes: the cluster quotes values of rows there. */
function withoutValues(message: string): string {
  return firstLine(message)
    .replace(/'[^']*'|"[^"]*"/g, '…')
    .replace(/(Cannot cast|Could not parse|Invalid value|Value) .*?( to | as |$)/gi, '$1 …$2')
}

/** The first line with its names: here the quotes hold names of tables and columns, no values. */
function named(message: string): string {
  return firstLine(message)
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '')
    .replace(/^line \d+:\d+: /, '')
    .replace(/\.$/, '')
    .slice(0, 300)
}
