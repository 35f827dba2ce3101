import { createHash, randomBytes } from 'node:crypto'
import { NewestMap } from '@fealty/core'
import {
  addLinks,
  endLinks,
  findLinkRecords,
  gatherReads,
  perStore,
  type LinkChoice,
  type LinkRecord,
  type Store,
} from '@fealty/store'
import type { LinkPurpose, SurveyLink } from './contract.ts'

/** What a new link is for. Times are ISO 8601 in UTC. */
export interface NewLink {
  workspaceId: string
  /** What its bearer may do; `answer` unless said otherwise. */
  purpose?: LinkPurpose
  surveyId: string
  customerId?: string | null
  accountId?: string | null
  invitationId?: string | null
  channel: SurveyLink['channel']
  /** What people of the company call an open link. */
  label?: string | null
  context?: Record<string, string>
  now: Date
  expiresAt: Date
}

/** A link as it is given away, once: the token cannot be read from the store. */
export interface MadeLink {
  token: string
  /** Address on the server: `/s/TOKEN`, or `/s/TOKEN/unsubscribe` for that purpose. */
  path: string
}

const tokenBytes = 24
/** What a token of this module looks like; anything else is not looked up. */
const tokenPattern = /^[\w-]{32}$/

/** What is kept of a token: 192 random bits cannot be guessed, so a fast hash is enough. */
export function hashLinkToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Makes one link. */
export async function makeLink(store: Store, link: NewLink): Promise<MadeLink> {
  const [made] = await makeLinks(store, [link])
  if (!made) throw new RangeError('one link was to be made')
  return made
}

/** Makes many links with few statements, in the order given. */
export async function makeLinks(store: Store, links: readonly NewLink[]): Promise<MadeLink[]> {
  const tokens = links.map(() => randomBytes(tokenBytes).toString('base64url'))
  const records = links.map((link, index) => ({
    tokenHash: hashLinkToken(tokens[index] ?? ''),
    workspaceId: link.workspaceId,
    purpose: link.purpose ?? 'answer',
    surveyId: link.surveyId,
    customerId: link.customerId ?? null,
    accountId: link.accountId ?? null,
    invitationId: link.invitationId ?? null,
    channel: link.channel,
    label: link.label ?? null,
    context: link.context ?? {},
    createdAt: link.now.toISOString(),
    expiresAt: link.expiresAt.toISOString(),
    revokedAt: null,
  }))
  await addLinks(store, records)
  return links.map(({ purpose = 'answer' }, index) => {
    const token = tokens[index] ?? ''
    return { token, path: purpose === 'unsubscribe' ? `/s/${token}/unsubscribe` : `/s/${token}` }
  })
}

/** Answers come by hundreds a second: those of one moment look for their links together. */
const finderOf = perStore((store) =>
  gatherReads((hashes: readonly string[]) => findLinkRecords(store, hashes)),
)

/** Links that worked when they were last seen, by their hashes. */
const rememberedOf = perStore(() => new NewestMap<string, LinkRecord>(10_000))

/**
 * The link of a token while it works: made for this purpose, neither ended nor past its day. What does
 * not work looks the same from outside, whatever the reason.
 */
export async function findLink(
  store: Store,
  token: string,
  now: Date,
  purpose: LinkPurpose = 'answer',
): Promise<SurveyLink | undefined> {
  if (!tokenPattern.test(token)) return undefined
  const hash = hashLinkToken(token)
  const record = await finderOf(store)(hash)
  const link = record && toWorking(record, now, purpose)
  if (link) rememberedOf(store).set(hash, record)
  return link
}

/**
 * The same for who brings an answer, as the link was last seen: when its page was opened, or when
 * somebody answered by it. Only its end may have come since, which is looked at when the answer is
 * written (`acceptSheet`).
 */
export async function recallLink(
  store: Store,
  token: string,
  now: Date,
): Promise<SurveyLink | undefined> {
  const record = rememberedOf(store).get(hashLinkToken(token))
  const link = record && toWorking(record, now, 'answer')
  return link ?? findLink(store, token, now)
}

function toWorking(record: LinkRecord, now: Date, purpose: LinkPurpose): SurveyLink | undefined {
  if (record.purpose !== purpose || record.revokedAt !== null) return undefined
  if (record.expiresAt <= now.toISOString()) return undefined
  return { ...record, purpose, channel: record.channel as SurveyLink['channel'] }
}

/** Ends links of a workspace: those of a customer, an invitation, a survey, or one. Says how many. */
export function revokeLinks(store: Store, choice: LinkChoice, now: Date): Promise<number> {
  return endLinks(store, choice, now.toISOString())
}

/** The address of one-click mail: it preselects an answer and records none. */
export function oneClickPath(path: string, question: string, value: number): string {
  return `${path}?a=${question}.${value}`
}
