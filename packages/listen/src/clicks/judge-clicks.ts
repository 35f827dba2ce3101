/** What came to a link, as far as the rules look at it. */
export interface Click {
  kind: 'get' | 'head' | 'honeypot' | 'provisional' | 'post'
  score: number | null
  /** ISO 8601 in UTC. */
  at: string
}

/** Why clicks are taken for a machine's. */
export const clickReasons = ['scores', 'honeypot', 'head', 'early'] as const
export type ClickReason = (typeof clickReasons)[number]

/** Two different scores within this time are no person's. */
const burstMilliseconds = 10_000
/** A click so soon after the mail was sent is that of whoever receives it for the person. */
const earlyMilliseconds = 30_000

const momentOf = (click: { at: string }) => Date.parse(click.at)

/**
 * Whether a post that came at this moment stands in the middle of what only a machine does: the sheet
 * is then set aside, not counted. A post that comes when the burst is over is a person's, even where a
 * scanner had been at the link before: that is the usual case behind a company's mail gateway.
 */
export function judgePost(clicks: readonly Click[], at: Date): ClickReason[] {
  const time = at.getTime()
  const recent = clicks.filter((click) => {
    const age = time - momentOf(click)
    return age >= 0 && age <= burstMilliseconds
  })
  return contradictionsOf(recent)
}

/**
 * What speaks against the clicks of one link: contradictions at any time, and a click right after the
 * mail was sent that no post followed.
 */
export function judgeClicks(clicks: readonly Click[], deliveredAt: string): ClickReason[] {
  const reasons = new Set(
    clicks.flatMap((click) => {
      const until = momentOf(click) + burstMilliseconds
      const together = clicks.filter(
        (other) => momentOf(other) >= momentOf(click) && momentOf(other) <= until,
      )
      return contradictionsOf(together)
    }),
  )
  const early = clicks.some(
    (click) =>
      click.kind === 'provisional' &&
      momentOf(click) - Date.parse(deliveredAt) < earlyMilliseconds &&
      !clicks.some((other) => other.kind === 'post' && other.at >= click.at),
  )
  if (early) reasons.add('early')
  return clickReasons.filter((reason) => reasons.has(reason))
}

function contradictionsOf(clicks: readonly Click[]): ClickReason[] {
  const scores = new Set(clicks.flatMap(({ score }) => score ?? []))
  const has = (kind: Click['kind']) => clicks.some((click) => click.kind === kind)
  const reasons: ClickReason[] = scores.size >= 2 ? ['scores'] : []
  if (has('honeypot')) reasons.push('honeypot')
  if (has('head')) reasons.push('head')
  return reasons
}

/** The kind of program that asked. Nothing finer is kept: the full name tells one person from another. */
export function classifyAgent(agent: string | undefined): string {
  if (agent === undefined || agent.trim() === '') return 'none'
  if (/bot|crawl|spider|scan|preview|safelinks|proofpoint|mimecast|barracuda/i.test(agent)) {
    return 'bot'
  }
  if (/curl|wget|python|java\/|go-http|okhttp|node|axios/i.test(agent)) return 'tool'
  if (/mobile|android|iphone|ipad/i.test(agent)) return 'phone'
  return /mozilla/i.test(agent) ? 'browser' : 'tool'
}
