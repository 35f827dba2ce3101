/** Opens a connection that shows its states, and gives how to close it. */
export type OpenLine<State> = (show: (state: State) => void) => () => void

/**
 * One connection for all who listen: opened for the first, closed a moment after the last has left,
 * so that going from one page to the next does not close and open it.
 */
export class SharedLine<State> {
  private readonly listeners = new Set<() => void>()
  private close: (() => void) | undefined
  private leaving: ReturnType<typeof setTimeout> | undefined
  private state: State

  constructor(
    private readonly first: State,
    private readonly open: OpenLine<State>,
    private readonly graceMilliseconds = 1_000,
  ) {
    this.state = first
  }

  readonly read = (): State => this.state

  readonly subscribe = (listener: () => void): (() => void) => {
    clearTimeout(this.leaving)
    this.listeners.add(listener)
    this.close ??= this.open((state) => {
      this.state = state
      for (const each of this.listeners) each()
    })
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size === 0)
        this.leaving = setTimeout(() => this.end(), this.graceMilliseconds)
    }
  }

  private end(): void {
    this.close?.()
    this.close = undefined
    // What was last seen may be old when the next one comes.
    this.state = this.first
  }
}
