import { defineOperation, FealtyError, type Actor, type Call } from '@fealty/core'
import {
  endSessionsOf,
  findPersonByEmail,
  inTransaction,
  listMemberships,
  readMember,
  readWorkspace,
  setPassword,
  type Store,
} from '@fealty/store'
import {
  acceptInput,
  changePasswordInput,
  enterInput,
  linkOutput,
  meOutput,
  newPasswordInput,
  nothing,
  setupInput,
  signInInput,
} from './contract.ts'
import { makeLink, takeLink } from './links.ts'
import { checkPassword, hashPassword } from './passwords.ts'
import type { AccessServices } from './services.ts'
import { isSetUp, setUp } from './setup.ts'
import { acceptInvitation, firstOwner } from './invitation.ts'

type AccessCall = Call<AccessServices>

const me = defineOperation({
  id: 'access.me',
  summary: 'Who is signed in, in which workspace, and whether the set-up is still to be done',
  kind: 'query',
  input: nothing,
  output: meOutput,
  errors: [],
  access: 'public',
  async run({ actor, services: { store } }: AccessCall) {
    const setupNeeded = !(await isSetUp(store))
    if (actor.kind === 'nobody') return { setupNeeded, signedIn: null, workspace: null }
    const workspace = await readWorkspace(store, actor.workspaceId)
    const { kind, id, role, units } = actor
    const called = await nameOf(store, actor)
    return { setupNeeded, workspace, signedIn: { kind, id, role, units: [...units], ...called } }
  },
})

async function nameOf(store: Store, actor: Exclude<Actor, { kind: 'nobody' }>) {
  if (actor.kind !== 'person') {
    return { name: actor.kind === 'key' ? 'API key' : 'Terminal', email: null }
  }
  const { name, email } = await readMember(store, actor.workspaceId, actor.id)
  return { name, email }
}

const setup = defineOperation({
  id: 'access.setup',
  summary: 'Makes the first owner, once, by the link that the first start printed',
  kind: 'command',
  input: setupInput,
  output: nothing,
  errors: ['access.setup-done', 'access.token-invalid', 'access.weak-password'],
  access: 'public',
  async run({ services }: AccessCall, { token, email, name, password }) {
    const { store, now, session } = services
    if (await isSetUp(store)) throw new FealtyError('access.setup-done')
    const passwordHash = await hashPassword(password)
    const owner = await setUp(store, token, { email, name, passwordHash }, now())
    await session.start(owner.personId, owner.workspaceId)
    return {}
  },
})

const signIn = defineOperation({
  id: 'access.sign-in',
  summary: 'Signs in with e-mail and password',
  kind: 'command',
  input: signInInput,
  output: nothing,
  errors: ['access.login-failed', 'request.too-many'],
  access: 'public',
  async run({ services }: AccessCall, { email, password }) {
    const { store, now, session, throttle, callerAddress } = services
    const name = email.trim().toLowerCase()
    const succeed = throttle.take(name, callerAddress, now())
    const person = await findPersonByEmail(store, name)
    const active = person?.deactivatedAt === null ? person : undefined
    const matches = await checkPassword(active?.passwordHash ?? null, password)
    const [membership] = active ? await listMemberships(store, active.id) : []
    if (!matches || !active || !membership) throw new FealtyError('access.login-failed')
    succeed()
    await session.start(active.id, membership.workspaceId)
    return {}
  },
})

const enter = defineOperation({
  id: 'access.enter',
  summary: 'Signs in by a one-time link',
  kind: 'command',
  input: enterInput,
  output: nothing,
  errors: ['access.token-invalid'],
  access: 'public',
  async run({ services: { store, now, session } }: AccessCall, { token }) {
    const { personId, workspaceId } = await takeLink(store, 'enter', token, now())
    if (personId === undefined || workspaceId === undefined) {
      throw new FealtyError('access.token-invalid')
    }
    const member = await readMember(store, workspaceId, personId)
    if (member.deactivatedAt !== null) throw new FealtyError('access.token-invalid')
    await session.start(personId, workspaceId)
    return {}
  },
})

const signOut = defineOperation({
  id: 'access.sign-out',
  summary: 'Ends this session',
  kind: 'command',
  input: nothing,
  output: nothing,
  errors: [],
  access: 'member',
  async run({ services }: AccessCall) {
    await services.session.end()
    return {}
  },
})

const accept = defineOperation({
  id: 'access.accept-invitation',
  summary: 'Takes an invitation: gives name and password, and signs in',
  kind: 'command',
  input: acceptInput,
  output: nothing,
  errors: ['access.token-invalid', 'access.weak-password'],
  access: 'public',
  async run({ services }: AccessCall, { token, name, password }) {
    const passwordHash = await hashPassword(password)
    const { store, now, session } = services
    const { personId, workspaceId } = await acceptInvitation(
      store,
      token,
      name,
      passwordHash,
      now(),
    )
    await session.start(personId, workspaceId)
    return {}
  },
})

const newPassword = defineOperation({
  id: 'access.new-password',
  summary: 'Sets a new password by a one-time link; every session of the person ends',
  kind: 'command',
  input: newPasswordInput,
  output: nothing,
  errors: ['access.token-invalid', 'access.weak-password'],
  access: 'public',
  async run({ services: { store, now } }: AccessCall, { token, password }) {
    const passwordHash = await hashPassword(password)
    await inTransaction(store, async (transaction) => {
      const { personId } = await takeLink(transaction, 'new-password', token, now())
      if (personId === undefined) throw new FealtyError('access.token-invalid')
      await setPassword(transaction, personId, passwordHash)
      await endSessionsOf(transaction, personId)
    })
    return {}
  },
})

const changePassword = defineOperation({
  id: 'access.change-password',
  summary: 'Changes the own password; every other session of the person ends',
  kind: 'command',
  input: changePasswordInput,
  output: nothing,
  errors: ['access.login-failed', 'access.weak-password', 'access.denied', 'request.too-many'],
  access: 'member',
  async run({ actor, services }: AccessCall, { current, next }) {
    const { store, now, session, throttle, callerAddress } = services
    if (actor.kind !== 'person') {
      const role = actor.kind === 'nobody' ? 'nobody' : actor.role
      throw new FealtyError('access.denied', { role, operation: 'access.change-password' })
    }
    const { email } = await readMember(store, actor.workspaceId, actor.id)
    const succeed = throttle.take(email, callerAddress, now())
    const person = await findPersonByEmail(store, email)
    if (!(await checkPassword(person?.passwordHash ?? null, current))) {
      throw new FealtyError('access.login-failed')
    }
    succeed()
    const passwordHash = await hashPassword(next)
    await inTransaction(store, async (transaction) => {
      await setPassword(transaction, actor.id, passwordHash)
      await endSessionsOf(transaction, actor.id)
    })
    await session.start(actor.id, actor.workspaceId)
    return {}
  },
})

const makeEnterLink = defineOperation({
  id: 'access.make-link',
  summary: 'Makes a one-time link that signs in the caller; from the terminal, the first owner',
  kind: 'command',
  input: nothing,
  output: linkOutput,
  errors: ['access.denied', 'record.not-found'],
  access: ['owner'],
  async run({ actor, workspaceId, services: { store, now } }: AccessCall) {
    if (actor.kind === 'nobody' || actor.kind === 'key') {
      throw new FealtyError('access.denied', { role: 'API key', operation: 'access.make-link' })
    }
    const personId = actor.kind === 'person' ? actor.id : await firstOwner(store, workspaceId)
    return makeLink(store, 'enter', { personId, workspaceId }, now())
  },
})

export const accessOperations = [
  me,
  setup,
  signIn,
  enter,
  signOut,
  accept,
  newPassword,
  changePassword,
  makeEnterLink,
]
