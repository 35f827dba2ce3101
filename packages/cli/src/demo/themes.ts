import type { Filler } from './filler.ts'

export const themesFiller: Filler = {
  what: 'Writing the dictionary of themes and reading all comments',
  async fill(run) {
    await run('themes.add-defaults', {})
    await run('themes.read', {})
  },
}
