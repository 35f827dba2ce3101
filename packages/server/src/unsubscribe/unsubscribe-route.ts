import { FealtyError } from '@fealty/core'
import { stopByLink, type StopCall } from '@fealty/listen'
import type { Context, Hono } from 'hono'
import { sendPage } from '../http/send-page.ts'
import type { ServerOptions } from '../http/server-options.ts'

const path = '/s/:token/unsubscribe'

/**
 * The way out of a mail. `GET` shows a page with one button and changes nothing, since scanners open
 * every link; `POST` stops the purpose, from the page's form or from the mail program (RFC 8058). No
 * sign-in, no script, no question why; in the language of the mail or page that led here.
 */
export function addUnsubscribeRoute(
  app: Hono,
  { services }: Pick<ServerOptions, 'services'>,
): void {
  const answer = async (context: Context, via: StopCall['via']): Promise<Response> => {
    const page = await stopByLink(services, {
      token: context.req.param('token') ?? '',
      via,
      language: context.req.query('l'),
      acceptLanguage: context.req.header('accept-language'),
    })
    if (page === undefined) throw new FealtyError('request.not-found')
    return sendPage(context, String(page))
  }
  app.get(path, (context) => answer(context, 'look'))
  // The body is not looked at: whoever holds the link may stop, by whatever means.
  app.post(path, (context) =>
    answer(context, context.req.query('from') === 'page' ? 'page' : 'mail program'),
  )
}
