import { connect } from 'node:net'

/** What came back over a bare connection. */
export interface Heard {
  text: string
  /** Status of each answer, in order. */
  statuses: number[]
  /** Whether the server ended the connection within the time. */
  ended: boolean
  milliseconds: number
}

/**
 * Writes bytes to a server as no HTTP client would, and listens until it ends the connection or the time
 * is over. `drip` goes on with one byte a second after them.
 */
export function talk(
  port: number,
  bytes: string,
  { drip, patience = 1_000 }: { drip?: string; patience?: number } = {},
): Promise<Heard> {
  return new Promise((resolve) => {
    const began = performance.now()
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    const dripping =
      drip === undefined
        ? undefined
        : setInterval(() => socket.writable && socket.write(drip), 1_000)
    const finish = (ended: boolean) => {
      clearInterval(dripping)
      clearTimeout(timer)
      socket.destroy()
      const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) =>
        Number(status),
      )
      resolve({ text, statuses, ended, milliseconds: performance.now() - began })
    }
    const timer = setTimeout(() => finish(false), patience)
    socket.on('data', (part) => (text += part.toString('latin1')))
    // A reset is an end as well.
    socket.on('error', () => undefined)
    socket.once('close', () => finish(true))
  })
}
