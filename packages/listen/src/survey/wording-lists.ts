/** What the wording rules look for in one language. Words are matched in lower case. */
export interface WordingList {
  /** Each must be found in the recommend question. */
  likelihood: RegExp
  recommend: RegExp
  friend: RegExp
  satisfied: RegExp
  easy: RegExp
  /** A word that joins two things into one question. */
  joins: RegExp
  leading: RegExp
  absolute: RegExp
}

// \b knows only Latin letters without marks, so word edges are written out where they matter.
const word = (words: string) => new RegExp(`(?<!\\p{L})(${words})(?!\\p{L})`, 'iu')

/** Languages whose wording can be checked; in others a native speaker must read. */
const wordingLists: Readonly<Record<string, WordingList>> = {
  en: {
    likelihood: word('how likely|likelihood'),
    recommend: word('recommend'),
    friend: word('friends?|colleagues?'),
    satisfied: word('satisfied|satisfaction'),
    easy: word('easy|easily'),
    joins: word('and|or'),
    leading: word(
      "great|excellent|amazing|awesome|wonderful|fantastic|award-winning|love|how much did you enjoy|don't you|wouldn't you|world-class",
    ),
    absolute: word('always|never|every|everything|all|none|completely|ever'),
  },
  de: {
    likelihood: /wie wahrscheinlich|wahrscheinlichkeit/iu,
    recommend: /empfehl|empfiehl/iu,
    friend: /freund|kolleg|bekannt/iu,
    satisfied: /zufrieden/iu,
    easy: /leicht|einfach/iu,
    joins: word('und|oder|sowie'),
    leading: word(
      'großartige?[nrms]?|ausgezeichnete?[nrms]?|hervorragende?[nrms]?|tolle?[nrms]?|wunderbare?[nrms]?|lieben|nicht auch',
    ),
    absolute: word('immer|nie|niemals|alle[nrms]?|jede[nrms]?|keine[nrms]?|vollkommen'),
  },
  ar: {
    likelihood: /احتمال/u,
    recommend: /توصي|توصية|تنصح|ترشي?ح/u,
    friend: /صديق|أصدقا|زميل|زملا/u,
    satisfied: /رضا|راض/u,
    easy: /سهل|سهولة|السهل/u,
    joins: /(?<!\p{L})أو(?!\p{L})/u,
    leading: /رائع|ممتاز|مذهل/u,
    absolute: /دائم|أبدا|أبدً|كل شيء|جميع/u,
  },
  fr: {
    likelihood: /probab|quelle mesure/iu,
    recommend: /recommand/iu,
    friend: /ami|coll[eè]gue/iu,
    satisfied: /satisf/iu,
    easy: /facile|simple/iu,
    joins: word('et|ou'),
    leading: word('excellente?s?|formidables?|merveilleux|adorez|génial'),
    absolute: word('toujours|jamais|tous|toutes|tout|aucune?'),
  },
  es: {
    likelihood: /probab/iu,
    recommend: /recom/iu,
    friend: /amig|colega|compañer/iu,
    satisfied: /satisf/iu,
    easy: /fácil|facil|sencill/iu,
    joins: word('y|e|o|u'),
    leading: word('excelentes?|fantástic[oa]s?|maravillos[oa]s?|increíbles?'),
    absolute: word('siempre|nunca|todos?|todas?|ning[uú]n[oa]?'),
  },
}

/** The list of a language: that of `de` for `de-AT`. */
export function wordingOf(language: string): WordingList | undefined {
  return wordingLists[language.split('-')[0] ?? '']
}
