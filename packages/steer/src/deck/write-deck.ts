import { documentProperties } from '../ooxml/document-properties.ts'
import { packParts, relationTypes, type Part, type Relation } from '../ooxml/package.ts'
import { tag, type Xml } from '../ooxml/xml.ts'
import { slideHeight, slideWidth, type Deck, type Paragraph, type Slide } from './deck.ts'
import {
  masterParts,
  namespaces,
  placeholderXml,
  presentationType,
  slideNumberXml,
  treeXml,
} from './master-parts.ts'
import { emu, paragraphXml, shapeXml } from './shape-xml.ts'
import { themeRoot } from './theme-part.ts'

const slidePath = (index: number): string => `ppt/slides/slide${index + 1}.xml`
/** The shape tree has id 1, the placeholders 2 to 5. */
const firstShapeId = 6

const leadOf = (text: string): Paragraph => ({ runs: [{ text, size: 13, bold: true }] })

function slideRoot(slide: Slide): Xml {
  const title = paragraphXml({ runs: [{ text: slide.title, size: 26, serif: true }] })
  const lead = slide.lead === undefined ? [] : [paragraphXml(leadOf(slide.lead))]
  const subtitle = paragraphXml({ runs: [{ text: slide.subtitle, size: 11, colour: '6A665D' }] })
  const footer = paragraphXml({ runs: [{ text: slide.footer, size: 9, colour: '6A665D' }] })
  return tag(
    'p:sld',
    namespaces,
    tag(
      'p:cSld',
      {},
      treeXml(
        placeholderXml('title', 2, 'Finding', [title]),
        placeholderXml('body', 3, 'What it stands on', [...lead, subtitle]),
        ...slide.shapes.map((shape, index) => shapeXml(shape, firstShapeId + index)),
        placeholderXml('ftr', 4, 'Footer', [footer]),
        placeholderXml('sldNum', 5, 'Slide number', [slideNumberXml]),
      ),
    ),
    tag('p:clrMapOvr', {}, tag('a:masterClrMapping')),
  )
}

function slidePart(slide: Slide, index: number): Part {
  return {
    path: slidePath(index),
    contentType: `${presentationType}slide+xml`,
    root: slideRoot(slide),
    relations: [
      { id: 'rId1', type: relationTypes.slideLayout, target: 'ppt/slideLayouts/slideLayout1.xml' },
    ],
  }
}

function presentationPart(count: number): Part {
  const slides = Array.from({ length: count }, (_, index) => index)
  const relations: Relation[] = [
    { id: 'rId1', type: relationTypes.slideMaster, target: 'ppt/slideMasters/slideMaster1.xml' },
    { id: 'rId2', type: relationTypes.presentationProperties, target: 'ppt/presProps.xml' },
    { id: 'rId3', type: relationTypes.viewProperties, target: 'ppt/viewProps.xml' },
    { id: 'rId4', type: relationTypes.theme, target: 'ppt/theme/theme1.xml' },
    { id: 'rId5', type: relationTypes.tableStyles, target: 'ppt/tableStyles.xml' },
    ...slides.map((index) => ({
      id: `rId${index + 6}`,
      type: relationTypes.slide,
      target: slidePath(index),
    })),
  ]
  const root = tag(
    'p:presentation',
    { ...namespaces, saveSubsetFonts: 1 },
    tag('p:sldMasterIdLst', {}, tag('p:sldMasterId', { id: 2_147_483_648, 'r:id': 'rId1' })),
    // Slide ids begin at 256 (ECMA-376 part 1, 19.7.13).
    tag(
      'p:sldIdLst',
      {},
      ...slides.map((index) => tag('p:sldId', { id: 256 + index, 'r:id': `rId${index + 6}` })),
    ),
    tag('p:sldSz', { cx: emu(slideWidth), cy: emu(slideHeight) }),
    tag('p:notesSz', { cx: emu(540), cy: emu(720) }),
  )
  return {
    path: 'ppt/presentation.xml',
    contentType: `${presentationType}presentation.main+xml`,
    root,
    relations,
  }
}

function fixedParts(): Part[] {
  return [
    {
      path: 'ppt/presProps.xml',
      contentType: `${presentationType}presProps+xml`,
      root: tag('p:presentationPr', namespaces),
    },
    {
      path: 'ppt/viewProps.xml',
      contentType: `${presentationType}viewProps+xml`,
      root: tag('p:viewPr', namespaces),
    },
    {
      path: 'ppt/tableStyles.xml',
      contentType: `${presentationType}tableStyles+xml`,
      root: tag('a:tblStyleLst', {
        'xmlns:a': namespaces['xmlns:a'],
        def: '{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}',
      }),
    },
    {
      path: 'ppt/theme/theme1.xml',
      contentType: 'application/vnd.openxmlformats-officedocument.theme+xml',
      root: themeRoot(),
    },
  ]
}

/**
 * Writes slides as PPTX (ECMA-376, transitional). Everything stays editable: text, native tables,
 * native shapes. The same deck gives the same bytes.
 * @throws RangeError without slides: PowerPoint repairs such a file
 */
export function writeDeck(deck: Deck): Uint8Array {
  if (deck.slides.length === 0) throw new RangeError('a deck needs at least one slide')
  const properties = documentProperties(deck)
  return packParts(
    [
      presentationPart(deck.slides.length),
      ...masterParts(),
      ...deck.slides.map(slidePart),
      ...fixedParts(),
      ...properties.parts,
    ],
    [
      { id: 'rId1', type: relationTypes.document, target: 'ppt/presentation.xml' },
      ...properties.relations,
    ],
  )
}
