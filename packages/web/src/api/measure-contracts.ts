import type * as measure from '@fealty/measure/contracts'
import type { z } from 'zod'
import type { Done, Plain, Shape } from './contract-shapes.ts'

type Settings = (typeof measure.settingsGetOperation)['output']
type SettingsChange = (typeof measure.settingsChangeOperation)['input']

export interface MeasureQueries {
  'settings.get': Plain<Settings>
  'settings.limits-history': Plain<typeof measure.limitsHistoryOutput>
  'segments.list': Plain<typeof measure.segmentListOutput>
  'units.list': Plain<typeof measure.units.unitListOutput>
  'data.overview': Plain<typeof measure.data.overviewOutput>
  'source.list': Plain<typeof measure.sources.sourceListOutput>
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

export interface MeasureCommands {
  'settings.change': Shape<SettingsChange, Settings>
  'segments.save': Shape<typeof measure.segmentSaveInput, typeof measure.segmentSchema>
  'segments.remove': { input: { id: string }; output: { removed: boolean } }
  'units.save': {
    input: z.input<typeof measure.units.unitSaveInput>
    output: z.output<typeof measure.units.unitSchema> & { version: number }
  }
  'units.remove': Done<typeof measure.units.unitRemoveInput>
  'value.score': Shape<typeof measure.scoreInput, typeof measure.scoreOutput>
  'import.preview': Shape<typeof measure.imports.previewInput, typeof measure.imports.previewOutput>
  'import.run': Shape<typeof measure.imports.runInput, typeof measure.imports.runOutput>
  'source.check': Shape<
    typeof measure.sources.sourceCheckInput,
    typeof measure.sources.sourceListOutput
  >
  'source.remove': Done<typeof measure.sources.sourceRemoveInput>
  'import.undo': Shape<typeof measure.imports.undoInput, typeof measure.imports.undoOutput>
}
