import { mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { AnyOperation } from '@fealty/core'
import { childPath, type EngineSettings } from '@fealty/engine'
import { openAnswerWriter, type OutsideServices } from '@fealty/listen'
import { sweepTrialRejects } from '@fealty/measure'
import type { SteerServices } from '@fealty/steer'
import { openStore, sweepExpired } from '@fealty/store'
import { LoginThrottle } from './access/login-throttle.ts'
import type { AccessServices } from './access/services.ts'
import { openEgress } from './egress/egress.ts'
import { openEngineInUse } from './engine-move/engine-in-use.ts'
import { openMailer } from './mail/open-mailer.ts'

/** What all operations together need, apart from what belongs to one call. */
export type Services = SteerServices &
  OutsideServices &
  Omit<AccessServices, 'session' | 'callerAddress'>
/** The same with the parts that the door makes for each call. */
export type CallServices = SteerServices & OutsideServices & AccessServices
export type ServerOperation = AnyOperation<CallServices>

export interface OpenServices extends Services {
  close(): Promise<void>
}

export interface ServicesOptions {
  dataFolder: string
  /** Keeps the records in PostgreSQL instead of the data folder. */
  databaseUrl?: string | undefined
  /** Memory limit of the embedded engine, e.g. `2GB`. */
  engineMemory?: string | undefined
  /** Asks a cluster instead of the embedded engine. */
  engine?: EngineSettings | undefined
  /** Hosts of the inner network that webhooks may be sent to, for trying out. */
  egressHosts?: readonly string[] | undefined
  /** Server that mails leave by, with the address they come from; without it they are caught here. */
  smtpUrl?: string | undefined
  mailFrom?: string | undefined
  /** Where customers reach this installation; it stands in every mail. */
  publicUrl?: string | undefined
}

const standardUrl = 'http://localhost:4300'

/** Opens the store and the engine of a data folder. */
export async function openServices(options: ServicesOptions): Promise<OpenServices> {
  const dataFolder = resolve(options.dataFolder)
  const { databaseUrl, engineMemory, egressHosts = [] } = options
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const memory = engineMemory === undefined ? {} : { memory: engineMemory }
  const now = () => new Date()
  const store = await openStore(
    databaseUrl === undefined
      ? { folder: dataFolder, threadPath: childPath('sqlite-thread') }
      : { databaseUrl },
  )
  const folder = { dataFolder, ...memory }
  const engineInUse = await openEngineInUse(store, folder, options.engine ?? {}, now).catch(
    async (error: unknown) => {
      // An address that cannot be used must not leave a store open.
      await store.close()
      throw error
    },
  )
  const { watch: engineWatch } = engineInUse
  // The engine's process does not keep this one alive: a program that only waits for an answer of it
  // would end before the answer comes.
  const alive = setInterval(() => undefined, 60_000)
  return {
    store,
    engine: engineWatch.engine,
    dataFolder,
    egress: openEgress({ allowedHosts: egressHosts }),
    engineWatch,
    engineInUse,
    throttle: new LoginThrottle(),
    mailer: openMailer(store, now, { smtpUrl: options.smtpUrl, from: options.mailFrom }),
    publicUrl: (options.publicUrl ?? standardUrl).replace(/\/+$/, ''),
    now,
    async close() {
      await openAnswerWriter(store).close()
      await engineInUse.close()
      await store.close()
      clearInterval(alive)
    },
  }
}

/** Clears what an earlier run has left unfinished. Only for the one server of the folder. */
export async function sweepLeftovers(services: Services): Promise<void> {
  await rm(join(services.dataFolder, 'staging'), { recursive: true, force: true })
  await sweepTrialRejects(services.dataFolder)
  await sweepExpired(services.store, services.now().toISOString())
}
