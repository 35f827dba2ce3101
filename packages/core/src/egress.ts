/** What is sent to an address outside. */
export interface OutsidePost {
  url: string
  headers: Readonly<Record<string, string>>
  body: string
  /** Ends the sending when the program stops. */
  signal?: AbortSignal | undefined
}

/**
 * The one way out to addresses that a person wrote down (a webhook, a ping). What it refuses and how
 * long it waits is the same for all of them; a room below the server is given it as a service.
 */
export interface Egress {
  /** Looks at an address without asking the network. @throws FealtyError `egress.refused` */
  check: (url: string) => void
  /**
   * Sends, and gives the status of the answer; nothing of its body is read, and no redirect is
   * followed. @throws FealtyError `egress.refused`, `egress.failed`
   */
  post: (post: OutsidePost) => Promise<{ status: number }>
}
