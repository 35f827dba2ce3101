import type { Generated, Selectable } from 'kysely'
import type { FactKindName, Role } from '@fealty/core'

/** JSON kept as text, so that both databases store the same bytes. */
export type JsonText = string
/** A moment as ISO 8601 text in UTC with milliseconds; sorts as it reads. */
export type Moment = string

export interface WorkspaceTable {
  id: string
  name: string
  timeZone: string
  currency: string
  fiscalYearStartMonth: number
  settings: JsonText
  createdAt: Moment
}

export interface PersonTable {
  id: string
  /** Lower case; the name to sign in with. */
  email: string
  name: string
  /** argon2id, in PHC format; null until the invited person has chosen one. */
  passwordHash: string | null
  createdAt: Moment
  deactivatedAt: Moment | null
}

export interface MembershipTable {
  personId: string
  workspaceId: string
  role: Role
  units: JsonText
  createdAt: Moment
}

export interface SessionTable {
  tokenHash: string
  personId: string
  workspaceId: string
  createdAt: Moment
  expiresAt: Moment
}

export interface ApiKeyTable {
  id: string
  tokenHash: string
  workspaceId: string
  name: string
  role: Role
  units: JsonText
  createdBy: string
  createdAt: Moment
  revokedAt: Moment | null
}

export interface OneTimeTokenTable {
  tokenHash: string
  purpose: string
  payload: JsonText
  createdAt: Moment
  expiresAt: Moment
  usedAt: Moment | null
}

export interface ImportTable {
  id: string
  workspaceId: string
  seq: number
  kind: FactKindName
  files: JsonText
  mapping: JsonText
  cleaning: JsonText
  rowsIn: number
  kept: number
  rejected: number
  dropped: JsonText
  firstDay: string | null
  lastDay: string | null
  columns: JsonText
  segmentPath: string
  rejectsPath: string | null
  contentKey: string
  state: 'live' | 'undone'
  importedAt: Moment
  undoneAt: Moment | null
}

export interface SegmentTable {
  id: string
  workspaceId: string
  name: string
  definition: JsonText
  createdAt: Moment
  updatedAt: Moment
}

export interface ModelTable {
  id: string
  workspaceId: string
  snapshotId: string
  kind: string
  unit: string
  until: string
  parameters: JsonText
  createdAt: Moment
}

export interface ResultTable {
  workspaceId: string
  snapshotId: string
  key: string
  body: JsonText
  createdAt: Moment
}

export interface SettingTable {
  name: string
  value: JsonText
}

export interface MigrationTable {
  id: string
  appliedAt: Generated<Moment>
}

/** All tables, in camel case; the database has snake case. */
export interface Tables {
  workspaces: WorkspaceTable
  people: PersonTable
  memberships: MembershipTable
  sessions: SessionTable
  apiKeys: ApiKeyTable
  oneTimeTokens: OneTimeTokenTable
  imports: ImportTable
  segments: SegmentTable
  models: ModelTable
  results: ResultTable
  settings: SettingTable
  migrations: MigrationTable
}

/** A row whose JSON columns `J` are read as the values they hold. */
export type Decoded<Row, J> = Omit<Selectable<Row>, keyof J> & J
