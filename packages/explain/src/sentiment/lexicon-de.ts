import { marksOf, phrasesOf, words, type Lexicon } from './lexicon.ts'

// Our own words and weights, see the labelled set's page.
const marks = marksOf([
  {
    weight: 3,
    words: `hervorragend ausgezeichnet exzellent perfekt fantastisch wunderbar großartig genial spitze super
      traumhaft wunderschön begeistert liebe lieben beste bester bestes bestens klasse einwandfrei
      vorbildlich tadellos unschlagbar grandios`,
  },
  {
    weight: 2,
    words: `gut gute guter gutes toll schön nett freundlich höflich hilfsbereit kompetent zuverlässig pünktlich zufrieden
      glücklich angenehm übersichtlich intuitiv sauber lecker ehrlich fair empfehlen empfehlenswert
      gefällt gefallen gern gerne dankbar danke herzlich fürsorglich aufmerksam engagiert professionell bequem
      praktisch modern verständlich kinderleicht prima lobenswert vielen freude spaß vertrauenswürdig
      reibungslos problemlos unkompliziert preiswert vorteilhaft geduldig liebevoll sympathisch`,
  },
  {
    weight: 1.3,
    words: `schnell einfach klar stabil sicher günstig flott flexibel ruhig vollständig richtig sofort
      behoben gelöst verbessert besser passt läuft spart verarbeitet transparent hilfreich aufgehoben
      gründlich korrekt rasch kulant zügig`,
  },
  {
    weight: -3,
    words: `furchtbar schrecklich grauenhaft katastrophe katastrophal miserabel unverschämt unverschämtheit
      frechheit ungenießbar unzumutbar unbrauchbar unmöglich schlimm schlimmste schlimmer horror abzocke
      betrug hasse unterirdisch saftladen frech skandal widerlich geldverschwendung zeitverschwendung
      inakzeptabel lächerlich ekelhaft`,
  },
  {
    weight: -2,
    words: `schlecht enttäuschend enttäuscht enttäuschung unfreundlich unzufrieden teuer überteuert langsam
      arrogant genervt nervig ärgerlich verärgert umständlich unübersichtlich unzuverlässig kompliziert
      kaputt beschädigt defekt schmutzig dreckig laut chaotisch inkompetent unfähig lieblos grob
      unprofessionell ignoriert mangelhaft veraltet verwirrend unverständlich unhöflich schade mies
      wackelig frustrierend desinteressiert schwach leider unpünktlich traurig überfüllt unfair`,
  },
  {
    weight: -1.4,
    words: `problem probleme fehler störung störungen ausfall ausfälle verspätung wartezeit wartezeiten warteschleife
      warte warten gewartet wartet fehlt fehlte fehlen falsch falsche falschen versteckt versteckte versteckten verloren
      verschwunden abgebrochen bricht stürzt abgestürzt gestrichen storniert gekündigt abgelehnt
      vergessen beschwerde beanstandung beanstandungen mangel mängel preiserhöhung preiserhöhungen umtausch schmerzen angst
      geschlossen ignoriert verweigert doppelt zweimal meckern schlechtes nachteil kosten gebühren stress
      schwierig mühsam fällt unterbrechung unterbrechungen abbruch abbrüche hängt ruckelt`,
  },
  { weight: -0.6, words: `immer noch schon wieder trotz ständig` },
  {
    weight: 0,
    expected: true,
    words: `funktioniert funktionieren geht antwort geantwortet rückruf hilfe helfen geholfen gekommen kommt
      kam erreicht erreichbar informiert erklärt zugehört hört findet gefunden erstattet geliefert
      entspricht stimmt internet netz empfang verbindung lösung ernst verstehe verstehen zeit
      service support beratung bezahlt klappt klappte geklappt bearbeitet reagiert nachricht`,
  },
])
for (const word of ['immer', 'noch', 'schon', 'kosten', 'gebühren', 'vielen', 'umtausch', 'fällt'])
  marks.delete(word)
for (const word of words(
  `service support beratung hilfe kosten gebühren störung störungen beschwerde fehler schmerzen`,
)) {
  const mark = marks.get(word)
  if (mark) marks.set(word, { ...mark, noun: true })
}

const germanPhrases = phrasesOf([
  {
    weight: 3,
    lines: `
      nichts zu meckern/beanstanden/bemängeln
      kann nichts schlechtes/negatives sagen
      keine/keinerlei beanstandungen/beschwerden/mängel
      immer wieder gern/gerne
      gern/gerne wieder
      kommen/komme/bestellen/bestelle gern/gerne/wieder wieder
      alles bestens/super/perfekt/top
      weiter so
      kein/keine problem/probleme
      ohne problem/probleme/fehler
      noch nie ein/probleme problem
    `,
  },
  {
    weight: 2,
    lines: `
      hat/haben sich * zeit genommen
      zeit genommen
      spart * zeit/geld
      preis leistungs verhältnis
      auf anhieb
      am selben tag
      nicht schlecht
      keine versteckten kosten/gebühren
      schnell eröffnet/geliefert/gelöst/behoben
    `,
  },
  {
    weight: -3,
    lines: `
      nie wieder/mehr
      nicht zu empfehlen
      kann * nicht empfehlen
      so geht das nicht
      finger weg
      geld zurück
      geht nichts mehr
      nichts geht mehr
    `,
  },
  {
    weight: -2,
    lines: `
      immer noch
      schon wieder
      seit # tagen/wochen/monaten/stunden
      # stunden/wochen/tage/minuten verspätung/wartezeit
      hat/haben * # tage/wochen/stunden/monate
      nach # wochen/woche/tagen kaputt
      eine/halbe stunde in
      nicht ernst genommen
      niemand/keiner hat/konnte/kann
      lange wartezeit/wartezeiten
      lässt/läßt nach
      viel zu
      kein/keine internet/netz/antwort/rückruf/reaktion/nachricht/empfang/verbindung
      wurde/wurden * nicht
      ist/sind nicht gekommen/erschienen
      drei/zwei/vier tage/wochen ohne
      einfach ignoriert
      halbe geschwindigkeit
      ohne ankündigung/grund/begründung
      wurde/wurden geschlossen
    `,
  },
  { weight: 0, lines: 'im großen und ganzen\nnicht nur' },
  { weight: 0, middling: true, lines: 'es geht so\nganz in ordnung\nwie erwartet\nkeine meinung' },
])

export const german: Lexicon = {
  marks,
  phrases: germanPhrases,
  negators: new Set(
    words(
      `nicht kein keine keinen keinem keiner keinerlei nie niemals niemand ohne nichts kaum weder`,
    ),
  ),
  lateNegators: new Set(['nicht', 'nichts', 'nie']),
  degrees: new Map([
    ...words(`sehr extrem absolut total wirklich besonders viel rundum völlig höchst immer`).map(
      (word) => [word, 1.35] as const,
    ),
    ...words(`etwas bisschen ziemlich teilweise manchmal kleine kleiner meistens`).map(
      (word) => [word, 0.55] as const,
    ),
  ]),
  joints: new Set(['und', 'oder']),
  contrasts: new Set(words(`aber jedoch allerdings obwohl dennoch sonst doch trotzdem`)),
  excess: new Set(['zu']),
  serviceNouns: new Set(words('team abteilung hotline stelle nummer')),
  requests: new Set(['bitte']),
  middling: new Set(
    words(`durchschnittlich ok okay normaler normal mittelmäßig neutral ausreichend`),
  ),
  plainOpenings: [
    /^(ich|wir|mein \p{L}+|meine \p{L}+) (bin seit|war|waren|habe (ein|eine|zwei|drei|im)|haben (ein|eine|zwei|drei)|nutze|nutzen|wohne|kaufe)(?![\p{L}])/u,
    /^(der|die|das|mein|meine) \p{L}+ (liegt|läuft bis|ist (am|im|in|bei))(?![\p{L}])/u,
  ],
  trouble: new Set(words(`immer noch schon wieder stunde stunden wochen tage nur erst`)),
  stems: germanStems,
  rivals: new Set(words('konkurrenz andere anderen früher')),
  past: new Set(['früher']),
}

/** Undoes German endings of adjectives, nouns and weak verbs. */
function* germanStems(word: string): Generator<string> {
  for (const ending of [
    'e',
    'n',
    's',
    'en',
    'er',
    'es',
    'em',
    'te',
    'ten',
    'ere',
    'eren',
    'sten',
    'ste',
  ]) {
    if (word.endsWith(ending) && word.length - ending.length >= 3)
      yield word.slice(0, -ending.length)
  }
}
