import type { Context } from 'hono'

/** Nothing comes from elsewhere, nothing runs but the page's own script, nobody keeps a copy. */
export function sendPage(
  context: Context,
  page: string,
  framed: readonly string[] = [],
  status = 200,
): Response {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    'img-src data:',
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${framed.length === 0 ? "'none'" : framed.join(' ')}`,
  ].join('; ')
  context.header('Content-Security-Policy', policy)
  context.header('Cache-Control', 'no-store')
  context.header('X-Robots-Tag', 'noindex')
  context.header('Referrer-Policy', 'no-referrer')
  return context.html(page, status as 200)
}
