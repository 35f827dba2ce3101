import { FealtyError } from '@fealty/core'
import { stopByLink } from '@fealty/listen'
import type { Context, Hono } from 'hono'
import type { ServerOptions } from '../http/server-options.ts'

const path = '/s/:token/unsubscribe'

/**
 * The way out of a mail. `GET` shows a page with one button and changes nothing, since scanners open
 * every link; `POST` stops the purpose, from the page's form or from the mail program (RFC 8058). No
 * sign-in, no script, no question why.
 */
export function addUnsubscribeRoute(
  app: Hono,
  { services }: Pick<ServerOptions, 'services'>,
): void {
  app.get(path, async (context) => {
    const found = await stopByLink(services, context.req.param('token'), 'look')
    if (found === undefined) throw new FealtyError('request.not-found')
    return page(context, found.company, 'ask')
  })
  app.post(path, async (context) => {
    // The body is not looked at: whoever holds the link may stop, by whatever means.
    const via = context.req.query('from') === 'page' ? 'page' : 'mail program'
    const found = await stopByLink(services, context.req.param('token'), via)
    if (found === undefined) throw new FealtyError('request.not-found')
    return page(context, found.company, 'done')
  })
}

function page(context: Context, company: string, state: 'ask' | 'done'): Response {
  const name = company.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
  const title = state === 'ask' ? 'No more questions?' : 'You will not be asked again.'
  const text =
    state === 'ask'
      ? `<p>${name} will send you no more surveys like the one you came from.</p><form method="post" action="?from=page"><button>Stop them</button></form>`
      : `<p>${name} sends you no more surveys of this kind. You need do nothing else.</p>`
  context.header('Cache-Control', 'no-store')
  context.header('Referrer-Policy', 'no-referrer')
  context.header('X-Robots-Tag', 'noindex')
  context.header(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  )
  return context.html(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>:root{color-scheme:light dark}body{max-width:34rem;margin:12vh auto;padding:0 1.25rem;font:1.0625rem/1.55 system-ui,sans-serif}h1{font-size:1.5rem}button{font:inherit;min-height:44px;padding:.5rem 1.25rem;cursor:pointer}</style></head>
<body><main><h1>${title}</h1>${text}</main></body></html>`)
}
