import { relationTypes, type Part } from '../ooxml/package.ts'
import { tag, text, type Xml } from '../ooxml/xml.ts'
import { emu } from './shape-xml.ts'

export const namespaces = {
  'xmlns:a': 'http://schemas.openxmlformats.org/drawingml/2006/main',
  'xmlns:r': 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'xmlns:p': 'http://schemas.openxmlformats.org/presentationml/2006/main',
}
export const presentationType = 'application/vnd.openxmlformats-officedocument.presentationml.'

/** Where the placeholders stand, in points; slides inherit it. */
const places = {
  title: { x: 40, y: 26, width: 880, height: 64 },
  body: { x: 40, y: 90, width: 880, height: 32 },
  footer: { x: 40, y: 512, width: 740, height: 16 },
  number: { x: 860, y: 512, width: 60, height: 16 },
} as const

const indexOf = { title: undefined, body: 1, ftr: 10, sldNum: 11 } as const
type PlaceholderType = keyof typeof indexOf

/** The empty group that every shape tree begins with. */
export function treeXml(...shapes: readonly Xml[]): Xml {
  const zero = { x: 0, y: 0 }
  const none = { cx: 0, cy: 0 }
  return tag(
    'p:spTree',
    {},
    tag('p:nvGrpSpPr', {}, tag('p:cNvPr', { id: 1, name: '' }), tag('p:cNvGrpSpPr'), tag('p:nvPr')),
    tag(
      'p:grpSpPr',
      {},
      tag(
        'a:xfrm',
        {},
        tag('a:off', zero),
        tag('a:ext', none),
        tag('a:chOff', zero),
        tag('a:chExt', none),
      ),
    ),
    ...shapes,
  )
}

/** A placeholder filled with paragraphs; without a place it inherits that of the layout. */
export function placeholderXml(
  type: PlaceholderType,
  id: number,
  name: string,
  paragraphs: readonly Xml[],
  place?: (typeof places)[keyof typeof places],
): Xml {
  const geometry = place
    ? [
        tag(
          'a:xfrm',
          {},
          tag('a:off', { x: emu(place.x), y: emu(place.y) }),
          tag('a:ext', { cx: emu(place.width), cy: emu(place.height) }),
        ),
        tag('a:prstGeom', { prst: 'rect' }, tag('a:avLst')),
      ]
    : []
  return tag(
    'p:sp',
    {},
    tag(
      'p:nvSpPr',
      {},
      tag('p:cNvPr', { id, name }),
      tag('p:cNvSpPr', {}, tag('a:spLocks', { noGrp: 1 })),
      tag('p:nvPr', {}, tag('p:ph', { type, idx: indexOf[type] })),
    ),
    tag('p:spPr', {}, ...geometry),
    tag(
      'p:txBody',
      {},
      tag(
        'a:bodyPr',
        place ? { lIns: 0, tIns: 0, rIns: 0, bIns: 0, anchor: type === 'title' ? 'b' : 't' } : {},
      ),
      tag('a:lstStyle'),
      ...paragraphs,
    ),
  )
}

const plain = (content: string): Xml =>
  tag('a:p', {}, tag('a:r', {}, tag('a:rPr', { lang: 'en-GB' }), tag('a:t', {}, text(content))))

/** The number of the slide, which the program fills in. */
export const slideNumberXml: Xml = tag(
  'a:p',
  {},
  tag('a:pPr', { algn: 'r' }),
  tag(
    'a:fld',
    { id: '{7F1C5B7A-0B0E-4C7C-9E0B-0F6B1A6B5C01}', type: 'slidenum' },
    tag('a:rPr', { lang: 'en-GB', sz: 900 }),
    tag('a:t', {}, text('‹#›')),
  ),
)

function placeholders(): Xml[] {
  return [
    placeholderXml('title', 2, 'Finding', [plain('The finding')], places.title),
    placeholderXml('body', 3, 'What it stands on', [plain('Period, as of, compared')], places.body),
    placeholderXml('ftr', 4, 'Footer', [plain('')], places.footer),
    placeholderXml('sldNum', 5, 'Slide number', [slideNumberXml], places.number),
  ]
}

const level = (size: number, colour: string, face: string): Xml =>
  tag(
    'a:lvl1pPr',
    { algn: 'l' },
    tag('a:buNone'),
    tag(
      'a:defRPr',
      { sz: size * 100, kern: 1200 },
      tag('a:solidFill', {}, tag('a:schemeClr', { val: colour })),
      tag('a:latin', { typeface: face }),
    ),
  )

function masterRoot(): Xml {
  const background = tag(
    'p:bg',
    {},
    tag(
      'p:bgPr',
      {},
      tag('a:solidFill', {}, tag('a:schemeClr', { val: 'bg2' })),
      tag('a:effectLst'),
    ),
  )
  return tag(
    'p:sldMaster',
    namespaces,
    tag('p:cSld', {}, background, treeXml(...placeholders())),
    tag('p:clrMap', {
      bg1: 'lt1',
      tx1: 'dk1',
      bg2: 'lt2',
      tx2: 'dk2',
      accent1: 'accent1',
      accent2: 'accent2',
      accent3: 'accent3',
      accent4: 'accent4',
      accent5: 'accent5',
      accent6: 'accent6',
      hlink: 'hlink',
      folHlink: 'folHlink',
    }),
    // Ids of layouts and masters share one space, from 2^31 on (ECMA-376 part 1, 19.7.15).
    tag('p:sldLayoutIdLst', {}, tag('p:sldLayoutId', { id: 2_147_483_649, 'r:id': 'rId1' })),
    tag(
      'p:txStyles',
      {},
      tag('p:titleStyle', {}, level(26, 'tx1', '+mj-lt')),
      tag('p:bodyStyle', {}, level(11, 'tx2', '+mn-lt')),
      tag('p:otherStyle', {}, level(9, 'tx2', '+mn-lt')),
    ),
  )
}

function layoutRoot(): Xml {
  return tag(
    'p:sldLayout',
    { ...namespaces, preserve: 1 },
    tag('p:cSld', { name: 'Finding' }, treeXml(...placeholders())),
    tag('p:clrMapOvr', {}, tag('a:masterClrMapping')),
  )
}

/** The one master and its one layout. */
export function masterParts(): Part[] {
  return [
    {
      path: 'ppt/slideMasters/slideMaster1.xml',
      contentType: `${presentationType}slideMaster+xml`,
      root: masterRoot(),
      relations: [
        {
          id: 'rId1',
          type: relationTypes.slideLayout,
          target: 'ppt/slideLayouts/slideLayout1.xml',
        },
        { id: 'rId2', type: relationTypes.theme, target: 'ppt/theme/theme1.xml' },
      ],
    },
    {
      path: 'ppt/slideLayouts/slideLayout1.xml',
      contentType: `${presentationType}slideLayout+xml`,
      root: layoutRoot(),
      relations: [
        {
          id: 'rId1',
          type: relationTypes.slideMaster,
          target: 'ppt/slideMasters/slideMaster1.xml',
        },
      ],
    },
  ]
}
