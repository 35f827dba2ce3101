import { readFileSync } from 'node:fs'

/** A node of `npm run cluster`. */
interface ClusterNode {
  port: number
  child: { pid: number }
}

/** What the cluster did for one question of a person, over all its statements. */
export interface ClusterWork {
  cpuSeconds: number
  /** Bytes of files that were read. */
  readBytes: number
  /** What went from one stage to the next, packed as it travels, and its rows. */
  shuffledBytes: number
  shuffledRows: number
  /** What queries held at most on the worker that held most, and its process with all it had. */
  heldBytes: number
  residentBytes: number
}

/** A query as the coordinator tells of it; sizes and times are texts with their unit. */
interface QueryInfo {
  queryId: string
  state: string
  session: { source?: string }
  query: string
  queryStats: {
    totalCpuTime: string
    elapsedTime: string
    physicalInputDataSize: string
    internalNetworkInputDataSize: string
    internalNetworkInputPositions: number
    peakTotalMemoryReservation: string
  }
}

const pageBytes = 4_096
const sampleMilliseconds = 250
const headers = { 'x-trino-user': 'fealty' }
const over = new Set(['FINISHED', 'FAILED'])

/** A page of an answer, whose rows nobody looks at. */
interface Page {
  nextUri?: string
  error?: { message: string }
}

async function read(url: string, request: RequestInit = { headers }): Promise<unknown> {
  const answer = await fetch(url, request)
  if (!answer.ok) throw new Error(`${new URL(url).pathname} answered ${answer.status}`)
  return answer.json()
}

const sizes: Readonly<Record<string, number>> = {
  ...{ B: 1, kB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30, TB: 2 ** 40 },
  ...{ ns: 1e-9, us: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3_600, d: 86_400 },
}

/** `1.5MB` in bytes, `2.50m` in seconds. */
function readQuantity(text: string): number {
  const [, amount, unit = ''] = /^([\d.]+)([a-zA-Z]+)$/.exec(text) ?? []
  const size = sizes[unit]
  if (amount === undefined || size === undefined) throw new Error(`no quantity: ${text}`)
  return Number(amount) * size
}

function residentOf(pid: number): number {
  const [, pages] = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')
  return Number(pages) * pageBytes
}

/** Watches what a cluster does, from one question to the next. */
export class ClusterWatch {
  private held = 0
  private resident = 0
  private readonly known = new Set<string>()
  private longest = ''
  private readonly timer: NodeJS.Timeout

  /** Workers that are added later are watched as well. */
  constructor(
    private readonly coordinator: string,
    private readonly workers: readonly ClusterNode[],
    private readonly tell: (line: string) => void,
  ) {
    this.timer = setInterval(() => void this.sample(), sampleMilliseconds)
  }

  stop(): void {
    clearInterval(this.timer)
  }

  /** What was done since it was asked last. */
  async take(): Promise<ClusterWork> {
    const work = { cpuSeconds: 0, readBytes: 0, shuffledBytes: 0, shuffledRows: 0 }
    let most = 0
    for (const { queryStats, query } of await this.newQueries()) {
      const seconds = readQuantity(queryStats.elapsedTime)
      const [readBytes, shuffledBytes, peak] = [
        queryStats.physicalInputDataSize,
        queryStats.internalNetworkInputDataSize,
        queryStats.peakTotalMemoryReservation,
      ].map(readQuantity) as [number, number, number]
      work.cpuSeconds += readQuantity(queryStats.totalCpuTime)
      work.readBytes += readBytes
      work.shuffledBytes += shuffledBytes
      work.shuffledRows += queryStats.internalNetworkInputPositions
      if (seconds > most) [most, this.longest] = [seconds, query]
      const shown = [readBytes, shuffledBytes, peak].map((bytes) => (bytes / 1e6).toFixed(0))
      if (seconds > 5)
        this.tell(
          `  ${seconds.toFixed(0)} s, read ${shown[0]} MB, shuffled ${shown[1]} MB, held ${shown[2]} MB: ${query.replaceAll(/\s+/g, ' ').slice(0, 60)} …`,
        )
    }
    const taken = { ...work, heldBytes: this.held, residentBytes: this.resident }
    ;[this.held, this.resident] = [0, 0]
    return taken
  }

  /**
   * Asks the longest statement that was taken last once more, all of it at once and without repeating
   * lost parts: then what is held at most is what all of its rows need, not those of one part of it.
   */
  async replay(catalog: string, schema: string): Promise<ClusterWork> {
    await this.take()
    const session = 'retry_policy=NONE,query_max_run_time=3600s'
    const place = { 'x-trino-catalog': catalog, 'x-trino-schema': schema }
    const more = { 'x-trino-source': 'fealty', 'x-trino-session': session, ...place }
    let page = (await read(`${this.coordinator}/v1/statement`, {
      method: 'POST',
      headers: { ...headers, ...more },
      body: this.longest,
    })) as Page
    while (page.nextUri !== undefined && page.error === undefined)
      page = (await read(page.nextUri)) as Page
    if (page.error) throw new Error(page.error.message)
    return this.take()
  }

  private async newQueries(): Promise<QueryInfo[]> {
    const listed = (await read(`${this.coordinator}/v1/query`)) as QueryInfo[]
    const fresh = listed.filter(
      ({ queryId, state, session }) =>
        session.source === 'fealty' && over.has(state) && !this.known.has(queryId),
    )
    const infos: QueryInfo[] = []
    for (const { queryId } of fresh) {
      this.known.add(queryId)
      infos.push((await read(`${this.coordinator}/v1/query/${queryId}?pruned=true`)) as QueryInfo)
    }
    return infos
  }

  private async sample(): Promise<void> {
    for (const { port, child } of this.workers) {
      this.resident = Math.max(this.resident, residentOf(child.pid))
      const status = (await read(`http://127.0.0.1:${port}/v1/status`).catch(() => null)) as {
        memoryInfo: { pool: { reservedBytes: number } }
      } | null
      this.held = Math.max(this.held, status?.memoryInfo.pool.reservedBytes ?? 0)
    }
  }
}
