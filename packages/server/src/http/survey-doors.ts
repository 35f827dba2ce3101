import { judgePost, type SurveyLink } from '@fealty/listen'
import { AnswerThrottle } from './answer-throttle.ts'
import { ClickBuffer } from './click-buffer.ts'
import type { BodyLimits } from './request-body.ts'
import type { ServerOptions } from './server-options.ts'

/** Many times the longest sheet a survey can ask for; it is sent within seconds even from a train. */
export const sheetLimits: BodyLimits = { bytes: 256_000, said: '250 kB', seconds: 10 }

/** What the doors of a survey share: one memory of floods and of clicks for all of them. */
export interface SurveyDoors {
  throttle: AnswerThrottle
  clicks: ClickBuffer
}

export function openSurveyDoors({ services, log }: ServerOptions): SurveyDoors {
  return { throttle: new AnswerThrottle(), clicks: new ClickBuffer(services.store, log) }
}

/** How far back the rules of contradiction look. */
const evidenceSeconds = 10

/** Whether a post comes in the middle of what only a machine does: its sheet is then set aside. */
export async function isContradicted(
  clicks: ClickBuffer,
  { link, agent, now }: { link: SurveyLink; agent: string | undefined; now: Date },
): Promise<boolean> {
  // Nobody can be told apart at an open link, and no mail leads to it.
  if (link.customerId === null && link.invitationId === null) return false
  const recent = await clicks.recent(link, now, evidenceSeconds)
  clicks.note({ link, kind: 'post', agent, now })
  if (judgePost(recent, now).length === 0) return false
  // What is set aside is listed with its evidence, which must not be lost.
  await clicks.flush()
  return true
}
