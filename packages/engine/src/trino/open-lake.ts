import { FealtyError } from '@fealty/core'
import { openBucket } from './lake-bucket.ts'
import { openFolder } from './lake-folder.ts'
import type { LakeSettings, LakeStore } from './lake-store.ts'

/** The settings of `LAKE_URL` and its like. */
export function readLakeSettings(env: Readonly<Record<string, string | undefined>>): LakeSettings {
  return {
    lakeUrl: env.LAKE_URL,
    lakeLocation: env.LAKE_LOCATION,
    lakeEndpoint: env.LAKE_ENDPOINT,
    lakeRegion: env.LAKE_REGION,
    lakePathStyle: env.LAKE_PATH_STYLE,
    accessKey: env.AWS_ACCESS_KEY_ID,
    secretKey: env.AWS_SECRET_ACCESS_KEY,
    sessionToken: env.AWS_SESSION_TOKEN,
  }
}

/**
 * Opens the lake that the settings name. Nothing is asked of it yet.
 * @throws FealtyError `engine.lake-address`, which repeats nothing of the settings
 */
export function openLakeStore(settings: LakeSettings): LakeStore {
  const { lakeUrl } = settings
  if (lakeUrl === undefined || lakeUrl === '') throw refuseLake('it is not set')
  if (!URL.canParse(lakeUrl)) throw refuseLake('it is no address')
  if (lakeUrl.startsWith('file:///')) return openFolder(lakeUrl, settings.lakeLocation)
  if (lakeUrl.startsWith('s3://')) return openBucket(lakeUrl, settings)
  throw refuseLake('it begins with neither file:/// nor s3://')
}

function refuseLake(problem: string): FealtyError {
  return new FealtyError('engine.lake-address', { problem })
}
