/**
 * The shapes of the API, by type only: nothing of the rooms below comes into the browser's bundle.
 * Every operation the pages call stands once in the file of its room, with what it takes and gives.
 */
import type { AccessCommands, AccessQueries } from './access-contracts.ts'
import type { ActCommands, ActQueries } from './act-contracts.ts'
import type { ListenCommands, ListenQueries } from './listen-contracts.ts'
import type { ExplainCommands, ExplainQueries } from './explain-contracts.ts'
import type { ReviewCommands, ReviewQueries } from './review-contracts.ts'
import type { MeasureCommands, MeasureQueries } from './measure-contracts.ts'
import type { SteerCommands, SteerQueries } from './steer-contracts.ts'
import type { ProveCommands, ProveQueries } from './prove-contracts.ts'

/** Questions: they change nothing, and their answers are kept. */
export interface Queries
  extends
    ActQueries,
    AccessQueries,
    ListenQueries,
    MeasureQueries,
    SteerQueries,
    ExplainQueries,
    ProveQueries,
    ReviewQueries {}
export type QueryId = keyof Queries
export type Answer<Q extends QueryId> = Queries[Q]['output']

/** Commands: they change something; the answers they make stale are asked again. */
export interface Commands
  extends
    ActCommands,
    AccessCommands,
    ListenCommands,
    MeasureCommands,
    SteerCommands,
    ExplainCommands,
    ProveCommands,
    ReviewCommands {}
export type CommandId = keyof Commands

export type { SurveyBody } from './listen-contracts.ts'
export type SurveyData = Answer<'surveys.one'>
export type QuarantineEntry = Answer<'listen.quarantine'>['entries'][number]
export type Scoreboard = Answer<'listen.scoreboard'>
export type Scorecard = Answer<'measure.scorecard'>
export type MetricPage = Answer<'measure.page'>
export type Catalogue = Answer<'measure.catalogue'>
export type MetricInfo = Scorecard['tiles'][number]['metric']
export type Segment = Answer<'segments.list'>['segments'][number]
export type Unit = Answer<'units.list'>['units'][number]
export type Person = Answer<'people.list'>['people'][number]
export type ValueData = Answer<'value.page'>
export type CustomerData = Answer<'customers.one'>
export type ImportPreview = Commands['import.preview']['output']
export type ImportPreset = NonNullable<Commands['import.run']['input']['preset']>
export type ImportReport = Commands['import.run']['output']
export type CleaningRule = NonNullable<Commands['import.run']['input']['cleaning']>[number]
export type CaseList = Answer<'cases.list'>
export type CaseRow = CaseList['rows'][number]
export type CaseData = Answer<'cases.one'>
export type CaseBoard = Answer<'cases.board'>
export type CaseRule = Answer<'case-rules.list'>['rules'][number]
export type HuddleBoard = Answer<'huddle.board'>
export type CauseRegister = Answer<'causes.register'>
export type CauseRow = CauseRegister['rows'][number]
export type ImprovementList = Answer<'improvements.list'>
export type Improvement = ImprovementList['improvements'][number]
export type InvitationPlan = Answer<'invitations.plans'>['plans'][number]
export type Rehearsal = Answer<'budget.rehearse'>
export type HeardClass = Answer<'invitations.heard'>['classes'][number]
export type ContactPolicy = Answer<'budget.get'>['policy']
export type Webhook = Answer<'webhooks.list'>['webhooks'][number]
export type ListedExperiment = Answer<'experiments.list'>['experiments'][number]
export type ExperimentData = Answer<'experiments.one'>
export type Initiative = Answer<'initiatives.one'>
export type Allocation = Answer<'allocation.read'>
export type StrategyView = Answer<'strategies.list'>['strategies'][number]
export type Claim = Answer<'claims.list'>['claims'][number]
