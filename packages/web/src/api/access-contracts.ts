import type * as server from '@fealty/server/contracts'
import type { Done, Plain, Shape } from './contract-shapes.ts'

export interface AccessQueries {
  'access.me': Plain<typeof server.meOutput>
  'engine.state': Plain<typeof server.engineWatch.engineStateOutput>
  'keys.list': Plain<typeof server.keys.listOutput>
  'people.list': Plain<typeof server.people.listOutput>
}

export interface AccessCommands {
  'access.setup': Done<typeof server.setupInput>
  'access.sign-in': Done<typeof server.signInInput>
  'access.enter': Done<typeof server.enterInput>
  'access.accept-invitation': Done<typeof server.acceptInput>
  'access.new-password': Done<typeof server.newPasswordInput>
  'access.change-password': Done<typeof server.changePasswordInput>
  'keys.create': Shape<typeof server.keys.createInput, typeof server.keys.createOutput>
  'keys.revoke': Done<typeof server.keys.revokeInput>
  'people.invite': Shape<typeof server.people.inviteInput, typeof server.people.inviteOutput>
  'people.change': Done<typeof server.people.changeInput>
  'people.deactivate': Done<typeof server.people.onePersonInput>
  'people.restore': Done<typeof server.people.onePersonInput>
  'people.new-password-link': Shape<typeof server.people.onePersonInput, typeof server.linkOutput>
}
