import { inflateRawSync } from 'node:zlib'

const centralEntry = 0x02014b50

/** The parts of an OOXML file by their paths. Reads the central directory of the zip. */
function readParts(bytes: Buffer): Map<string, string> {
  const parts = new Map<string, string>()
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  let at = bytes.readUInt32LE(end + 16)
  while (bytes.readUInt32LE(at) === centralEntry) {
    const [method, packedSize] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)]
    const [nameSize, extraSize] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30)]
    const local = bytes.readUInt32LE(at + 42)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameSize)
    const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(begin, begin + packedSize)
    parts.set(name, (method === 0 ? packed : inflateRawSync(packed)).toString('utf8'))
    at += 46 + nameSize + extraSize + bytes.readUInt16LE(at + 32)
  }
  return parts
}

const readXml = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

/** All words of a deck, in the order of its slides. */
export function textOfSlides(bytes: Buffer): string {
  return [...readParts(bytes)]
    .filter(([path]) => /^ppt\/slides\/slide\d+\.xml$/.test(path))
    .flatMap(([, xml]) =>
      [...xml.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text]) => readXml(text!)),
    )
    .join(' ')
}

/** The cells of the first sheet by their names, as text or number. */
export function cellsOfWorkbook(bytes: Buffer): Map<string, string | number> {
  const sheet = readParts(bytes).get('xl/worksheets/sheet1.xml')!
  const cells = [...sheet.matchAll(/<c r="([A-Z]+\d+)"[^>]*?(?:\/>|>(.*?)<\/c>)/gs)]
  return new Map(
    cells.flatMap(([, name, inside = '']): [string, string | number][] => {
      const number = /<v>([^<]*)<\/v>/.exec(inside)
      if (number) return [[name!, Number(number[1])]]
      const text = [...inside.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, part]) => readXml(part!))
      return text.length > 0 ? [[name!, text.join('')]] : []
    }),
  )
}
