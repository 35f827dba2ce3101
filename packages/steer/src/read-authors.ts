import { listMembers, type Store } from '@fealty/store'

/** How an author is called: a person by name or address, the terminal, or a program with a key. */
export type NameAuthor = (author: string) => string

/** The names of those who have written records of a workspace, also of people who have left. */
export async function readAuthors(store: Store, workspaceId: string): Promise<NameAuthor> {
  const members = await listMembers(store, workspaceId)
  const names = new Map(members.map(({ id, name, email }) => [id, name === '' ? email : name]))
  return (author) => names.get(author) ?? (author === 'terminal' ? 'The terminal' : 'A program')
}
