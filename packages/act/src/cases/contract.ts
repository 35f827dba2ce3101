import { daySchema, measuredSchema } from '@fealty/core'
import { customerAnswer } from '@fealty/measure'
import { z } from 'zod'
import { casePriorities } from '../rules/contract.ts'
import { caseMoves, caseStates, type CaseMove } from './state-machine.ts'

/** What an agent writes down: enough for a paragraph or two. */
const words = z.string().trim().max(4_000)
const someWords = words.min(1)

export const contactChannels = ['phone', 'mail', 'chat', 'visit', 'letter'] as const
/** Only `reached` is first contact; the others are tries. */
export const contactOutcomes = ['reached', 'message left', 'not reached'] as const

const moveNames = Object.keys(caseMoves) as [CaseMove, ...CaseMove[]]

export const caseSummary = z.object({
  id: z.string(),
  version: z.number(),
  state: z.enum(caseStates),
  priority: z.enum(casePriorities),
  group: z.string(),
  customerId: z.string(),
  customerName: z.string().nullable(),
  segment: z.string().nullable(),
  /** Name of the unit that answers for the customer. */
  unit: z.string().nullable(),
  unitId: z.string().nullable(),
  scores: z.object({ nps: z.number(), csat: z.number(), ces: z.number() }).partial(),
  touchpoint: z.string().nullable(),
  /** The customer's words in the answer that opened it. */
  comment: z.string().nullable(),
  /** Day of that answer, where it is a fact already. */
  answeredOn: daySchema.nullable(),
  openedAt: z.string(),
  /** First contact is due. */
  dueAt: z.string(),
  /** Still open after its due time. */
  late: z.boolean(),
  /** Due before the end of today in the workspace's time zone, and not late yet. */
  dueToday: z.boolean(),
  /** Steps of escalation that were taken. */
  escalated: z.number(),
  ownerRole: z.string(),
  ownerPersonId: z.string().nullable(),
  /** The person, or else the role. */
  owner: z.string(),
  contactedAt: z.string().nullable(),
  /** Open hours of the company from opening to first contact. */
  contactHours: z.number().nullable(),
  endedAt: z.string().nullable(),
  rootCause: z.string().nullable(),
  yearlyRevenue: z.string().nullable(),
  expectedValue: z.number().nullable(),
  reask: z.enum(['none', 'planned', 'asked', 'answered', 'cancelled']),
  reaskAt: z.string().nullable(),
  reaskNps: z.number().nullable(),
})
export type CaseSummary = z.infer<typeof caseSummary>

/** Lists a person asks for; `late` and `due today` are parts of `open`. */
export const caseLists = ['live', 'due today', 'late', ...caseStates] as const

export const caseListInput = z.object({
  list: z.enum(caseLists).default('live'),
  /** A unit by id, with its parts. */
  unit: z.string().max(64).optional(),
  /** Only those of the caller. */
  mine: z.boolean().default(false),
  /** Only those of one customer, by id. */
  customer: z.string().max(200).optional(),
  page: z.number().int().min(1).default(1),
  pageSize: z.number().int().min(1).max(200).default(100),
})
export const caseListOutput = z.object({
  total: z.number(),
  page: z.number(),
  pageSize: z.number(),
  currency: z.string(),
  timeZone: z.string(),
  rows: z.array(caseSummary),
})

export const caseOneInput = z.object({ caseId: z.string().min(1).max(64) })
export const caseOneOutput = z.object({
  currency: z.string(),
  timeZone: z.string(),
  case: caseSummary.extend({
    action: z.string().nullable(),
    dismissReason: z.string().nullable(),
    ruleId: z.string().nullable(),
    ruleName: z.string().nullable(),
    reaskAfterDays: z.number().nullable(),
    escalationSteps: z.array(z.object({ afterHours: z.number(), toRole: z.string() })),
    nextEscalationAt: z.string().nullable(),
    /** Why the customer was not asked again, or waits: what the contact budget decided. */
    heldQuestion: z
      .object({
        decision: z.enum(['hold', 'refuse']),
        reason: z.string(),
        until: z.string().nullable(),
      })
      .nullable(),
  }),
  /** What can be done with it now. */
  moves: z.array(z.enum(moveNames)),
  /** All answers that went into it, the newest first. */
  answers: z.array(customerAnswer.extend({ responseId: z.string() })),
  /** The first line first. */
  log: z.array(
    z.object({
      seq: z.number(),
      at: z.string(),
      /** Name of the person, or `Fealty` for rules and the clock. */
      by: z.string(),
      kind: z.string(),
      /** One sentence. */
      text: z.string(),
      note: z.string().nullable(),
    }),
  ),
  causes: z.array(z.string()),
})

const onCase = { caseId: z.string().min(1).max(64), version: z.number().int().min(1) }

export const caseOpenInput = z.object({
  customerId: z.string().min(1).max(200),
  /** The answer that asks for it, where there is one in the facts. */
  answer: z.string().max(200).optional(),
  /** Why it is opened. */
  note: someWords,
  group: z.string().trim().min(1).max(60).default('inner loop'),
  priority: z.enum(casePriorities).default('normal'),
  hoursToDue: z.number().min(0.25).max(400).default(8),
  ownerRole: z.string().trim().max(120).optional(),
  reaskAfterDays: z.number().int().min(1).max(365).nullable().default(null),
})
export const caseContactInput = z.object({
  ...onCase,
  channel: z.enum(contactChannels),
  outcome: z.enum(contactOutcomes),
  note: words.default(''),
})
export const caseResolveInput = z.object({
  ...onCase,
  /** One of the catalogue. */
  rootCause: z.string().trim().min(1).max(120),
  /** What was done for the customer. */
  action: someWords,
})
export const caseCloseInput = z.object({
  ...onCase,
  note: words.default(''),
  /** False to leave out the question that the rule plans. */
  reask: z.boolean().default(true),
})
/** Asks a closed case's customer again now and not on the planned day. */
export const caseAskNowInput = z.object({ ...onCase, note: words.default('') })
export const caseReasonInput = z.object({ ...onCase, reason: someWords })
export const caseAssignInput = z.object({
  ...onCase,
  ownerPersonId: z.string().max(64).nullable().default(null),
  ownerRole: z.string().trim().max(120).default(''),
})
export const caseRescheduleInput = z.object({
  ...onCase,
  dueAt: z.iso.datetime(),
  reason: someWords,
})
export const caseNoteInput = z.object({ caseId: onCase.caseId, note: someWords })
/** What a change leaves: enough to go on with. */
export const caseChanged = z.object({
  caseId: z.string(),
  version: z.number(),
  state: z.enum(caseStates),
})

export const caseBoardInput = z.object({
  /** A unit by id, with its parts. */
  unit: z.string().max(64).optional(),
  /** First and last day of what is counted; default: the last 28 days. */
  from: daySchema.optional(),
  to: daySchema.optional(),
})
export const caseBoardOutput = z.object({
  from: daySchema,
  to: daySchema,
  /** Now, whenever they were opened. */
  open: z.number(),
  contacted: z.number(),
  resolved: z.number(),
  dueToday: z.number(),
  late: z.number(),
  /** Within the days. */
  opened: z.number(),
  closed: z.number(),
  dismissed: z.number(),
  /** Median open hours from opening to first contact of the cases opened within the days. */
  timeToContact: measuredSchema,
  /** Median open hours that were promised. */
  targetHours: z.number().nullable(),
  /** Share contacted by the due time, of those that were contacted or have come due. */
  withinTarget: measuredSchema,
  /** The oldest case without first contact. */
  oldest: z.object({ caseId: z.string(), openedAt: z.string() }).nullable(),
})
export type CaseBoard = z.infer<typeof caseBoardOutput>

/** Topics of the events that cases write, for whoever delivers mails and webhooks. */
export const caseTopics = [
  'case.opened',
  'case.contacted',
  'case.closed',
  'case.dismissed',
  'case.escalated',
] as const

/** What these events tell; nothing of the customer's words or name. */
export const caseEventSchema = z.object({
  caseId: z.string(),
  customerId: z.string(),
  unit: z.string().nullable(),
  state: z.enum(caseStates),
  priority: z.enum(casePriorities),
  ownerRole: z.string(),
  ownerPersonId: z.string().nullable(),
  dueAt: z.string(),
  at: z.string(),
  /** Whom an escalation goes to. */
  toRole: z.string().optional(),
})

/** Topic of the event that asks a customer again once the case was closed long enough ago. */
export const reaskDue = 'reask.due'
export const reaskDueSchema = z.object({
  caseId: z.string(),
  customerId: z.string(),
  /** Null for the survey that the customer answered last. */
  surveyId: z.string().nullable(),
  at: z.string(),
})
