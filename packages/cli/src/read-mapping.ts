import { WrongCall } from './wrong-call.ts'

/** `field=expression`; the expression may hold more equal signs. @throws WrongCall */
export function readMapping(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=')
      if (at < 1) throw new WrongCall(`--map takes FIELD=EXPRESSION, not “${text.slice(0, 40)}”.`)
      return [text.slice(0, at).trim(), text.slice(at + 1).trim()]
    }),
  )
}
