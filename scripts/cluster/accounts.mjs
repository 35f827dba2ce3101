/** Accounts of the cluster with fewer rights, as a company's administrator gives them, for the tests. */
import { join } from 'node:path'
import { writeFileSync } from 'node:fs'

const lakes = 'lake|bucket|small'
const ownSchemas = 't_.*'

/** What docs/guide/sources.md says that the account of Fealty needs, and no more. */
const least = {
  catalogs: [
    { catalog: lakes, allow: 'all' },
    { catalog: 'company|system', allow: 'read-only' },
  ],
  schemas: [{ catalog: lakes, schema: ownSchemas, owner: true }],
  tables: [
    {
      catalog: lakes,
      schema: ownSchemas,
      privileges: ['OWNERSHIP', 'SELECT', 'INSERT', 'DELETE', 'UPDATE'],
    },
    { catalog: 'system', privileges: ['SELECT'] },
  ],
}

const accounts = {
  /** May do exactly what is needed. */
  least: {
    ...least,
    tables: [...least.tables, { catalog: 'company', schema: 'public', privileges: ['SELECT'] }],
  },
  /** The same, but for the tables of the company. */
  blind: least,
  /** May read everything and write nowhere. */
  guest: {
    catalogs: [{ allow: 'read-only' }],
    schemas: [{ owner: false }],
    tables: [{ privileges: ['SELECT'] }],
  },
}

/** Whatever no rule of these accounts allows is refused to them; everybody else may do everything. */
function toRules() {
  const users = Object.keys(accounts).join('|')
  const of = (part) =>
    Object.entries(accounts).flatMap(([user, rules]) =>
      rules[part].map((rule) => ({ user, ...rule })),
    )
  return {
    catalogs: [...of('catalogs'), { user: users, allow: 'none' }, { allow: 'all' }],
    schemas: [...of('schemas'), { user: users, owner: false }, { owner: true }],
    tables: [
      ...of('tables'),
      { user: users, privileges: [] },
      { privileges: ['OWNERSHIP', 'SELECT', 'INSERT', 'DELETE', 'UPDATE', 'GRANT_SELECT'] },
    ],
  }
}

/** Writes the rules; gives the settings of the coordinator that name them, and what the tests are told. */
export function makeAccounts(folder) {
  const path = join(folder, 'access-rules.json')
  writeFileSync(path, JSON.stringify(toRules()))
  return {
    settings: { 'access-control.name': 'file', 'security.config-file': path },
    environment: { TEST_ACCOUNTS: Object.keys(accounts).join(',') },
  }
}
