/** Decimal places of money in the facts. */
const places = 4

/** Exact money as a whole number of ten-thousandths, from the decimal text of the engine. */
export function moneyUnits(text: string | number | boolean | null): bigint {
  const [whole = '0', fraction = ''] = String(text ?? '0').split('.')
  const size = BigInt(whole.replace('-', '') + fraction.padEnd(places, '0').slice(0, places))
  return whole.startsWith('-') ? -size : size
}

/** Units as decimal text with the currency's places, rounded half away from zero. */
export function moneyText(units: bigint, currencyPlaces = 2): string {
  const step = 10n ** BigInt(places - currencyPlaces)
  const size = ((units < 0n ? -units : units) + step / 2n) / step
  const digits = size.toString().padStart(currencyPlaces + 1, '0')
  const at = digits.length - currencyPlaces
  const text = currencyPlaces === 0 ? digits : `${digits.slice(0, at)}.${digits.slice(at)}`
  return units < 0n && size !== 0n ? `-${text}` : text
}

/** How many decimal places a currency is written with. */
export function currencyPlaces(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits!
}
