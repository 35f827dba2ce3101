import type { Claim, Commands } from '../../api/contracts.ts'

type Saved = Commands['claims.save']['input']

/** A claim as its form holds it. */
export type ClaimDraft = Omit<Claim, 'id' | 'version'>

export const emptyClaim: ClaimDraft = {
  text: '',
  source: '',
  origin: 'own',
  status: 'hypothesis',
  change: 'relative',
  baseline: '',
  from: '',
  to: '',
  grade: 'D',
  metric: null,
  evidence: '',
}

/** The form of a claim that is changed, or of a new one. */
export function draftOf(claim: Claim | undefined): ClaimDraft {
  if (claim === undefined) return emptyClaim
  const draft: ClaimDraft & Partial<Claim> = { ...claim }
  delete draft.id
  delete draft.version
  return draft
}

/** What is saved; null while a word, a day or the evidence that its grade needs is missing. */
export function buildClaim(draft: ClaimDraft, claim: Claim | undefined): Saved | null {
  const isSaid = [draft.text, draft.source, draft.baseline].every((text) => text.trim() !== '')
  if (!isSaid || draft.from === '' || draft.to === '' || draft.to < draft.from) return null
  const needsEvidence = draft.status !== 'hypothesis' || draft.grade !== 'D'
  if (needsEvidence && draft.evidence.trim() === '') return null
  return { ...draft, ...(claim ? { id: claim.id, expected: claim.version } : {}) }
}
