/** What a link in a mail, on a page or behind a QR code lets its bearer do; it works for nothing else. */
export const linkPurposes = ['answer', 'unsubscribe'] as const
export type LinkPurpose = (typeof linkPurposes)[number]

/**
 * A link that a customer holds. Its address carries a random token and nothing else: no name, no
 * address, no id. Only the token's hash is kept.
 */
export interface SurveyLink {
  tokenHash: string
  workspaceId: string
  purpose: LinkPurpose
  surveyId: string
  /** Null for an open link (a poster, a website) that many people use. */
  customerId: string | null
  accountId: string | null
  invitationId: string | null
  /** What people of the company call an open link. */
  label: string | null
  channel: 'mail' | 'link' | 'qr' | 'widget' | 'api'
  /** Facts of the occasion that go into the answer: touchpoint, unit, interaction. */
  context: Record<string, string>
  createdAt: string
  expiresAt: string
  revokedAt: string | null
}
