/** SHA-256 of ASCII text, first 32 bits at least; small, because `crypto.subtle` is missing on plain HTTP. */
const primes: number[] = []
for (let number = 2; primes.length < 64; number += 1) {
  if (!primes.some((prime) => number % prime === 0)) primes.push(number)
}
const fraction = (root: number) => ((root - Math.floor(root)) * 0x1_0000_0000) | 0
const rounds = primes.map((prime) => fraction(Math.cbrt(prime)))
const start = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by))

/** The eight words of the hash. */
export function hashWords(text: string): number[] {
  const blocks = ((text.length + 8) >> 6) + 1
  const words = new Int32Array(blocks * 16)
  for (let index = 0; index < text.length; index += 1) {
    words[index >> 2]! |= text.charCodeAt(index) << (24 - (index % 4) * 8)
  }
  words[text.length >> 2]! |= 0x80 << (24 - (text.length % 4) * 8)
  words[blocks * 16 - 1] = text.length * 8
  let state = start
  const schedule = new Int32Array(64)
  for (let block = 0; block < blocks; block += 1) {
    schedule.set(words.subarray(block * 16, block * 16 + 16))
    state = mix(state, schedule)
  }
  return state
}

function mix(state: number[], schedule: Int32Array): number[] {
  let [a, b, c, d, e, f, g, h] = state as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  for (let index = 0; index < 64; index += 1) {
    if (index > 15) {
      const early = schedule[index - 15]!
      const late = schedule[index - 2]!
      schedule[index] =
        schedule[index - 16]! +
        schedule[index - 7]! +
        (turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)) +
        (turn(late, 17) ^ turn(late, 19) ^ (late >>> 10))
    }
    const one =
      h +
      (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) +
      ((e & f) ^ (~e & g)) +
      rounds[index]! +
      schedule[index]!
    const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0]
  }
  return [a, b, c, d, e, f, g, h].map((word, index) => (word + state[index]!) | 0)
}

/** Finds the number that the server asks for; gives the page a breath now and then. */
export async function solveWork(task: string): Promise<string> {
  const bits = Number(task.split('.')[0])
  for (let number = 0; ; number += 1) {
    if (Math.clz32(hashWords(`${task}:${number}`)[0]!) >= bits) return `${task}:${number}`
    if (number % 2000 === 1999) await new Promise((resolve) => setTimeout(resolve))
  }
}
