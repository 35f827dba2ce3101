/** Markup that is safe to send: it was written here, and every value in it was escaped. */
export class Html {
  readonly #markup: string
  constructor(markup: string) {
    this.#markup = markup
  }
  toString(): string {
    return this.#markup
  }
}

/** What may stand in a template: nothing is left out but `false`, `null` and `undefined`. */
export type HtmlValue = string | number | boolean | null | undefined | Html | readonly HtmlValue[]

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

/** Text as it may stand between tags and in a quoted attribute. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (sign) => escapes[sign] ?? '')
}

function render(value: HtmlValue): string {
  if (value === false || value === null || value === undefined) return ''
  if (value instanceof Html) return value.toString()
  if (Array.isArray(value)) return value.map(render).join('')
  return escapeHtml(String(value))
}

/**
 * The only way markup is made for the public pages: every value in braces is escaped, so no text of a
 * customer or a colleague becomes a tag, an attribute or a script. Attributes are always quoted; none
 * of them is an address or a handler that a value could turn into a script.
 */
export function markup(parts: TemplateStringsArray, ...values: HtmlValue[]): Html {
  const markup = parts.reduce((text, part, index) => text + render(values[index - 1]) + part)
  return new Html(markup)
}
