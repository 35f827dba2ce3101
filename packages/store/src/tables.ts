import type { Generated, Selectable } from 'kysely'
import type { FactKindName, Role } from '@fealty/core'
import type { JsonText, Moment } from './column-types.ts'
import type { ListenOutTables } from './tables-listen-out.ts'
import type { SurveyTables } from './tables-survey.ts'
import type { ActTables } from './tables-act.ts'
import type { AnswerTables } from './tables-listen.ts'
import type { ProveTables } from './tables-prove.ts'

export type { JsonText, Moment } from './column-types.ts'

export interface WorkspaceTable {
  id: string
  name: string
  timeZone: string
  currency: string
  fiscalYearStartMonth: number
  settings: JsonText
  createdAt: Moment
  /** How often all kept answers were forgotten, because a person or their words were. */
  forgettings: Generated<number>
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

/** The newest version of a record whose shape its owner knows: a goal, a survey, a rule. */
export interface RecordTable {
  workspaceId: string
  kind: string
  id: string
  version: number
  /** Unique among the kept records of a kind; null where the kind has no names. */
  name: string | null
  /** The record it belongs to. */
  parentId: string | null
  body: JsonText
  author: string
  reason: string | null
  createdAt: Moment
  changedAt: Moment
  removedAt: Moment | null
}

/** Every version there ever was. */
export interface RecordVersionTable {
  workspaceId: string
  kind: string
  id: string
  version: number
  body: JsonText
  author: string
  reason: string | null
  changedAt: Moment
  removed: number
}

export interface OutboxTable {
  id: string
  workspaceId: string
  topic: string
  payload: JsonText
  createdAt: Moment
  /** Not before this moment; moved on while a process works on it, and after a failure. */
  dueAt: Moment
  attempts: number
  doneHandlers: JsonText
  state: 'waiting' | 'done' | 'dead'
  /** Why the last try failed, as the error catalogue says it. */
  problem: string | null
}

export interface LeaseTable {
  name: string
  holder: string
  until: Moment
  /** When the work was last begun. */
  beganAt: Moment
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
export interface Tables
  extends ActTables, AnswerTables, ListenOutTables, ProveTables, SurveyTables {
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
  records: RecordTable
  recordVersions: RecordVersionTable
  outbox: OutboxTable
  leases: LeaseTable
  settings: SettingTable
  migrations: MigrationTable
}

/** A row whose JSON columns `J` are read as the values they hold. */
export type Decoded<Row, J> = Omit<Selectable<Row>, keyof J> & J
