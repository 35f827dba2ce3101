import { cssTheme, migrationColour, rampColour } from '@fealty/charts'

/** The variable a paint refers to is the name of its class: `var(--ramp-accent-7)`, `ramp-accent-7`. */
function classOf(background: string): string {
  return /ramp-\w+-\d+/.exec(background)?.[0] ?? ''
}

/** Class of a cell whose strength shows a share in [0, 1]. */
export function rampClass(share: number): string {
  return classOf(rampColour(share, cssTheme).background)
}

/** Class of a cell of a migration matrix. @param move band now minus before; positive is better. */
export function migrationClass(move: number, share: number): string {
  return classOf(migrationColour(move, share, cssTheme).background)
}
