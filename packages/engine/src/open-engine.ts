import { FealtyError } from '@fealty/core'
import { openDuckdbEngine, type DuckdbOptions } from './duckdb/duckdb-engine.ts'
import type { Engine } from './engine.ts'
import { readTrinoAddress, type TrinoSecrets } from './trino/address.ts'
import type { LakeSettings } from './trino/lake-store.ts'
import { openLakeStore, readLakeSettings } from './trino/open-lake.ts'
import { openTrinoEngine } from './trino/trino-engine.ts'

/** Where questions are answered, as the environment says it; nothing: by the embedded engine. */
export interface EngineSettings extends LakeSettings, TrinoSecrets {
  /** `ENGINE_URL`: `trino://user[:password]@host:port/catalog/schema`. */
  url?: string | undefined
  /** `ENGINE_SECONDS`: time limit of a question; what writes a derived table has more. */
  seconds?: number | undefined
}

/**
 * The settings of `ENGINE_URL` and its like; `ENGINE_TOKEN` and `ENGINE_PASSWORD` are the secrets.
 * @throws FealtyError `engine.seconds`
 */
export function readEngineSettings(
  env: Readonly<Record<string, string | undefined>>,
): EngineSettings {
  return {
    url: env.ENGINE_URL,
    token: env.ENGINE_TOKEN,
    password: env.ENGINE_PASSWORD,
    seconds: readSeconds(env.ENGINE_SECONDS),
    ...readLakeSettings(env),
  }
}

/** A day: whoever waits longer has no time limit, and a runaway question would go on for ever. */
const mostSeconds = 86_400

function readSeconds(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined
  const seconds = Number(text)
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > mostSeconds)
    throw new FealtyError('engine.seconds', { value: text.slice(0, 40), most: mostSeconds })
  return seconds
}

/**
 * Opens the engine that the settings name: the embedded one unless `url` names a cluster.
 * @throws FealtyError `engine.address`, `engine.lake-address`
 */
export function openEngine(given: DuckdbOptions, settings: EngineSettings = {}): Engine {
  const options = withSeconds(given, settings)
  const embedded = openDuckdbEngine(options)
  return settings.url === undefined
    ? embedded
    : openCluster(embedded, options, settings.url, settings)
}

/** The options with the time limit that the settings name; what is said of an engine goes before. */
function withSeconds<T extends { seconds?: number }>(options: T, { seconds }: EngineSettings): T {
  return seconds === undefined ? options : { seconds, ...options }
}

/**
 * Opens a cluster over an embedded engine, which writes its files and is closed with it. Nothing is
 * asked yet.
 * @throws FealtyError `engine.address`, `engine.lake-address`
 */
export function openCluster(
  embedded: Engine,
  options: Pick<DuckdbOptions, 'dataFolder' | 'seconds'>,
  url: string,
  settings: EngineSettings,
): Engine {
  const { dataFolder, seconds } = withSeconds(options, settings)
  return openTrinoEngine({
    address: readTrinoAddress(url, settings),
    lake: openLakeStore(settings),
    local: embedded,
    dataFolder,
    ...(seconds === undefined ? {} : { seconds }),
  })
}
