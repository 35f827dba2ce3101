import { parseArgs } from 'node:util'
import { WrongCall } from './wrong-call.ts'

/** One option of a command, as `--help` shows it. */
export interface Option {
  /** What stands after the name, e.g. `DIR`; an option without it is a switch. */
  value?: string
  /** May be given more than once. */
  many?: true
  meaning: string
}

export type OptionList = Readonly<Record<string, Option>>

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>

/** What the words after the command say. */
export class GivenOptions {
  /** The words that belong to no option. */
  readonly words: readonly string[]
  readonly #values: Values

  constructor(words: readonly string[], values: Values) {
    this.words = words
    this.#values = values
  }

  has(name: string): boolean {
    return this.#values[name] === true
  }

  text(name: string): string | undefined {
    const value = this.#values[name]
    return typeof value === 'string' ? value : undefined
  }

  list(name: string): string[] {
    const value = this.#values[name]
    return Array.isArray(value) ? value.map(String) : []
  }

  /** @throws WrongCall when it is no whole number within the bounds. */
  wholeNumber(name: string, lowest: number, highest: number): number | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const number = Number(text)
    if (/^\d{1,9}$/.test(text) && number >= lowest && number <= highest) return number
    throw new WrongCall(`--${name} takes a whole number from ${lowest} to ${highest}.`)
  }

  /** @throws WrongCall when it is no number. */
  number(name: string): number | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text)
    throw new WrongCall(`--${name} takes a number.`)
  }

  /** @throws WrongCall when it is none of the words. */
  oneOf<T extends string>(name: string, words: readonly T[]): T | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const word = words.find((known) => known === text)
    if (word !== undefined) return word
    throw new WrongCall(`--${name} takes one of: ${words.join(', ')}.`)
  }
}

/** Reads the words after a command. @throws WrongCall in one line. */
export function readOptions(args: readonly string[], options: OptionList): GivenOptions {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { value, many }]) => [
      name,
      {
        type: value === undefined ? ('boolean' as const) : ('string' as const),
        multiple: many ?? false,
      },
    ]),
  )
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: config,
      allowPositionals: true,
      strict: true,
    })
    return new GivenOptions(positionals, values)
  } catch (error) {
    throw new WrongCall(explain(error, options))
  }
}

function explain(error: unknown, options: OptionList): string {
  const text = error instanceof Error ? (error.message.split(/\.\s|\n/)[0] ?? '') : ''
  const unknown = /Unknown option '(-[^']*)'/.exec(text)?.[1]
  if (unknown === undefined) return `${text.replace(/\.$/, '')}.`
  const known = Object.keys(options)
    .map((name) => `--${name}`)
    .join(' ')
  return `There is no option ${unknown} here. Known: ${known}.`
}
