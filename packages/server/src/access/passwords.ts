import { hash, verify } from '@node-rs/argon2'
import { FealtyError } from '@fealty/core'

/** Shortest password that is taken, in characters. */
const passwordMinimum = 12
/** Longest: a limit only because hashing a megabyte is work. */
export const passwordMaximum = 256

/** argon2id with 19 MiB and two passes: the first choice of OWASP's password storage cheat sheet. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Each hash takes 19 MiB and a core, so few run at once and the rest wait in line. */
const slots = { free: 2, waiting: [] as (() => void)[] }

async function inSlot<T>(work: () => Promise<T>): Promise<T> {
  if (slots.free > 0) slots.free -= 1
  else await new Promise<void>((resolve) => slots.waiting.push(resolve))
  try {
    return await work()
  } finally {
    const next = slots.waiting.shift()
    if (next) next()
    else slots.free += 1
  }
}

/** @throws FealtyError `access.weak-password` */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < passwordMinimum) {
    throw new FealtyError('access.weak-password', { minimum: passwordMinimum })
  }
  return inSlot(() => hash(password.normalize('NFC'), cost))
}

let stranger: Promise<string> | undefined

/**
 * Whether the password belongs to the hash. Without a hash (nobody of that name, or no password yet)
 * the same work is done against a stranger's hash, so that the time does not tell who exists.
 */
export async function checkPassword(known: string | null, password: string): Promise<boolean> {
  stranger ??= inSlot(() => hash('a password that nobody has', cost))
  const against = known ?? (await stranger)
  const matches = await inSlot(() => verify(against, password.normalize('NFC')))
  return matches && known !== null
}
