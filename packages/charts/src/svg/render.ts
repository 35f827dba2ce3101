import type { SvgNode } from './node.ts'

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Control characters and lone surrogates: XML 1.0 forbids them even escaped, one makes a file unreadable. */
const forbidden = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu

/** Escapes text for XML 1.0 and takes out what it forbids; the one escaper of every file we write. */
export function escapeXml(text: string): string {
  return text.replace(forbidden, '').replace(/[&<>"']/g, (character) => escapes[character]!)
}

function render(node: SvgNode, extraAttributes: string): string {
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('')
  const open = `<${node.tag}${extraAttributes}${attributes}`
  if (node.children.length === 0) return `${open}/>`
  const inner = node.children
    .map((child) => (typeof child === 'string' ? escapeXml(child) : render(child, '')))
    .join('')
  return `${open}>${inner}</${node.tag}>`
}

/**
 * Writes a tree as SVG text that stands alone (a file, a mail, a PDF writer). Every text and
 * attribute value passes the one escaper; names of tags and attributes come from our own code only.
 */
export function renderSvg(node: SvgNode): string {
  return render(node, node.tag === 'svg' ? ' xmlns="http://www.w3.org/2000/svg"' : '')
}
