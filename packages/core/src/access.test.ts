import { describe, expect, test } from 'vitest'
import { mayCall, roles, type Access, type Actor, type Role } from './access.ts'

const nobody: Actor = { kind: 'nobody' }

function actor(role: Role, kind: 'person' | 'key' | 'terminal' = 'person'): Actor {
  return { kind, id: 'a', workspaceId: 'w', role, units: [] }
}

describe('mayCall', () => {
  test('lets anybody do what is public', () => {
    expect(mayCall('public', nobody)).toBe(true)
    for (const role of roles) expect(mayCall('public', actor(role))).toBe(true)
  })

  test('lets everybody who is signed in do what is for members', () => {
    expect(mayCall('member', nobody)).toBe(false)
    for (const role of roles) expect(mayCall('member', actor(role))).toBe(true)
  })

  test('lets exactly the named roles, through every kind of actor', () => {
    const access: Access = ['owner', 'analyst']
    for (const kind of ['person', 'key', 'terminal'] as const) {
      const allowed = roles.filter((role) => mayCall(access, actor(role, kind)))
      expect(allowed).toEqual(['owner', 'analyst'])
    }
    expect(mayCall(access, nobody)).toBe(false)
  })

  test('lets nobody do what names no role, not even an owner', () => {
    for (const role of roles) expect(mayCall([], actor(role))).toBe(false)
  })
})
