import { openDuckdbEngine, type DuckdbOptions } from './duckdb/duckdb-engine.ts'
import type { Engine } from './engine.ts'
import { readTrinoAddress } from './trino/address.ts'
import { readLakeFolder } from './trino/lake-folder.ts'
import { openTrinoEngine } from './trino/trino-engine.ts'

/** Where questions are answered, as the environment says it; nothing: by the embedded engine. */
export interface EngineSettings {
  /** `ENGINE_URL`: `trino://user[:password]@host:port/catalog/schema`. */
  url?: string | undefined
  /** `ENGINE_TOKEN`: a JWT in the place of a password. */
  token?: string | undefined
  /** `LAKE_URL`: `file:///folder`, which this machine and the cluster share. */
  lakeUrl?: string | undefined
  /** `LAKE_LOCATION`: what the cluster calls that folder, where it is not its `local.location`. */
  lakeLocation?: string | undefined
}

/** The settings of `ENGINE_URL` and its like. */
export function readEngineSettings(
  env: Readonly<Record<string, string | undefined>>,
): EngineSettings {
  return {
    url: env.ENGINE_URL,
    token: env.ENGINE_TOKEN,
    lakeUrl: env.LAKE_URL,
    lakeLocation: env.LAKE_LOCATION,
  }
}

/**
 * Opens the engine that the settings name: the embedded one unless `url` names a cluster.
 * @throws FealtyError `engine.address`, `engine.lake-address`
 */
export function openEngine(options: DuckdbOptions, settings: EngineSettings = {}): Engine {
  if (settings.url === undefined) return openDuckdbEngine(options)
  const address = readTrinoAddress(settings.url, settings.token)
  const lake = readLakeFolder(settings.lakeUrl, settings.lakeLocation)
  const { dataFolder, seconds } = options
  return openTrinoEngine({
    address,
    lake,
    local: openDuckdbEngine(options),
    dataFolder,
    ...(seconds === undefined ? {} : { seconds }),
  })
}
