import { recordKind, type KeptRecord, type Store } from '@fealty/store'
import { ruleBodySchema, type CaseRule, type ListedRule } from './contract.ts'

export const ruleRecords = recordKind<CaseRule>({
  kind: 'case-rule',
  what: 'case rule',
  parse: (body) => ruleBodySchema.parse(body),
})

/** A rule with its name in the store. */
export function toListedRule({ id, version, body }: KeptRecord<CaseRule>): ListedRule {
  return { ...body, id, version }
}

/** The rules of a workspace, in the order in which they were made. */
export async function listRules(store: Store, workspaceId: string): Promise<ListedRule[]> {
  return (await ruleRecords.list(store, workspaceId)).map(toListedRule)
}
