import { NewestMap } from '@fealty/core'
import { randomUUID } from 'node:crypto'
import { classifyAgent, type Click, type SurveyLink } from '@fealty/listen'
import { addClicks, listClicks, type ClickRecord, type Store } from '@fealty/store'
import type { Logger } from 'pino'

const flushMilliseconds = 250
/** A link is looked at by a handful of programs; more tells nothing new. */
const mostOfLink = 200
const rememberedLinks = 20_000

/** What came to a link, with what the browser or the scanner calls itself. */
export interface Arrival {
  link: SurveyLink
  kind: Click['kind']
  score?: number | undefined
  agent: string | undefined
  now: Date
}

/**
 * Notes what comes to personal links, many with one commit: scanners come in hundreds a second, and a
 * commit each would hold everybody up. What waits is lost with the process; it is evidence, no answer.
 */
export class ClickBuffer {
  readonly #store: Store
  readonly #log: Logger
  readonly #counts = new NewestMap<string, number>(rememberedLinks)
  #waiting: ClickRecord[] = []
  /** On its way to the store. */
  #writing: ClickRecord[] = []
  #flushing: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined

  constructor(store: Store, log: Logger) {
    this.#store = store
    this.#log = log
  }

  note({ link, kind, score, agent, now }: Arrival): void {
    const { tokenHash, workspaceId, surveyId, customerId, invitationId } = link
    if (customerId === null && invitationId === null) return
    if (this.#count(tokenHash) > mostOfLink && kind !== 'post') return
    this.#waiting.push({
      id: randomUUID(),
      workspaceId,
      surveyId,
      tokenHash,
      kind,
      score: score ?? null,
      agent: classifyAgent(agent),
      at: now.toISOString(),
    })
    this.#timer ??= setTimeout(() => void this.flush(), flushMilliseconds).unref()
  }

  /** What came to the link in the seconds before a moment, also what is not written yet. */
  async recent(link: SurveyLink, now: Date, seconds: number): Promise<ClickRecord[]> {
    const since = new Date(now.getTime() - seconds * 1000).toISOString()
    const { tokenHash, workspaceId } = link
    // What waits is looked at where it lies: a post that made it be written would cost a commit each.
    const held = [...this.#writing, ...this.#waiting].filter(
      (click) =>
        click.tokenHash === tokenHash && click.workspaceId === workspaceId && click.at >= since,
    )
    const stored = await listClicks(this.#store, workspaceId, [tokenHash], since)
    const known = new Set(stored.map(({ id }) => id))
    return [...stored, ...held.filter(({ id }) => !known.has(id))]
  }

  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#flushing = this.#flushing.then(() => this.#write())
    return this.#flushing
  }

  async #write(): Promise<void> {
    const clicks = this.#waiting
    if (clicks.length === 0) return
    this.#waiting = []
    this.#writing = clicks
    try {
      await addClicks(this.#store, clicks)
    } catch (error) {
      this.#log.warn({ err: error, clicks: clicks.length }, 'clicks could not be noted')
    } finally {
      this.#writing = []
    }
  }

  #count(tokenHash: string): number {
    const count = (this.#counts.get(tokenHash) ?? 0) + 1
    this.#counts.set(tokenHash, count)
    return count
  }
}
