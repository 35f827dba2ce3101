export { makeLink, type OneTimeLink } from './access/links.ts'
export { firstOwner } from './access/invitation.ts'
export { ensureWorkspace, isSetUp, makeFirstOwner, makeSetupLink } from './access/setup.ts'
export { findServer, takeFolder, type ServerFile } from './data-folder.ts'
export { disagreement } from './engine-move/engine-in-use.ts'
export { readAllowedHosts } from './egress/egress.ts'
export { terminalCall } from './http/caller.ts'
export { toKnownError } from './http/failure.ts'
export { pathOf } from './http/operation-routes.ts'
export { dispatchEvents } from './background/dispatch-events.ts'
export { allHandlers, allJobs, allOperations } from './operations.ts'
export { runOperation } from './run-operation.ts'
export {
  openServices,
  sweepLeftovers,
  type OpenServices,
  type ServerOperation,
  type Services,
} from './services.ts'
export { readEngineSettings } from '@fealty/engine'
export { startServer, type RunningServer } from './start-server.ts'
