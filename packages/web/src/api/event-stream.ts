/** One event of a `text/event-stream`: its name and the text of its data. */
export interface StreamEvent {
  event: string
  data: string
}

/**
 * Takes whole events off the front of received text; what is not whole yet stays as the rest.
 * Source of the format: WHATWG HTML, server-sent events.
 */
export function takeEvents(received: string): { events: StreamEvent[]; rest: string } {
  const text = received.replace(/\r\n?/g, '\n')
  const blocks = text.split('\n\n')
  const rest = blocks.pop() ?? ''
  return { events: blocks.map(readBlock).filter((each) => each.data !== ''), rest }
}

function readBlock(block: string): StreamEvent {
  let event = 'message'
  const data: string[] = []
  for (const line of block.split('\n')) {
    const at = line.indexOf(':')
    const field = at === -1 ? line : line.slice(0, at)
    const value = at === -1 ? '' : line.slice(at + 1).replace(/^ /, '')
    if (field === 'event') event = value
    if (field === 'data') data.push(value)
  }
  return { event, data: data.join('\n') }
}
