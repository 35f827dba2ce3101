import { words } from './lexicon.ts'
import type { Token } from './tokenise.ts'

/** Languages whose sentiment can be read; in any other the reader abstains. */
export type ReadLanguage = 'en' | 'de'

const common: Record<string, ReadonlySet<string>> = {
  en: new Set(
    words(`the a an and or but of to in on at for with from by is are was were be been it this that these
      i you we they he she my your our their me us them not no have has had do does did will would can
      could so very too than then when which who what there here all any some just still again as if
      after before about into out up down off never always nothing nobody more most much many`),
  ),
  de: new Set(
    words(`der die das den dem des ein eine einen einem einer und oder aber von zu im in am an auf für mit
      aus bei ist sind war waren sein es dies diese dieser dieses ich du sie wir ihr er mein meine unser
      mich uns mir nicht kein keine keinen haben hat hatte habe wird werden wurde kann konnte so sehr
      als wenn wie was wer wo hier alle auch noch nur schon wieder nach vor über immer nie nichts zum zur`),
  ),
  fr: new Set(
    words(`le la les un une des et ou mais de du au aux dans sur pour avec est sont était être ce cette ces
      je tu nous vous ils elle mon ma mes votre notre pas ne plus très trop que qui quoi ont avoir on en
      tout tous même encore jamais rien personne par se il d'un d'une qu'on j'attends c'est l'attente`),
  ),
  es: new Set(
    words(`el la los las un una unos y o pero de del al en por para con es son era ser esto esta yo tú
      nosotros ellos mi su nuestro no muy que quien ha han hay más todo nunca nada siempre se lo me`),
  ),
  it: new Set(
    words(`il lo la gli le un una e o ma di del della nel sul per con è sono era essere questo questa io tu
      noi loro mio suo non molto che chi ha hanno più tutto mai niente sempre si mi ci`),
  ),
  nl: new Set(
    words(`de het een en of maar van naar in op voor met uit bij is zijn was waren dit deze ik jij wij zij
      mijn ons niet geen heeft hebben had wordt kan zeer als wat wie waar hier ook nog maar al weer`),
  ),
}
/** The everyday words of all languages together. */
export const everydayWords: ReadonlySet<string> = new Set(
  Object.values(common).flatMap((list) => [...list]),
)

const languages = Object.keys(common)
/** Positions in `languages` of those that use a word. */
const users = new Map<string, number[]>()
languages.forEach((language, position) => {
  for (const word of common[language]!) users.set(word, [...(users.get(word) ?? []), position])
})

/**
 * Says which language a text is in, as far as sentiment needs it: English, German, or another one. A
 * language the survey tool has noted is believed; else the everyday words of six languages are counted,
 * and `known` (words of the lexicon) decides where a short text has none.
 */
export function gateLanguage(
  tokens: readonly Token[],
  options: {
    noted?: string | null | undefined
    known: (language: ReadLanguage, word: string) => boolean
  },
): ReadLanguage | 'other' {
  const noted = options.noted?.toLowerCase().split(/[-_]/)[0]
  if (noted !== undefined && noted !== '') return noted === 'en' || noted === 'de' ? noted : 'other'
  const hits = new Array<number>(languages.length).fill(0)
  for (const { word } of tokens) for (const position of users.get(word) ?? []) hits[position]! += 1
  const most = Math.max(...hits)
  const best = languages[hits.indexOf(most)]
  if (most > 0 && (best === 'en' || best === 'de')) return best
  // One everyday word of a third language makes half of a text as short as “Trop cher”.
  if (most > 1 || (most === 1 && tokens.length <= 2)) return 'other'
  const count = (language: ReadLanguage) =>
    tokens.filter(({ word }) => options.known(language, word)).length
  const english = count('en')
  const german = count('de')
  if (english === 0 && german === 0) return 'other'
  return german > english ? 'de' : 'en'
}
