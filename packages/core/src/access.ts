/** Roles of a workspace, from most to least. A manager sees the own units only. */
export const roles = ['owner', 'analyst', 'manager', 'agent', 'viewer'] as const
export type Role = (typeof roles)[number]

/**
 * Who may call an operation: anybody (`public`: sign-in, set-up, health), anybody signed in
 * (`member`), or named roles. There is no default: an operation without it does not compile.
 */
export type Access = 'public' | 'member' | readonly Role[]

/** Who calls. */
export type Actor =
  | { kind: 'nobody' }
  | {
      kind: 'person' | 'key' | 'terminal'
      id: string
      workspaceId: string
      role: Role
      /** Units a manager is bound to; empty for every other role. */
      units: readonly string[]
    }

/** Whether the actor may call. The one place where access is decided. */
export function mayCall(access: Access, actor: Actor): boolean {
  if (access === 'public') return true
  if (actor.kind === 'nobody') return false
  return access === 'member' || access.includes(actor.role)
}

/** Who stands beside a version of a record or a line of a log: the id of the person, key or program. */
export function authorOf(actor: Actor): string {
  return actor.kind === 'nobody' ? 'nobody' : actor.id
}
