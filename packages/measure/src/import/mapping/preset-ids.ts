/** Tools whose exports of answers are known by name. */
export const presetIds = [
  'formbricks',
  'qualtrics',
  'delighted',
  'surveymonkey',
  'limesurvey',
] as const
export type PresetId = (typeof presetIds)[number]
