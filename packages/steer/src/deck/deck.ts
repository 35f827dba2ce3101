import type { DocumentInfo } from '../ooxml/document-properties.ts'

/** Positions and sizes on a slide are points; a slide is 960 by 540. */
export const slideWidth = 960
export const slideHeight = 540

/** A colour as six hexadecimal digits. */
export type Colour = string

/** One run of text in one look. */
export interface Run {
  text: string
  /** Points; default 12. */
  size?: number
  bold?: boolean
  colour?: Colour
  /** The serif of headlines and quotes. */
  serif?: boolean
}

export interface Paragraph {
  runs: readonly Run[]
  align?: 'left' | 'right' | 'centre'
}

interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface TextShape extends Box {
  kind: 'text'
  name: string
  paragraphs: readonly Paragraph[]
}
export interface FigureShape extends Box {
  kind: 'rectangle' | 'rounded' | 'ellipse' | 'line'
  name: string
  fill?: Colour
  line?: Colour
  /** Of the line, in points. */
  weight?: number
}
export interface TableShape extends Box {
  kind: 'table'
  name: string
  /** Points; their sum is the width. */
  columns: readonly number[]
  /** The first row is the head. */
  rows: readonly (readonly Paragraph[])[][]
  /** Of each row, the head's first. */
  heights: readonly number[]
}
export type Shape = TextShape | FigureShape | TableShape

export interface Slide {
  /** The finding: it is the slide's title for outline and screen reader. */
  title: string
  subtitle: string
  /** What heads the slide beside its finding, bold before the subtitle. */
  lead?: string
  shapes: readonly Shape[]
  footer: string
}

export interface Deck extends DocumentInfo {
  slides: readonly Slide[]
}
