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
}

/** The settings of `ENGINE_URL` and its like; `ENGINE_TOKEN` and `ENGINE_PASSWORD` are the secrets. */
export function readEngineSettings(
  env: Readonly<Record<string, string | undefined>>,
): EngineSettings {
  return {
    url: env.ENGINE_URL,
    token: env.ENGINE_TOKEN,
    password: env.ENGINE_PASSWORD,
    ...readLakeSettings(env),
  }
}

/**
 * Opens the engine that the settings name: the embedded one unless `url` names a cluster.
 * @throws FealtyError `engine.address`, `engine.lake-address`
 */
export function openEngine(options: DuckdbOptions, settings: EngineSettings = {}): Engine {
  const embedded = openDuckdbEngine(options)
  return settings.url === undefined
    ? embedded
    : openCluster(embedded, options, settings.url, settings)
}

/**
 * Opens a cluster over an embedded engine, which writes its files and is closed with it. Nothing is
 * asked yet.
 * @throws FealtyError `engine.address`, `engine.lake-address`
 */
export function openCluster(
  embedded: Engine,
  { dataFolder, seconds }: Pick<DuckdbOptions, 'dataFolder' | 'seconds'>,
  url: string,
  settings: EngineSettings,
): Engine {
  return openTrinoEngine({
    address: readTrinoAddress(url, settings),
    lake: openLakeStore(settings),
    local: embedded,
    dataFolder,
    ...(seconds === undefined ? {} : { seconds }),
  })
}
