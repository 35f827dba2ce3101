import type { Store } from '@fealty/store'
import type { EngineInUse } from '../engine-move/engine-in-use.ts'
import type { EngineWatch } from '../engine-watch/watch-engine.ts'
import type { LoginThrottle } from './login-throttle.ts'

/** How a door keeps a session: the web door by a cookie; other doors have none and refuse. */
export interface SessionDoor {
  /** Starts a session and hands its token to the caller. */
  start(personId: string, workspaceId: string): Promise<void>
  /** Ends the session of this call, if it has one. */
  end(): Promise<void>
}

/** What the access operations need; the door makes one for each call. */
export interface AccessServices {
  store: Store
  session: SessionDoor
  throttle: LoginThrottle
  /** Where the call came from, as the socket says it. */
  callerAddress: string
  now: () => Date
  engineWatch: EngineWatch
  engineInUse: EngineInUse
}
