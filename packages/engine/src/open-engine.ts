import { openDuckdbEngine, type DuckdbOptions } from './duckdb/duckdb-engine.ts'
import type { Engine } from './engine.ts'
import { readTrinoAddress } from './trino/address.ts'
import type { LakeSettings } from './trino/lake-store.ts'
import { openLakeStore, readLakeSettings } from './trino/open-lake.ts'
import { openTrinoEngine } from './trino/trino-engine.ts'

/** Where questions are answered, as the environment says it; nothing: by the embedded engine. */
export interface EngineSettings extends LakeSettings {
  /** `ENGINE_URL`: `trino://user[:password]@host:port/catalog/schema`. */
  url?: string | undefined
  /** `ENGINE_TOKEN`: a JWT in the place of a password. */
  token?: string | undefined
}

/** The settings of `ENGINE_URL` and its like. */
export function readEngineSettings(
  env: Readonly<Record<string, string | undefined>>,
): EngineSettings {
  return {
    url: env.ENGINE_URL,
    token: env.ENGINE_TOKEN,
    ...readLakeSettings(env),
  }
}

/**
 * Opens the engine that the settings name: the embedded one unless `url` names a cluster.
 * @throws FealtyError `engine.address`, `engine.lake-address`
 */
export function openEngine(options: DuckdbOptions, settings: EngineSettings = {}): Engine {
  if (settings.url === undefined) return openDuckdbEngine(options)
  const address = readTrinoAddress(settings.url, settings.token)
  const lake = openLakeStore(settings)
  const { dataFolder, seconds } = options
  return openTrinoEngine({
    address,
    lake,
    local: openDuckdbEngine(options),
    dataFolder,
    ...(seconds === undefined ? {} : { seconds }),
  })
}
