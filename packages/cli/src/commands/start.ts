import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import {
  disagreement,
  ensureWorkspace,
  isSetUp,
  makeSetupLink,
  openServices,
  readAllowedHosts,
  startServer,
  sweepLeftovers,
  takeFolder,
  type OpenServices,
  readEngineSettings,
} from '@fealty/server'
import { version } from '../../package.json'
import { print, type Command } from '../command.ts'
import { dataFolderOf } from '../connection.ts'
import { fillDemo, makeDemoLink } from '../demo/fill-demo.ts'
import { WrongCall } from '../wrong-call.ts'

const standardPort = 4300

export const startCommand: Command = {
  usage: 'start',
  summary: 'Starts the server',
  options: {
    data: { value: 'DIR', meaning: 'Data folder (else FEALTY_DATA, else ./fealty-data)' },
    port: { value: 'N', meaning: `Port to listen on (${standardPort})` },
    host: { value: 'ADDRESS', meaning: 'Address to listen on (127.0.0.1: this machine only)' },
    demo: { meaning: 'Fill an empty data folder with a made-up company' },
  },
  async run(given) {
    if (given.words.length > 0) throw new WrongCall(`${given.words[0]} is one word too many.`)
    const port = given.wholeNumber('port', 0, 65_535) ?? standardPort
    const dataFolder = dataFolderOf(given.text('data'))
    const release = takeFolder(dataFolder, 'alone')
    const services = await openServices({
      dataFolder,
      databaseUrl: process.env.DATABASE_URL,
      engineMemory: process.env.ENGINE_MEMORY,
      engine: readEngineSettings(process.env),
      egressHosts: readAllowedHosts(process.env.EGRESS_HOSTS),
      smtpUrl: process.env.SMTP_URL,
      mailFrom: process.env.MAIL_FROM,
      publicUrl: process.env.FEALTY_URL ?? `http://localhost:${port}`,
    })
    try {
      await serve(services, { port, host: given.text('host'), demo: given.has('demo') })
    } finally {
      await services.close()
      release()
    }
  },
}

/** Serves until the wish to stop. */
async function serve(
  services: OpenServices,
  { port, host, demo }: { port: number; host: string | undefined; demo: boolean },
): Promise<void> {
  await sweepLeftovers(services)
  await ensureWorkspace(services.store, services.now())
  if (demo) await fillDemo(services)
  const server = await listen(port, host, services)
  // With port 0 the system chooses: links in mails need the port that it chose.
  if (process.env.FEALTY_URL === undefined) services.publicUrl = server.url
  print(await greeting(server.url, services))
  await untilStopped()
  await server.close()
}

function listen(port: number, host: string | undefined, services: OpenServices) {
  const beside = fileURLToPath(new URL('./web', import.meta.url))
  return startServer({
    services,
    port,
    host,
    webFolder: existsSync(beside) ? beside : undefined,
    log: pino({ level: process.env.LOG_LEVEL ?? 'warn' }, pino.destination(2)),
    version,
  })
}

/** Where it runs and how to come in. */
async function greeting(url: string, services: OpenServices): Promise<string> {
  const lines = [`Fealty ${version} is open on ${url}`, `Data folder  ${services.dataFolder}`]
  const { store, now } = services
  const demoLink = await makeDemoLink(services)
  if (demoLink !== undefined) {
    lines.push(`Sign in      ${url}${demoLink.path}`, '             (works once, for a day)')
  } else if (!(await isSetUp(store))) {
    const { path } = await makeSetupLink(store, now())
    lines.push(`Set up       ${url}${path}`, '             (makes the first owner; works once)')
  }
  const otherwise = disagreement(services.engineInUse)
  if (otherwise !== undefined) lines.push(`Note         ${otherwise}`)
  return `${lines.join('\n')}\nStop it with Ctrl+C.\n`
}

/** Waits for the wish to stop. A second wish ends the program at once. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.removeAllListeners(signal)
        process.once(signal, () => process.exit(130))
      }
      resolve()
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  })
}
