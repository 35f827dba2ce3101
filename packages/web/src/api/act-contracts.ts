import type * as act from '@fealty/act/contracts'
import type { ZodType } from 'zod'
import type { Done, Plain, Shape } from './contract-shapes.ts'

export interface ActQueries {
  'cases.list': Shape<typeof act.caseListInput, typeof act.caseListOutput>
  'cases.one': Shape<typeof act.caseOneInput, typeof act.caseOneOutput>
  'cases.board': Shape<typeof act.caseBoardInput, typeof act.caseBoardOutput>
  'cases.performance': Shape<typeof act.performanceInput, typeof act.performanceOutput>
  'causes.list': Plain<typeof act.causesOutput>
  'causes.history': Plain<typeof act.causesHistoryOutput>
  'causes.register': Shape<typeof act.causeRegisterInput, typeof act.causeRegisterOutput>
  'huddle.board': Shape<typeof act.huddleBoardInput, typeof act.huddleBoardOutput>
  'huddle.list': Plain<typeof act.huddlesOutput>
  'improvements.list': Plain<typeof act.improvementsOutput>
  'case-rules.list': Plain<typeof act.rulesOutput>
  'calendar.get': Plain<typeof act.calendarOutput>
}

type Changed<I extends ZodType> = Shape<I, typeof act.caseChanged>

export interface ActCommands {
  'cases.open': Changed<typeof act.caseOpenInput>
  'cases.contact': Changed<typeof act.caseContactInput>
  'cases.resolve': Changed<typeof act.caseResolveInput>
  'cases.close': Changed<typeof act.caseCloseInput>
  'cases.reopen': Changed<typeof act.caseReasonInput>
  'cases.dismiss': Changed<typeof act.caseReasonInput>
  'cases.assign': Changed<typeof act.caseAssignInput>
  'cases.ask-now': Changed<typeof act.caseAskNowInput>
  'cases.cancel-reask': Changed<typeof act.caseReasonInput>
  'cases.note': Changed<typeof act.caseNoteInput>
  'causes.save': Shape<typeof act.causesSaveInput, typeof act.causesOutput>
  'huddle.hold': Shape<typeof act.huddleHoldInput, typeof act.heldHuddle>
  'improvements.save': Shape<typeof act.improvementSaveInput, typeof act.improvementSaved>
  'case-rules.save': Shape<typeof act.ruleSaveInput, typeof act.listedRule>
  'case-rules.remove': Done<typeof act.ruleRemoveInput>
  'case-rules.try': Shape<typeof act.ruleTryInput, typeof act.ruleTryOutput>
  'calendar.save': Shape<typeof act.calendarSaveInput, typeof act.calendarSaveOutput>
}
