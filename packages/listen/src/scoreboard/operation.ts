import { defineOperation } from '@fealty/core'
import { z } from 'zod'
import type { ListenServices } from '../services.ts'
import { scoreboardOutput } from './contract.ts'
import { readScoreboard } from './read-scoreboard.ts'

const nothing = z.object({})

/** What the open surveys say in the running quarter, up to this second. */
export const scoreboardOperation = defineOperation<
  ListenServices,
  typeof nothing,
  typeof scoreboardOutput
>({
  id: 'listen.scoreboard',
  summary: 'Scores of all open surveys in the running quarter, with the answers of this second',
  kind: 'query',
  input: nothing,
  output: scoreboardOutput,
  errors: ['engine.time', 'engine.memory'],
  access: 'member',
  run: readScoreboard,
})
