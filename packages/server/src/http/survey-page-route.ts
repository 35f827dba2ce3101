import type { Context, Hono } from 'hono'
import { FealtyError } from '@fealty/core'
import {
  findLink,
  getPage,
  keepForm,
  openSurvey,
  ProofOfWork,
  readForm,
  renderGone,
  styleAt,
  takePage,
  type PageCall,
  type ServedPage,
  type SurveyLink,
} from '@fealty/listen'
import { findPageScripts } from './page-scripts.ts'
import { readTextBody, requireType } from './request-body.ts'
import { sendPage } from './send-page.ts'
import type { ServerOptions } from './server-options.ts'
import { isContradicted, sheetLimits, type SurveyDoors } from './survey-doors.ts'

const formType = /^application\/x-www-form-urlencoded(; ?charset=utf-8)?$/i

/**
 * The page behind a link. `GET` and `HEAD` show it and record no answer, whatever their address says;
 * only a post from the page does.
 */
export function addSurveyPageRoute(app: Hono, options: ServerOptions, doors: SurveyDoors): void {
  const { page: script, widget } = findPageScripts(options.webFolder)
  const work = new ProofOfWork()
  const door = { options, doors, work, script }
  app.get('/survey/widget.js', (context) => {
    if (widget === undefined) throw new FealtyError('request.not-found')
    context.header('Cache-Control', 'no-cache')
    context.header('Cross-Origin-Resource-Policy', 'cross-origin')
    return context.redirect(widget, 302)
  })
  app.get('/survey/:edition/:style', (context) => {
    const style = styleAt(context.req.path)
    if (style === undefined) throw new FealtyError('request.not-found')
    context.header('Content-Type', 'text/css; charset=utf-8')
    context.header('Cache-Control', 'public, max-age=31536000, immutable')
    return context.body(style)
  })
  app.get('/s/:token', (context) => show(context, door))
  app.post('/s/:token', (context) => take(context, door))
}

interface Door {
  options: ServerOptions
  doors: SurveyDoors
  work: ProofOfWork
  script: string | undefined
}

async function callOf(context: Context, { options, script }: Door): Promise<PageCall | undefined> {
  const { services } = options
  const now = services.now()
  const token = context.req.param('token') ?? ''
  const link = await findLink(services.store, token, now)
  const acceptLanguage = context.req.header('accept-language')
  return link && { services, link, token, now, script, acceptLanguage }
}

/** Hono answers `HEAD` by the same way, and leaves the body out. */
async function show(context: Context, door: Door): Promise<Response> {
  const call = await callOf(context, door)
  if (!call) return gone(context)
  const preselected = context.req.query('a')
  const trap = context.req.query('h') !== undefined
  const score = /\.(\d{1,2})$/.exec(preselected ?? '')?.[1]
  const isHead = context.req.method === 'HEAD'
  const kind = trap ? 'honeypot' : isHead ? 'head' : score === undefined ? 'get' : 'provisional'
  const agent = context.req.header('user-agent')
  const found = score === undefined ? undefined : Number(score)
  door.doors.clicks.note({ link: call.link, kind, score: found, agent, now: call.now })
  const page = await getPage(call, { preselected, language: context.req.query('l') })
  return send(context, page, call.link)
}

async function take(context: Context, door: Door): Promise<Response> {
  const { options, doors, work } = door
  requireType(context, formType, 'a posted form')
  const call = await callOf(context, door)
  if (!call) return gone(context)
  const { link, now } = call
  const agent = context.req.header('user-agent')
  const text = await readTextBody(context, sheetLimits)
  const form = new URLSearchParams(text)
  const chosen = /^l\.(.+)$/.exec(form.get('go') ?? '')?.[1] ?? form.get('l') ?? undefined
  const opened = await openSurvey(call, chosen)
  if ('closed' in opened) return send(context, opened.closed, link)
  const posted = readForm(opened.survey.body, form)
  if (!posted) throw new FealtyError('input.invalid', { problem: 'this is no page of a survey' })
  const quarantined = posted.trapped || (await isContradicted(doors.clicks, { link, agent, now }))
  const address = options.callerAddress(context)
  const isFlood = isRefused(() => {
    doors.throttle.takeAddress(address, now)
    doors.throttle.takeLink(link, now)
  })
  const mustWork = isFlood && !work.takeProof(posted.work, link.tokenHash, now)
  const challenge = mustWork ? work.makeTask(link.tokenHash, now) : undefined
  if (posted.go === 'keep') {
    context.header('Cache-Control', 'no-store')
    if (challenge !== undefined) return context.json({ work: challenge }, 429)
    const kept = await keepForm(opened, posted, quarantined)
    return context.json({ kept }, kept ? 201 : 503)
  }
  const page = await takePage(opened, posted, { quarantined, challenge })
  return send(context, page, link, challenge === undefined ? page.status : 429)
}

function isRefused(take: () => void): boolean {
  try {
    take()
    return false
  } catch (error) {
    if (error instanceof FealtyError && error.code === 'request.too-many') return true
    throw error
  }
}

function gone(context: Context): Response {
  const page = renderGone(context.req.header('accept-language'))
  return sendPage(context, String(page), [], 404)
}

function send(
  context: Context,
  { page, frameOrigins, status }: ServedPage,
  link: SurveyLink,
  answered: number = status,
): Response {
  const framed = link.channel === 'widget' ? frameOrigins : []
  return sendPage(context, String(page), framed, answered)
}
