import { tag, type Xml } from '../ooxml/xml.ts'

const drawing = 'http://schemas.openxmlformats.org/drawingml/2006/main'

const colours = {
  dk1: '1B1A17',
  lt1: 'FFFFFF',
  dk2: '6A665D',
  lt2: 'FBFAF7',
  accent1: '234E8C',
  accent2: '1C68A8',
  accent3: 'AD4A14',
  accent4: '8A8578',
  accent5: 'C8622C',
  accent6: '3273B4',
  hlink: '234E8C',
  folHlink: '6A665D',
} as const

const font = (face: string): Xml[] => [
  tag('a:latin', { typeface: face }),
  tag('a:ea', { typeface: '' }),
  tag('a:cs', { typeface: '' }),
]

const phFill = tag('a:solidFill', {}, tag('a:schemeClr', { val: 'phClr' }))

/** Colours and fonts of the deck; both fonts are named, and Office takes its own where they lack. */
export function themeRoot(): Xml {
  const line = (width: number): Xml =>
    tag('a:ln', { w: width }, phFill, tag('a:prstDash', { val: 'solid' }))
  const effect = tag('a:effectStyle', {}, tag('a:effectLst'))
  return tag(
    'a:theme',
    { 'xmlns:a': drawing, name: 'Fealty' },
    tag(
      'a:themeElements',
      {},
      tag(
        'a:clrScheme',
        { name: 'Fealty' },
        ...Object.entries(colours).map(([name, val]) =>
          tag(`a:${name}`, {}, tag('a:srgbClr', { val })),
        ),
      ),
      tag(
        'a:fontScheme',
        { name: 'Fealty' },
        tag('a:majorFont', {}, ...font('Source Serif 4')),
        tag('a:minorFont', {}, ...font('Inter')),
      ),
      tag(
        'a:fmtScheme',
        { name: 'Fealty' },
        tag('a:fillStyleLst', {}, phFill, phFill, phFill),
        tag('a:lnStyleLst', {}, line(6350), line(12700), line(19050)),
        tag('a:effectStyleLst', {}, effect, effect, effect),
        tag('a:bgFillStyleLst', {}, phFill, phFill, phFill),
      ),
    ),
  )
}
