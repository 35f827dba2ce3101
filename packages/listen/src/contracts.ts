/** The shapes of this room's operations, by type only, for whoever calls them over the API: the web app. */
export type * as budget from './budget/contract.ts'
export type * as contacts from './contacts/contract.ts'
export type * as plans from './invitation/contract.ts'
export type * as invitations from './invitation/operation-contract.ts'
export type * as mails from './invitation-mail/contract.ts'
export type * as webhooks from './webhooks/contract.ts'
export type * as surveys from './survey/contract.ts'
export type * as clicks from './clicks/contract.ts'
