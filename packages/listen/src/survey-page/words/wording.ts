/** The page's own words, in one language. The words of the scales are the published ones. */
export interface PageWords {
  send: string
  next: string
  back: string
  progress: string
  required: string
  mustAnswer: string
  tooMany: string
  problems: string
  chosen: string
  kept: string
  keptHere: string
  busy: string
  changed: string
  thanks: string
  thanksText: string
  overTitle: string
  overText: string
  goneTitle: string
  goneText: string
  language: string
  choose: string
  stop: string
  stopTitle: string
  stopText: string
  stopButton: string
  stoppedTitle: string
  stoppedText: string
  useTitle: string
  useNamed: string
  useAnonymous: string
  useKept: string
  clear: string
  nps: [string, string]
  csat: [string, string]
  ces: [string, string]
  trademark: string
}
