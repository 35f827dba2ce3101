import { Hono } from 'hono'
import { FealtyError } from '@fealty/core'
import { addAnswersRoute } from './answers-route.ts'
import { answerError, toKnownError } from './failure.ts'
import { addMcpRoute } from './mcp-route.ts'
import { describeApi } from './openapi.ts'
import { addOperationRoutes } from './operation-routes.ts'
import { knownHosts, securityHeaders } from './request-guard.ts'
import { addRejectsRoute } from './rejects-route.ts'
import { addScoreboardRoute } from './scoreboard-route.ts'
import type { ServerOptions } from './server-options.ts'
import { addUnsubscribeRoute } from '../unsubscribe/unsubscribe-route.ts'
import { openSurveyDoors } from './survey-doors.ts'
import { addSurveyPageRoute } from './survey-page-route.ts'
import { addUploadRoute } from './upload-route.ts'
import { addWebFiles } from './web-files.ts'

/** All doors over HTTP: the API with its description, MCP, uploads, rejected rows, health, and the web app. */
export function createApp(options: ServerOptions): Hono {
  const app = new Hono()
  app.use(securityHeaders)
  app.use(knownHosts(options.hosts))
  app.onError((error, context) =>
    answerError(context, toKnownError(error, options.log, context.req.path)),
  )
  app.notFound((context) => answerError(context, new FealtyError('request.not-found')))

  const description = describeApi(options.operations, options.version)
  app.get('/health', (context) => context.json({ status: 'ok', version: options.version }))
  app.get('/api/openapi.json', (context) => context.json(description))
  addOperationRoutes(app, options)
  addUploadRoute(app, options)
  addRejectsRoute(app, options)
  addScoreboardRoute(app, options)
  const doors = openSurveyDoors(options)
  addAnswersRoute(app, options, doors)
  addSurveyPageRoute(app, options, doors)
  addMcpRoute(app, options)
  addUnsubscribeRoute(app, options)
  addWebFiles(app, options.webFolder)
  return app
}
