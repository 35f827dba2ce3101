import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** About 65,000 hashes: a moment for a telephone, hours for a million posts. */
const usualBits = 16
const lifeMilliseconds = 10 * 60_000
const rememberedNonces = 100_000

export interface ProofOptions {
  bits?: number
}

/**
 * Work that a page does before a post when very many come at once. The task is signed, so nothing is
 * kept for those who only look; a solved one counts once and for ten minutes. The secret lives as long
 * as the process: after a restart the page gets a new task.
 */
export class ProofOfWork {
  readonly #secret = randomBytes(32)
  readonly #bits: number
  readonly #used = new Map<string, number>()

  constructor({ bits = usualBits }: ProofOptions = {}) {
    this.#bits = bits
  }

  /** `bits.expires.nonce.signature`: find a number n so that SHA-256 of `task:n` begins with so many zero bits. */
  makeTask(tokenHash: string, now: Date): string {
    const expires = (now.getTime() + lifeMilliseconds).toString(36)
    const plain = `${this.#bits}.${expires}.${randomBytes(9).toString('base64url')}`
    return `${plain}.${this.#sign(plain, tokenHash)}`
  }

  /** Takes `task:n`; true once, for the link the task was made for. */
  takeProof(proof: string | undefined, tokenHash: string, now: Date): boolean {
    const [task = '', number = ''] = (proof ?? '').slice(0, 200).split(':')
    const [bits = '', expires = '', nonce = '', signature = ''] = task.split('.')
    const expected = this.#sign(`${bits}.${expires}.${nonce}`, tokenHash)
    if (!isSame(signature, expected) || !/^\d{1,12}$/.test(number)) return false
    const until = Number.parseInt(expires, 36)
    if (until < now.getTime() || this.#used.has(nonce)) return false
    if (countZeroBits(`${task}:${number}`) < Number(bits)) return false
    this.#remember(nonce, until, now)
    return true
  }

  #sign(plain: string, tokenHash: string): string {
    return createHmac('sha256', this.#secret).update(`${plain} ${tokenHash}`).digest('base64url')
  }

  #remember(nonce: string, until: number, now: Date): void {
    if (this.#used.size >= rememberedNonces) {
      for (const [known, end] of this.#used) if (end < now.getTime()) this.#used.delete(known)
    }
    this.#used.set(nonce, until)
  }
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Zero bits that the SHA-256 of a text begins with. */
export function countZeroBits(text: string): number {
  const hash = createHash('sha256').update(text).digest()
  const full = hash.findIndex((byte) => byte !== 0)
  return full === -1 ? 256 : full * 8 + Math.clz32(hash[full] ?? 0) - 24
}
