import { escapeXml } from '@fealty/charts'

/** XML text that has been escaped already; only `tag` and `text` make it. */
export type Xml = string & { readonly xml: true }

type Attributes = Readonly<Record<string, string | number | undefined>>

/** One element. Names come from our own code; every value passes the one escaper. */
export function tag(name: string, attributes: Attributes = {}, ...children: readonly Xml[]): Xml {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${escapeXml(String(value))}"`))
    .join('')
  const inner = children.join('')
  return (inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`) as Xml
}

/** Character data. */
export const text = (value: string): Xml => escapeXml(value) as Xml

/** A part begins with the declaration that Office writes itself. */
export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${root}`
}
