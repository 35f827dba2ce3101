import { roles, type Role } from '@fealty/core'

/** What each role may do, in one line. */
const roleMeanings: Readonly<Record<Role, string>> = {
  owner: 'everything, with people and keys',
  analyst: 'data, definitions and every number',
  manager: 'the own units',
  agent: 'customers and their cases',
  viewer: 'reads',
}

export const roleOptions = roles.map((value) => ({
  value,
  label: `${value}: ${roleMeanings[value]}`,
}))
