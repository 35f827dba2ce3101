import { FealtyError } from '@fealty/core'
import { nameCluster, type EngineSettings } from '@fealty/engine'
import { z } from 'zod'

/** The word for the engine that this program brings along. */
export const embedded = 'embedded'

/** What of the lake's settings is no secret. */
export const lakeSchema = z.object({
  lakeUrl: z.string().max(2_000).optional(),
  lakeLocation: z.string().max(2_000).optional(),
  lakeEndpoint: z.string().max(2_000).optional(),
  lakeRegion: z.string().max(200).optional(),
  lakePathStyle: z.string().max(10).optional(),
})

/** An engine as the store may name it: without a password, a token or a key. */
export const targetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal(embedded) }),
  z.object({ kind: z.literal('cluster'), url: z.string(), lake: lakeSchema }),
])
export type EngineTarget = z.infer<typeof targetSchema>

/** As a person reads it. */
export const nameOf = (target: EngineTarget): string =>
  target.kind === 'cluster' ? target.url : embedded

/** The same engine: another way to the same lake is no other engine. */
export const isSame = (one: EngineTarget, other: EngineTarget): boolean =>
  nameOf(one) === nameOf(other)

/** What the environment names. @throws FealtyError `engine.address` */
export function targetOfEnvironment({ url, ...settings }: EngineSettings): EngineTarget {
  if (url === undefined || url === embedded) return { kind: embedded }
  return { kind: 'cluster', url: nameCluster(url).name, lake: lakeOf(settings) }
}

/**
 * The engine that somebody wants to move to. What is not said of its lake is as the environment has it.
 * @throws FealtyError `engine.address`, `engine.move-secret`
 */
export function readTarget(
  to: string,
  lake: z.infer<typeof lakeSchema>,
  environment: EngineSettings,
): EngineTarget {
  if (to === embedded) return { kind: embedded }
  const { name, hasPassword } = nameCluster(to)
  // It would have to be kept for the next start, and the store is no place for it.
  if (hasPassword) throw new FealtyError('engine.move-secret')
  return { kind: 'cluster', url: name, lake: { ...lakeOf(environment), ...lakeOf(lake) } }
}

/** What opens the engine: the secrets come from the environment and from nowhere else. */
export function settingsOf(target: EngineTarget, environment: EngineSettings): EngineSettings {
  if (target.kind === embedded) return {}
  const { url, lake } = target
  // The environment's own words for it may hold a password.
  const isNamed = isSame(targetOfEnvironment(environment), target)
  return { ...environment, ...lake, url: isNamed ? environment.url : url }
}

function lakeOf(settings: EngineSettings): z.infer<typeof lakeSchema> {
  const names = Object.keys(lakeSchema.shape) as (keyof typeof lakeSchema.shape)[]
  const given = names.flatMap((name) =>
    settings[name] === undefined ? [] : [[name, settings[name]] as const],
  )
  return Object.fromEntries(given)
}
