/**
 * The shapes of the API, by type only: nothing of the rooms below comes into the browser's bundle.
 * Every operation the pages call stands here once, with what it takes and what it gives.
 */
import type { z } from 'zod'
import type { cohortsInput, cohortsOutput } from '../../../measure/src/cohorts/contract.ts'
import type {
  customerListInput,
  customerListOutput,
  customerOneInput,
  customerOneOutput,
} from '../../../measure/src/customers/contract.ts'
import type {
  metricPageInput,
  metricPageOutput,
} from '../../../measure/src/metric-page/contract.ts'
import type {
  catalogueOutput,
  queryInput,
  queryOutput,
} from '../../../measure/src/query/contract.ts'
import type { scorecardInput, scorecardOutput } from '../../../measure/src/scorecard/contract.ts'
import type {
  segmentListOutput,
  segmentSaveInput,
  segmentSchema,
} from '../../../measure/src/segments/contract.ts'
import type {
  settingsChangeOperation,
  settingsGetOperation,
} from '../../../measure/src/settings/operation.ts'
import type { valuePageInput, valuePageOutput } from '../../../measure/src/value/contract.ts'
import type {
  acceptInput,
  changePasswordInput,
  enterInput,
  linkOutput,
  meOutput,
  newPasswordInput,
  setupInput,
  signInInput,
} from '../../../server/src/access/contract.ts'
import type {
  createInput,
  createOutput,
  listOutput as keyListOutput,
  revokeInput,
} from '../../../server/src/keys/contract.ts'
import type {
  changeInput,
  inviteInput,
  inviteOutput,
  listOutput as peopleListOutput,
  onePersonInput,
} from '../../../server/src/people/contract.ts'

type Nothing = Record<string, never>
type Settings = z.output<(typeof settingsGetOperation)['output']>

interface Shape<I extends z.ZodType, O extends z.ZodType> {
  input: z.input<I>
  output: z.output<O>
}

/** Questions: they change nothing, and their answers are kept. */
export interface Queries {
  'access.me': { input: Nothing; output: z.output<typeof meOutput> }
  'keys.list': { input: Nothing; output: z.output<typeof keyListOutput> }
  'settings.get': { input: Nothing; output: Settings }
  'people.list': { input: Nothing; output: z.output<typeof peopleListOutput> }
  'segments.list': { input: Nothing; output: z.output<typeof segmentListOutput> }
  'measure.catalogue': { input: Nothing; output: z.output<typeof catalogueOutput> }
  'measure.query': Shape<typeof queryInput, typeof queryOutput>
  'measure.scorecard': Shape<typeof scorecardInput, typeof scorecardOutput>
  'measure.page': Shape<typeof metricPageInput, typeof metricPageOutput>
  'measure.cohorts': Shape<typeof cohortsInput, typeof cohortsOutput>
  'value.page': Shape<typeof valuePageInput, typeof valuePageOutput>
  'customers.list': Shape<typeof customerListInput, typeof customerListOutput>
  'customers.one': Shape<typeof customerOneInput, typeof customerOneOutput>
}
export type QueryId = keyof Queries
export type Answer<Q extends QueryId> = Queries[Q]['output']

export type Scorecard = Answer<'measure.scorecard'>
export type MetricPage = Answer<'measure.page'>
export type Catalogue = Answer<'measure.catalogue'>
export type MetricInfo = Scorecard['tiles'][number]['metric']
export type { ImportPreview } from '../../../measure/src/import/job.ts'
export type { ImportReport } from '../../../measure/src/import/import-files.ts'
export type Segment = Answer<'segments.list'>['segments'][number]
export type Person = Answer<'people.list'>['people'][number]

/** Commands: they change something; the answers they make stale are asked again. */
export interface Commands {
  'access.setup': { input: z.input<typeof setupInput>; output: Nothing }
  'access.sign-in': { input: z.input<typeof signInInput>; output: Nothing }
  'access.enter': { input: z.input<typeof enterInput>; output: Nothing }
  'access.sign-out': { input: Nothing; output: Nothing }
  'access.accept-invitation': { input: z.input<typeof acceptInput>; output: Nothing }
  'access.new-password': { input: z.input<typeof newPasswordInput>; output: Nothing }
  'access.change-password': { input: z.input<typeof changePasswordInput>; output: Nothing }
  'keys.create': Shape<typeof createInput, typeof createOutput>
  'keys.revoke': { input: z.input<typeof revokeInput>; output: Nothing }
  'people.invite': Shape<typeof inviteInput, typeof inviteOutput>
  'people.change': { input: z.input<typeof changeInput>; output: Nothing }
  'people.deactivate': { input: z.input<typeof onePersonInput>; output: Nothing }
  'people.restore': { input: z.input<typeof onePersonInput>; output: Nothing }
  'people.new-password-link': Shape<typeof onePersonInput, typeof linkOutput>
  'settings.change': Shape<
    (typeof settingsChangeOperation)['input'],
    (typeof settingsChangeOperation)['output']
  >
  'segments.save': Shape<typeof segmentSaveInput, typeof segmentSchema>
  'segments.remove': { input: { id: string }; output: { removed: boolean } }
}
export type CommandId = keyof Commands
