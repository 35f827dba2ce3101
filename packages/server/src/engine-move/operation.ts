import { defineOperation, FealtyError, type Call, type ErrorCode } from '@fealty/core'
import { saveSetting } from '@fealty/store'
import { nothing } from '../access/contract.ts'
import type { CallServices, ServerOperation } from '../services.ts'
import { clearOtherEngine } from './clear-engine.ts'
import { clearOutput, moveInput, moveOutput, standingOutput } from './contract.ts'
import { choiceSetting, disagreement } from './engine-in-use.ts'
import { moveEngine } from './move-engine.ts'
import { isMoving, readMoveState } from './move-state.ts'
import { nameOf, readTarget } from './target.ts'

/** It concerns all workspaces, and sends facts to an address: a matter of who runs the program. */
function refuseOthers({ actor }: Call<CallServices>): void {
  if (actor.kind !== 'terminal') throw new FealtyError('engine.terminal-only')
}

const owners = ['owner'] as const
const moveErrors: readonly ErrorCode[] = [
  'engine.terminal-only',
  'engine.moving',
  'engine.move-secret',
  'engine.move-mapped',
  'engine.move-segment',
  'engine.move-facts',
  'engine.address',
  'engine.lake-address',
  'engine.unreachable',
  'engine.not-allowed',
]

const moveOperation = defineOperation<CallServices, typeof moveInput, typeof moveOutput>({
  id: 'engine.move',
  summary:
    'Take all facts to another engine, compare every number, and put it in use when all are equal',
  kind: 'command',
  input: moveInput,
  output: moveOutput,
  errors: moveErrors,
  access: owners,
  run(call, { to, lake }) {
    refuseOthers(call)
    return moveEngine(call, readTarget(to, lake, call.services.engineInUse.environment))
  },
})

const standingOperation = defineOperation<CallServices, typeof nothing, typeof standingOutput>({
  id: 'engine.standing',
  summary: 'Which engine answers, who has said so, and where the last move stands',
  kind: 'query',
  input: nothing,
  output: standingOutput,
  errors: [],
  access: owners,
  async run({ services: { store, dataFolder, engineInUse } }) {
    const move = await readMoveState(store)
    return {
      engine: nameOf(engineInUse.target),
      saidBy: engineInUse.saidBy,
      disagreement: disagreement(engineInUse) ?? null,
      move: move && { ...move, from: nameOf(move.from), to: nameOf(move.to) },
      isMoving: isMoving(dataFolder),
    }
  },
})

const clearOperation = defineOperation<CallServices, typeof nothing, typeof clearOutput>({
  id: 'engine.clear',
  summary: 'Delete what the engine that is not in use any more still keeps',
  kind: 'command',
  input: nothing,
  output: clearOutput,
  errors: ['engine.terminal-only', 'engine.moving', 'engine.move-none', 'engine.unreachable'],
  access: owners,
  run(call) {
    refuseOthers(call)
    return clearOtherEngine(call.services, call.signal)
  },
})

const forgetOperation = defineOperation<CallServices, typeof nothing, typeof nothing>({
  id: 'engine.forget',
  summary: 'Let ENGINE_URL name the engine again, from the next start on and without a comparison',
  kind: 'command',
  input: nothing,
  output: nothing,
  errors: ['engine.terminal-only'],
  access: owners,
  async run(call) {
    refuseOthers(call)
    await saveSetting(call.services.store, choiceSetting, null)
    return {}
  },
})

export const engineMoveOperations: readonly ServerOperation[] = [
  moveOperation,
  standingOperation,
  clearOperation,
  forgetOperation,
]
