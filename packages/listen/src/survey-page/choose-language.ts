/**
 * The language of the page: what the person chose or the link says, else what the browser would like,
 * else the survey's first. `de-AT` is served by `de`, and `de` by `de-AT`.
 */
export function chooseLanguage(
  languages: readonly string[],
  chosen: string | undefined,
  accepted: string | undefined,
): string {
  const wanted = [chosen ?? '', ...rankAccepted(accepted ?? '')]
  for (const one of wanted) {
    const found =
      languages.find((language) => language.toLowerCase() === one.toLowerCase()) ??
      languages.find((language) => root(language) === root(one))
    if (found !== undefined) return found
  }
  return languages[0] ?? 'en'
}

const root = (language: string) => language.split('-')[0]?.toLowerCase() ?? ''

/** `Accept-Language` in the order of its weights; what cannot be read is left out. */
function rankAccepted(header: string): string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [language = '', weight] = part.trim().split(/\s*;\s*q=/)
      return { language, weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ language, weight }) => /^[a-z]{2,3}(-|$)/i.test(language) && weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ language }) => language)
}
