import { defineOperation, FealtyError, type Call } from '@fealty/core'
import { listMembers, listMemberships, readMember, type Member } from '@fealty/store'
import { linkOutput, nothing } from '../access/contract.ts'
import { invite } from '../access/invitation.ts'
import { makeLink } from '../access/links.ts'
import type { AccessServices } from '../access/services.ts'
import { changeInput, inviteInput, inviteOutput, listOutput, onePersonInput } from './contract.ts'
import { changeRole, deactivate, restore, unitsFor } from './membership.ts'

type PeopleCall = Call<AccessServices>

const list = defineOperation({
  id: 'people.list',
  summary: 'Everybody with access to this workspace',
  kind: 'query',
  input: nothing,
  output: listOutput,
  errors: [],
  access: ['owner'],
  async run({ workspaceId, services: { store } }: PeopleCall) {
    return { people: (await listMembers(store, workspaceId)).map(showPerson) }
  },
})

function showPerson({ hasPassword, deactivatedAt, ...person }: Member) {
  if (deactivatedAt !== null) return { ...person, state: 'deactivated' as const }
  return { ...person, state: hasPassword ? ('active' as const) : ('invited' as const) }
}

const inviteOne = defineOperation({
  id: 'people.invite',
  summary: 'Invites a person by a one-time link',
  kind: 'command',
  input: inviteInput,
  output: inviteOutput,
  errors: ['record.exists'],
  access: ['owner'],
  run({ workspaceId, services: { store, now } }: PeopleCall, { email, role, units }) {
    return invite(store, workspaceId, { email, role, units: unitsFor(role, units) }, now())
  },
})

const change = defineOperation({
  id: 'people.change',
  summary: 'Changes the role and units of a person; their sessions end',
  kind: 'command',
  input: changeInput,
  output: nothing,
  errors: ['record.not-found', 'access.last-owner'],
  access: ['owner'],
  async run({ workspaceId, services: { store } }: PeopleCall, { personId, ...next }) {
    await changeRole(store, workspaceId, personId, next)
    return {}
  },
})

const end = defineOperation({
  id: 'people.deactivate',
  summary: 'Ends the access of a person, at once',
  kind: 'command',
  input: onePersonInput,
  output: nothing,
  errors: ['record.not-found', 'access.last-owner'],
  access: ['owner'],
  async run({ workspaceId, services: { store, now } }: PeopleCall, { personId }) {
    await deactivate(store, workspaceId, personId, now())
    return {}
  },
})

const giveBack = defineOperation({
  id: 'people.restore',
  summary: 'Gives a person their access back',
  kind: 'command',
  input: onePersonInput,
  output: nothing,
  errors: ['record.not-found'],
  access: ['owner'],
  async run({ workspaceId, services: { store } }: PeopleCall, { personId }) {
    await restore(store, workspaceId, personId)
    return {}
  },
})

const makePasswordLink = defineOperation({
  id: 'people.new-password-link',
  summary: 'Makes a one-time link by which a person sets a new password',
  kind: 'command',
  input: onePersonInput,
  output: linkOutput,
  errors: ['record.not-found', 'access.denied'],
  access: ['owner'],
  async run({ workspaceId, services: { store, now } }: PeopleCall, { personId }) {
    await readMember(store, workspaceId, personId)
    // The link is as good as the person: who belongs to other workspaces too is not ours to hand out.
    if ((await listMemberships(store, personId)).length > 1) {
      throw new FealtyError('access.denied', {
        role: 'owner',
        operation: 'people.new-password-link',
      })
    }
    return makeLink(store, 'new-password', { personId }, now())
  },
})

export const peopleOperations = [list, inviteOne, change, end, giveBack, makePasswordLink]
