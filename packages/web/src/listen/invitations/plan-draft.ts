import type { Commands, InvitationPlan } from '../../api/contracts.ts'
import { readList } from '../../ui/read-typed.ts'

type PlanInput = Commands['invitations.save']['input']['plan']
type Mode = InvitationPlan['mode']
type EventMode = Extract<Mode, { kind: 'event' }>

/** A plan as the fields of its form hold it. */
export interface Draft {
  name: string
  surveyId: string
  state: 'on' | 'off'
  kind: Mode['kind']
  day: string
  every: 'month' | 'quarter' | 'year'
  event: EventMode['event']
  days: string
  share: string
  touchpoint: string
  where: string
  cut: string
  wanted: string
  priority: string
  mostPerDay: string
  reminders: string
  reserve: boolean
}

/** The fields of a plan, or of a new one. */
export function toDraft(plan: InvitationPlan | undefined, surveyId: string): Draft {
  const mode = plan?.mode
  const event = mode?.kind === 'event' ? mode : undefined
  return {
    name: plan?.name ?? '',
    surveyId: plan?.surveyId ?? surveyId,
    state: plan?.state ?? 'off',
    kind: mode?.kind ?? 'always-on',
    day: mode?.kind === 'once' ? mode.day : '',
    every: mode?.kind === 'scheduled' || mode?.kind === 'always-on' ? mode.every : 'quarter',
    event: event?.event ?? 'interaction-closed',
    days: String(event?.days ?? 1),
    share: String(Math.round((event?.share ?? 1) * 100)),
    touchpoint: event?.touchpoint ?? '',
    where: plan?.where.join(', ') ?? '',
    cut: plan?.cut ?? '',
    wanted: plan?.wanted === undefined ? '' : String(plan.wanted),
    priority: String(plan?.priority ?? 5),
    mostPerDay: String(plan?.mostPerDay ?? 500),
    reminders: plan?.remindAfterDays.join(', ') ?? '',
    reserve: plan?.reserve ?? false,
  }
}

/** The plan that a form says; what the form does not show stays as it was. */
export function readDraft(draft: Draft, plan: InvitationPlan | undefined): PlanInput {
  const isEvent = draft.kind === 'event'
  const wanted = draft.wanted.trim()
  return {
    name: draft.name,
    surveyId: draft.surveyId,
    state: draft.state,
    mode: readMode(draft),
    where: readList(draft.where),
    ...(draft.cut === '' || isEvent ? {} : { cut: draft.cut }),
    ...(wanted === '' || isEvent ? {} : { wanted: Number(wanted) }),
    assumedRate: plan?.assumedRate ?? 0.25,
    priority: Number(draft.priority),
    reserve: draft.reserve,
    mostPerDay: Number(draft.mostPerDay),
    remindAfterDays: readList(draft.reminders).map(Number),
    expireAfterDays: plan?.expireAfterDays ?? 30,
  }
}

function readMode({ kind, day, every, event, days, share, touchpoint }: Draft): Mode {
  switch (kind) {
    case 'once':
      return { kind, day }
    case 'scheduled':
    case 'always-on':
      return { kind, every }
    case 'event':
      return {
        kind,
        event,
        days: Number(days),
        share: Number(share) / 100,
        ...(touchpoint.trim() === '' || event !== 'interaction-closed'
          ? {}
          : { touchpoint: touchpoint.trim() }),
      }
  }
}
