import type { StrategyView } from '../../api/contracts.ts'

export type StrategyDraft = Omit<StrategyView['strategy'], 'id'>
export type Accountable = StrategyDraft['accountability'][number]

const unready = { readiness: 0, what: '' }

/** A strategy of which nothing is written yet. */
export const emptyStrategy: StrategyDraft = {
  name: '',
  owner: '',
  goal: { text: '', metric: null, segment: '', due: null },
  scope: { is: '', isNot: '' },
  difference: '',
  segments: [],
  terms: [],
  value: '',
  capabilities: '',
  timeframe: '',
  expectations: '',
  audiences: { customers: '', staff: '' },
  accountability: [],
  enablers: { structure: unready, processes: unready, technology: unready },
}

export type Terms = StrategyDraft['terms'][number]

/** The segments of the form, without lines that say nothing. */
function namedSegments({ segments }: Pick<StrategyDraft, 'segments'>): string[] {
  return segments.map((name) => name.trim()).filter((name) => name !== '')
}

/** The terms of each segment of the form; those of a segment that was taken out are left out. */
export function termsOf(draft: Pick<StrategyDraft, 'segments' | 'terms'>): Terms[] {
  return namedSegments(draft).map((segment) => {
    const known = draft.terms.find((own) => own.segment.toLowerCase() === segment.toLowerCase())
    return { pricing: '', promotions: '', services: '', ...known, segment }
  })
}

/** What is saved: empty lines and rows that say nothing are left out. */
export function cleanDraft(draft: StrategyDraft): StrategyDraft {
  return {
    ...draft,
    segments: namedSegments(draft),
    terms: termsOf(draft).filter((own) =>
      [own.pricing, own.promotions, own.services].some((text) => text.trim() !== ''),
    ),
    accountability: draft.accountability.filter(
      ({ what, accountable }) => what.trim() !== '' || accountable.trim() !== '',
    ),
  }
}

/** The least ready of the three sets, as it stands in the form. */
export function leastReady({ enablers }: Pick<StrategyDraft, 'enablers'>): {
  name: keyof StrategyDraft['enablers']
  readiness: number
} {
  const names = ['structure', 'processes', 'technology'] as const
  const [name] = [...names].sort((a, b) => enablers[a].readiness - enablers[b].readiness)
  return { name: name!, readiness: enablers[name!].readiness }
}
