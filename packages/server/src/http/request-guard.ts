import type { Context, MiddlewareHandler } from 'hono'
import { FealtyError } from '@fealty/core'

/** Everything the pages need comes from the server itself; nothing may frame them. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}

export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next()
  for (const [name, value] of Object.entries(headers)) {
    // A page for others than colleagues says itself what it may load and who may frame it.
    if (!context.res.headers.has(name)) context.res.headers.set(name, value)
  }
  const policy = context.res.headers.get('Content-Security-Policy') ?? ''
  // The older header knows no list of sites.
  if (!policy.includes("frame-ancestors 'none'")) context.res.headers.delete('X-Frame-Options')
}

/**
 * Answers only to the names it is known by. A page of another site whose name was pointed at this
 * machine (DNS rebinding) would otherwise pass for the same site.
 */
export function knownHosts(names: readonly string[] | 'any'): MiddlewareHandler {
  return async (context, next) => {
    if (names !== 'any' && !names.includes(hostOf(context).replace(/:\d+$/, ''))) {
      throw new FealtyError('request.cross-site')
    }
    await next()
  }
}

function hostOf(context: Context): string {
  return context.req.header('host')?.toLowerCase() ?? new URL(context.req.url).host
}

/** Sent by the pages with each call; a form or an image of another site cannot send it. */
const ownHeader = 'x-fealty'

/**
 * Refuses calls that another site may have made with the cookie of a person: what the browser says
 * of the origin must be this server, and whatever changes something carries the own header.
 * Calls with an `Authorization` header are not made by a browser on its own and pass.
 * @throws FealtyError `request.cross-site`
 */
export function refuseCrossSite(context: Context): void {
  if (context.req.header('authorization') !== undefined) return
  const site = context.req.header('sec-fetch-site')
  const origin = context.req.header('origin')
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none'
  const foreignOrigin = origin !== undefined && !isOrigin(origin, hostOf(context))
  const changes = !['GET', 'HEAD'].includes(context.req.method)
  const unmarked = changes && context.req.header(ownHeader) === undefined
  if (foreignSite || foreignOrigin || unmarked) throw new FealtyError('request.cross-site')
}

function isOrigin(origin: string, host: string): boolean {
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}
