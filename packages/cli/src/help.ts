import type { Command } from './command.ts'
import type { OptionList } from './read-options.ts'

/** Help for one command. */
export function commandHelp({ usage, summary, details, options }: Command): string {
  const lines = [`Usage: fealty ${usage} [options]`, '', `${summary}.`]
  if (details !== undefined) lines.push('', details)
  lines.push('', 'Options:', ...optionLines({ ...options, help: { meaning: 'Show this' } }))
  return `${lines.join('\n')}\n`
}

function optionLines(options: OptionList): string[] {
  const entries = Object.entries(options).map(([name, { value, many, meaning }]) => {
    const left = `--${name}${value === undefined ? '' : ` ${value}`}${many ? ' …' : ''}`
    return { left, meaning }
  })
  const width = Math.max(...entries.map(({ left }) => left.length))
  return entries.map(({ left, meaning }) => `  ${left.padEnd(width)}  ${meaning}`)
}

/** Help for the whole program. */
export function programHelp(
  commands: ReadonlyMap<string, Command>,
  made: ReadonlyMap<string, Command>,
): string {
  const width = Math.max(...[...commands.values()].map(({ usage }) => usage.length))
  const lines = [
    'Fealty measures customer loyalty and customer value, with honest intervals.',
    '',
    'Usage: fealty COMMAND [options]',
    '',
    ...[...commands.values()].map(({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}`),
    '',
    'More, made from the operations of the API:',
    '',
    ...wrap([...made.keys()]),
    '',
    '`fealty COMMAND --help` tells the options. Exit code 0, or 2 for a wrong call.',
  ]
  return `${lines.join('\n')}\n`
}

function wrap(words: readonly string[]): string[] {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length > 92) lines.push(`  ${word}`)
    else lines[lines.length - 1] = `${last} · ${word}`
  }
  return lines
}
