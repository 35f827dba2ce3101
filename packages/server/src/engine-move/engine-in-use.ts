import { openCluster, openEngine, type Engine, type EngineSettings } from '@fealty/engine'
import { findSetting, type Store } from '@fealty/store'
import { z } from 'zod'
import { watchEngine, type EngineWatch } from '../engine-watch/watch-engine.ts'
import {
  isSame,
  nameOf,
  settingsOf,
  targetOfEnvironment,
  targetSchema,
  type EngineTarget,
} from './target.ts'

/** What the store says of the engine, once somebody has moved. */
const choiceSchema = z.object({ target: targetSchema, at: z.string() })
export const choiceSetting = 'engine.choice'

/** The engine that answers, and how another one takes its place. */
export interface EngineInUse {
  watch: EngineWatch
  target: EngineTarget
  /** Who has named it: the environment, or a move, whose word goes before. */
  saidBy: 'environment' | 'move'
  /** What the environment says, with its secrets. */
  environment: EngineSettings
  /** Opens an engine that nobody is asked by yet. @throws FealtyError `engine.address`, `engine.lake-address` */
  open: (target: EngineTarget) => Engine
  /** Puts an engine in use. Calls that are under way keep the one they began with. */
  use: (target: EngineTarget, engine: Engine) => void
  close: () => Promise<void>
}

/** Opens the engine that a move has chosen, or else the one that the environment names. */
export async function openEngineInUse(
  store: Store,
  options: { dataFolder: string; memory?: string },
  environment: EngineSettings,
  now: () => Date,
): Promise<EngineInUse> {
  const choice = choiceSchema.nullish().parse(await findSetting(store, choiceSetting))
  const { seconds } = environment
  const local = openEngine(options, { seconds })
  const open = (target: EngineTarget): Engine => {
    const { url, ...settings } = settingsOf(target, environment)
    return url === undefined ? local : openCluster(local, options, url, { ...settings, seconds })
  }
  const first = choice?.target ?? targetOfEnvironment(environment)
  const watch = watchEngine(open(first), now)
  const inUse: EngineInUse = {
    watch,
    target: first,
    saidBy: choice ? 'move' : 'environment',
    environment,
    open,
    use(target, engine) {
      watch.use(engine)
      inUse.target = target
      inUse.saidBy = 'move'
    },
    close: () => local.close(),
  }
  return inUse
}

/** What to tell when the environment names another engine than the one in use; else undefined. */
export function disagreement({ target, environment }: EngineInUse): string | undefined {
  if (environment.url === undefined) return undefined
  const named = targetOfEnvironment(environment)
  if (isSame(named, target)) return undefined
  return `ENGINE_URL names ${nameOf(named)}, but a move has put ${nameOf(target)} in use. Name the same there, or move again.`
}
