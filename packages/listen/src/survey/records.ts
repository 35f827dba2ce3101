import { recordKind } from '@fealty/store'
import { surveyRecordSchema } from './contract.ts'

/** Surveys with the draft that is being worked on. What is asked are published versions. */
export const surveyRecords = recordKind({
  kind: 'survey',
  what: 'survey',
  parse: (body) => surveyRecordSchema.parse(body),
})
