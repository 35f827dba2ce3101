import { defineOperation, FealtyError } from '@fealty/core'
import { recordKind } from '@fealty/store'
import { z } from 'zod'
import { changeBy, idToSave, type SteerCall } from '../record-change.ts'
import { checkClaims } from './check-claims.ts'
import {
  claimCheckInput,
  claimCheckOutput,
  claimListOutput,
  claimSaveInput,
  claimSchema,
  listedClaimSchema,
  type Claim,
} from './contract.ts'

const claims = recordKind<Claim>({
  kind: 'claim',
  what: 'claim',
  parse: (body) => claimSchema.parse(body),
})

/** @throws FealtyError `claim.unclear`, `claim.untested` */
function checkClaim(claim: Claim): void {
  const refused = checkClaims(claim.text).find(({ kind }) => kind === 'refused')
  if (refused) throw new FealtyError('claim.unclear', { problem: refused.problem })
  if (claim.to < claim.from) {
    throw new FealtyError('input.invalid', { problem: 'the window ends before it begins' })
  }
  const isTested = claim.evidence !== ''
  if (claim.status !== 'hypothesis' && !isTested) throw new FealtyError('claim.untested')
  if (claim.grade !== 'D' && !isTested) throw new FealtyError('claim.untested')
}

const list = defineOperation({
  id: 'claims.list',
  summary: 'The register of claims: what is said to have changed, and what shows it',
  kind: 'query',
  input: z.object({}),
  output: claimListOutput,
  errors: [],
  access: 'member',
  run: async ({ services, workspaceId }: SteerCall) => {
    const records = await claims.list(services.store, workspaceId)
    return { claims: records.map(({ body, version }) => ({ ...body, version })) }
  },
})

const save = defineOperation({
  id: 'claims.save',
  summary: 'Enters a claim or changes it; without an own measurement it stays a hypothesis',
  kind: 'command',
  input: claimSaveInput,
  output: listedClaimSchema,
  errors: [
    'claim.unclear',
    'claim.untested',
    'input.invalid',
    'record.changed',
    'record.not-found',
  ],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { expected, ...given }) {
    const place = await idToSave(claims, call, { id: given.id, expected })
    const claim: Claim = { ...given, id: place.id }
    checkClaim(claim)
    const change = { ...changeBy(call), ...place, body: claim }
    const saved = await claims.save(call.services.store, change)
    return { ...saved.body, version: saved.version }
  },
})

const check = defineOperation({
  id: 'claims.check',
  summary: 'Finds the changes a text claims and what it leaves open about each',
  kind: 'query',
  input: claimCheckInput,
  output: claimCheckOutput,
  errors: [],
  access: 'member',
  run: (_call: SteerCall, { text }) => Promise.resolve({ findings: checkClaims(text) }),
})

export const claimsOperations = [list, save, check]
