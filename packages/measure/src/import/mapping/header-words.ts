/**
 * A header without what differs between systems: case, blanks, underscores, dots, camelCase, and a
 * currency at the end (`amount_usd`).
 */
export function plainHeader(header: string): string {
  return header
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .replace(/_(usd|eur|gbp|chf)$/, '')
    .replaceAll('_', '')
}
