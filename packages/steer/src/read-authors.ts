import { listMembers, type Store } from '@fealty/store'

/** How an author is called within a sentence: a person by name or address, `the terminal`, `a program`. */
export type NameAuthor = (author: string) => string

/** The names of those who have written records of a workspace, also of people who have left. */
export async function readAuthors(store: Store, workspaceId: string): Promise<NameAuthor> {
  const members = await listMembers(store, workspaceId)
  const names = new Map(members.map(({ id, name, email }) => [id, name === '' ? email : name]))
  return (author) => names.get(author) ?? (author === 'terminal' ? 'the terminal' : 'a program')
}
