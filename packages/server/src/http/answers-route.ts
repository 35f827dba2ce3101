import type { Context, Hono } from 'hono'
import { FealtyError } from '@fealty/core'
import { acceptSheet, answerSheetSchema, recallLink } from '@fealty/listen'
import type { z } from 'zod'
import { parseInput } from '../run-operation.ts'
import { readJsonBody } from './request-body.ts'
import type { ServerOptions } from './server-options.ts'
import { isContradicted, sheetLimits, type SurveyDoors } from './survey-doors.ts'

const path = '/s/:token/answers'

/**
 * Takes the answers of whoever holds a link. No cookie, no session: the link says whose they are and to
 * which survey, so any site may send them (the widget does). 201 means that the sheet is on disk; 200
 * that it was there already, or goes on with an unfinished one.
 */
export function addAnswersRoute(app: Hono, options: ServerOptions, doors: SurveyDoors): void {
  const { services } = options
  const { throttle, clicks } = doors
  const schema = answerSheetSchema.strict()

  app.options(path, (context) => {
    allowAnySite(context)
    context.header('Access-Control-Allow-Methods', 'POST')
    context.header('Access-Control-Allow-Headers', 'content-type')
    context.header('Access-Control-Max-Age', '86400')
    return context.body(null, 204)
  })

  app.post(path, async (context) => {
    allowAnySite(context)
    const now = services.now()
    throttle.takeAddress(options.callerAddress(context), now)
    const link = await recallLink(services.store, context.req.param('token'), now)
    if (!link) throw new FealtyError('request.not-found')
    throttle.takeLink(link, now)
    const body = await readJsonBody(context, sheetLimits)
    const sheet = (await parseInput(schema, body)) as z.output<typeof schema>
    const agent = context.req.header('user-agent')
    const quarantined = await isContradicted(clicks, { link, agent, now })
    const occasion = { link, sheet, channel: link.channel, now, quarantined }
    const accepted = await acceptSheet(services, occasion)
    context.header('Cache-Control', 'no-store')
    return context.json(accepted, accepted.outcome === 'accepted' ? 201 : 200)
  })
}

function allowAnySite(context: Context): void {
  context.header('Access-Control-Allow-Origin', '*')
  context.header('Access-Control-Expose-Headers', 'Retry-After')
}
