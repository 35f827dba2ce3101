import { timingSafeEqual } from 'node:crypto'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Context } from 'hono'
import { FealtyError, type Actor } from '@fealty/core'
import { listWorkspaces } from '@fealty/store'
import { hashToken } from '../access/secrets.ts'
import type { SessionDoor } from '../access/services.ts'
import {
  actorOfKey,
  actorOfSession,
  apiKeyPrefix,
  sessionSeconds,
  startSession,
  stopSession,
} from '../access/sessions.ts'
import type { CallContext } from '../run-operation.ts'
import type { Services } from '../services.ts'

const cookieName = 'fealty-session'

/** What the doors must know to tell who calls. */
export interface CallerOptions {
  services: Services
  /** The token in `server.json`: whoever can read the data folder works as its owner. */
  terminalToken?: string
  /** True behind TLS: cookies are then sent over TLS only. */
  secureCookies?: boolean
}

/** Who calls: by API key or terminal token in the `Authorization` header, else by the session cookie. */
export async function identify(context: Context, options: CallerOptions): Promise<Actor> {
  const { services } = options
  const authorization = context.req.header('authorization')
  if (authorization === undefined) {
    const token = getCookie(context, cookieName)
    if (token === undefined) return { kind: 'nobody' }
    return actorOfSession(services.store, token, services.now())
  }
  const token = /^Bearer ([\w-]{20,200})$/.exec(authorization)?.[1]
  const actor = token === undefined ? undefined : await actorOfToken(token, options)
  // A wrong key is an error even where nobody needs one: who sends it wants to know.
  if (!actor || actor.kind === 'nobody') throw new FealtyError('access.unauthenticated')
  return actor
}

async function actorOfToken(token: string, options: CallerOptions): Promise<Actor | undefined> {
  const { services, terminalToken } = options
  if (token.startsWith(apiKeyPrefix)) return actorOfKey(services.store, token)
  if (terminalToken === undefined || !isSameToken(token, terminalToken)) return undefined
  const [workspace] = await listWorkspaces(services.store)
  return workspace && terminalActor(workspace.id)
}

/** The person at the terminal of the machine, who can read the data folder anyway. */
function terminalActor(workspaceId: string): Actor {
  return { kind: 'terminal', id: 'terminal', workspaceId, role: 'owner', units: [] }
}

/** A call of the program itself, with the rights of whoever can read the data folder. */
export function terminalCall(
  workspaceId: string,
  {
    signal = new AbortController().signal,
    progress = () => undefined,
  }: Partial<Pick<CallContext, 'signal' | 'progress'>> = {},
): CallContext {
  const actor = terminalActor(workspaceId)
  return { actor, signal, progress, session: noSession, callerAddress: 'terminal' }
}

function isSameToken(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hashToken(one)), Buffer.from(hashToken(other)))
}

/** Keeps the session in a cookie that no script can read and no other site's form sends. */
export function cookieSession(context: Context, options: CallerOptions): SessionDoor {
  const { services, secureCookies = false } = options
  const attributes = { httpOnly: true, sameSite: 'Lax', path: '/', secure: secureCookies } as const
  return {
    async start(personId, workspaceId) {
      await endCurrent(context, services)
      const token = await startSession(services.store, personId, workspaceId, services.now())
      setCookie(context, cookieName, token, { ...attributes, maxAge: sessionSeconds })
    },
    async end() {
      await endCurrent(context, services)
      deleteCookie(context, cookieName, attributes)
    },
  }
}

async function endCurrent(context: Context, services: Services): Promise<void> {
  const token = getCookie(context, cookieName)
  if (token !== undefined) await stopSession(services.store, token)
}

/** For doors without cookies. */
export const noSession: SessionDoor = {
  start: () => Promise.reject(new FealtyError('access.unauthenticated')),
  end: () => Promise.resolve(),
}
