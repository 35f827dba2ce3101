import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

/** Answers that come by the clock, whether or not the ones before were taken. */
export interface AnswerLoad {
  /** Ids that were acknowledged. */
  readonly accepted: ReadonlySet<string>
  /** How many were sent so far. */
  readonly sent: number
  /** What was not acknowledged, by status; `none` where nobody answered. */
  readonly refused: Readonly<Record<string, number>>
  /** Milliseconds from the moment an answer was due to its acknowledgement. */
  readonly latencies: readonly number[]
  /** Stops sending and waits for what is in the air. */
  stop: () => Promise<void>
}

/** Sends so many answers a second to an open survey, each with its own id and a score of 0 to 10. */
export function startAnswerLoad(url: string, eachSecond: number): AnswerLoad {
  const accepted = new Set<string>()
  const refused: Record<string, number> = {}
  const latencies: number[] = []
  const inAir = new Set<Promise<void>>()
  let sent = 0
  let isOn = true
  const began = performance.now()
  const dueAt = (index: number) => began + (index * 1_000) / eachSecond

  async function send(index: number): Promise<void> {
    const responseId = randomUUID()
    const status = await postAnswer(url, { responseId, answers: { nps: index % 11 } })
    if (status === 200 || status === 201) {
      accepted.add(responseId)
      latencies.push(performance.now() - dueAt(index))
    } else refused[status ?? 'none'] = (refused[status ?? 'none'] ?? 0) + 1
  }

  const sending = (async () => {
    while (isOn) {
      while (dueAt(sent) <= performance.now()) {
        const one = send(sent)
        inAir.add(one)
        void one.finally(() => inAir.delete(one))
        sent += 1
      }
      await wait(Math.max(1, dueAt(sent) - performance.now()))
    }
  })()

  return {
    accepted,
    refused,
    latencies,
    get sent() {
      return sent
    },
    async stop() {
      isOn = false
      await sending
      await Promise.all(inAir)
    },
  }
}

/** The status, or null when nobody answered. */
async function postAnswer(url: string, sheet: object): Promise<number | null> {
  try {
    // eslint-disable-next-line no-restricted-globals -- a client of our own server, in a test
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...sheet, complete: true }),
    })
    await response.arrayBuffer()
    return response.status
  } catch {
    return null
  }
}
