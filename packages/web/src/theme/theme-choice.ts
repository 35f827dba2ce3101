import { useSyncExternalStore } from 'react'

export const themeChoices = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof themeChoices)[number]

/** The same key as in `public/theme-choice.js`, which runs before the first paint. */
const storageKey = 'fealty.theme'
const listeners = new Set<() => void>()

function readChoice(): ThemeChoice {
  const set = document.documentElement.dataset.theme
  return set === 'light' || set === 'dark' ? set : 'system'
}

/** Sets the look of this browser; `system` follows the operating system again. */
export function chooseTheme(choice: ThemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = choice
  try {
    if (choice === 'system') localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, choice)
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What the person chose for this browser. */
export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, readChoice)
}

/** Whether the page is dark now, by choice or by the system. */
export function isDarkNow(): boolean {
  const choice = readChoice()
  if (choice !== 'system') return choice === 'dark'
  return matchMedia('(prefers-color-scheme: dark)').matches
}
