/**
 * The shapes of the API, by type only: nothing of the rooms below comes into the browser's bundle.
 * Every operation the pages call stands here once, with what it takes and what it gives.
 */
import type * as measure from '@fealty/measure/contracts'
import type * as server from '@fealty/server/contracts'
import type { z } from 'zod'

type Nothing = Record<string, never>
type Input<S extends z.ZodType> = z.input<S>
type Output<S extends z.ZodType> = z.output<S>

interface Shape<I extends z.ZodType, O extends z.ZodType> {
  input: Input<I>
  output: Output<O>
}

/** Takes nothing, gives an answer. */
interface Plain<O extends z.ZodType> {
  input: Nothing
  output: Output<O>
}

/** Takes something, gives nothing. */
interface Done<I extends z.ZodType> {
  input: Input<I>
  output: Nothing
}

type Settings = (typeof measure.settingsGetOperation)['output']
type SettingsChange = (typeof measure.settingsChangeOperation)['input']

/** Questions: they change nothing, and their answers are kept. */
export interface Queries {
  'access.me': Plain<typeof server.meOutput>
  'keys.list': Plain<typeof server.keys.listOutput>
  'people.list': Plain<typeof server.people.listOutput>
  'settings.get': Plain<Settings>
  'segments.list': Plain<typeof measure.segmentListOutput>
  'data.overview': Plain<typeof measure.data.overviewOutput>
  'data.quality': Plain<typeof measure.data.qualityOutput>
  'measure.catalogue': Plain<typeof measure.catalogueOutput>
  'measure.query': Shape<typeof measure.queryInput, typeof measure.queryOutput>
  'measure.scorecard': Shape<typeof measure.scorecardInput, typeof measure.scorecardOutput>
  'measure.page': Shape<typeof measure.metricPageInput, typeof measure.metricPageOutput>
  'measure.cohorts': Shape<typeof measure.cohortsInput, typeof measure.cohortsOutput>
  'value.page': Shape<typeof measure.valuePageInput, typeof measure.valuePageOutput>
  'customers.list': Shape<typeof measure.customerListInput, typeof measure.customerListOutput>
  'customers.one': Shape<typeof measure.customerOneInput, typeof measure.customerOneOutput>
}
export type QueryId = keyof Queries
export type Answer<Q extends QueryId> = Queries[Q]['output']

/** Commands: they change something; the answers they make stale are asked again. */
export interface Commands {
  'access.setup': Done<typeof server.setupInput>
  'access.sign-in': Done<typeof server.signInInput>
  'access.enter': Done<typeof server.enterInput>
  'access.accept-invitation': Done<typeof server.acceptInput>
  'access.new-password': Done<typeof server.newPasswordInput>
  'access.change-password': Done<typeof server.changePasswordInput>
  'keys.create': Shape<typeof server.keys.createInput, typeof server.keys.createOutput>
  'keys.revoke': Done<typeof server.keys.revokeInput>
  'people.invite': Shape<typeof server.people.inviteInput, typeof server.people.inviteOutput>
  'people.change': Done<typeof server.people.changeInput>
  'people.deactivate': Done<typeof server.people.onePersonInput>
  'people.restore': Done<typeof server.people.onePersonInput>
  'people.new-password-link': Shape<typeof server.people.onePersonInput, typeof server.linkOutput>
  'settings.change': Shape<SettingsChange, Settings>
  'segments.save': Shape<typeof measure.segmentSaveInput, typeof measure.segmentSchema>
  'segments.remove': { input: { id: string }; output: { removed: boolean } }
  'value.score': Shape<typeof measure.scoreInput, typeof measure.scoreOutput>
  'import.preview': Shape<typeof measure.imports.previewInput, typeof measure.imports.previewOutput>
  'import.run': Shape<typeof measure.imports.runInput, typeof measure.imports.runOutput>
  'import.undo': Shape<typeof measure.imports.undoInput, typeof measure.imports.undoOutput>
}
export type CommandId = keyof Commands

export type Scorecard = Answer<'measure.scorecard'>
export type MetricPage = Answer<'measure.page'>
export type Catalogue = Answer<'measure.catalogue'>
export type MetricInfo = Scorecard['tiles'][number]['metric']
export type Segment = Answer<'segments.list'>['segments'][number]
export type Person = Answer<'people.list'>['people'][number]
export type ValueData = Answer<'value.page'>
export type CustomerData = Answer<'customers.one'>
export type ImportPreview = Commands['import.preview']['output']
export type ImportReport = Commands['import.run']['output']
export type CleaningRule = NonNullable<Commands['import.run']['input']['cleaning']>[number]
