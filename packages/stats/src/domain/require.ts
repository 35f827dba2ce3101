/** The checks at the door of a kernel: each throws a RangeError that names the bad value. */

/** @throws RangeError unless `value` is a finite number. */
export function requireFinite(name: string, value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be a finite number, got ${value}`)
  return value
}

/** @throws RangeError unless `value` is finite and above zero. */
export function requirePositive(name: string, value: number): number {
  if (!(Number.isFinite(value) && value > 0))
    throw new RangeError(`${name} must be a finite number above 0, got ${value}`)
  return value
}

/** @throws RangeError unless `value` is finite and not below zero. */
export function requireNonNegative(name: string, value: number): number {
  if (!(Number.isFinite(value) && value >= 0))
    throw new RangeError(`${name} must be a finite number, 0 or above, got ${value}`)
  return value
}

/** @throws RangeError unless `value` is a whole number 0, 1, 2, … that a double holds exactly. */
export function requireCount(name: string, value: number): number {
  if (!(Number.isSafeInteger(value) && value >= 0))
    throw new RangeError(`${name} must be a whole number, 0 or above, got ${value}`)
  return value
}

/** @throws RangeError unless `value` lies strictly between 0 and 1. */
export function requireOpenUnit(name: string, value: number): number {
  if (!(value > 0 && value < 1))
    throw new RangeError(`${name} must lie strictly between 0 and 1, got ${value}`)
  return value
}

/** @throws RangeError unless `value` lies in [low, high]. */
export function requireBetween(name: string, value: number, low: number, high: number): number {
  if (!(value >= low && value <= high))
    throw new RangeError(`${name} must lie between ${low} and ${high}, got ${value}`)
  return value
}
