/** The form of a step that is open. */
export type CaseForm =
  'contact' | 'resolve' | 'close' | 'reopen' | 'dismiss' | 'assign' | 'note' | 'ask' | 'leave'
