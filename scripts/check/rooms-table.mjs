/** Reads the table of rooms out of ARCHITECTURE.md: the one place where directions are written. */

/**
 * @typedef {object} Room
 * @property {string} name
 * @property {string[]} imports   rooms it may import
 * @property {string[]} types     rooms it may import types of, and nothing that runs
 * @property {Set<string>} touches  `files`, `processes`, `network`, `browser`; empty: nothing outside
 */

const knownTouches = ['files', 'processes', 'network', 'browser']

function cells(line) {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
}

function words(text) {
  return text === 'nothing' || text === ''
    ? []
    : text.split(',').map((word) => word.trim().replaceAll('`', ''))
}

function readRow(line) {
  const [name, , imports, touches] = cells(line)
  if (name === undefined || imports === undefined || touches === undefined) {
    throw new Error(`ARCHITECTURE.md: this row of the rooms table needs four columns: ${line}`)
  }
  const [values = '', types = ''] = imports.split(/;\s*types only:/)
  const room = {
    name: name.replaceAll('`', ''),
    imports: words(values.trim()),
    types: words(types.trim()),
    touches: new Set(words(touches)),
  }
  for (const word of room.touches) {
    if (!knownTouches.includes(word)) {
      throw new Error(
        `ARCHITECTURE.md: the room ${room.name} touches “${word}”; known words: ${knownTouches.join(', ')}, nothing.`,
      )
    }
  }
  return room
}

/**
 * The rooms by name, from the first table under the heading “The rooms”.
 * @param {string} markdown
 * @returns {Map<string, Room>}
 */
export function readRoomsTable(markdown) {
  const lines = markdown.split('\n')
  const heading = lines.indexOf('## The rooms')
  const header = lines.findIndex((line, index) => index > heading && line.startsWith('| room |'))
  if (heading < 0 || header < 0) {
    throw new Error('ARCHITECTURE.md has no table “| room | …” under the heading “## The rooms”.')
  }
  const rooms = new Map()
  for (let index = header + 2; lines[index]?.startsWith('|'); index += 1) {
    const room = readRow(lines[index])
    rooms.set(room.name, room)
  }
  return rooms
}
