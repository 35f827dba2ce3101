/** Phrases the comments are made of: by language, theme and side. Written for the demo. */
export const THEMES = [
  'order accuracy',
  'waiting time',
  'bill clarity',
  'speed',
  'staff friendliness',
  'price',
  'outage',
  'portal',
] as const

export type Theme = (typeof THEMES)[number]
export type Language = 'en' | 'de' | 'fr'

interface Phrases {
  readonly good: readonly string[]
  readonly bad: readonly string[]
}

export const PHRASES: Record<Language, Record<Theme, Phrases>> = {
  en: {
    'order accuracy': {
      good: [
        'The order was right the first time',
        'Everything in the box was exactly what I ordered',
        'Ordered on Monday, delivered as promised',
        'My order came complete and correct',
      ],
      bad: [
        'You sent the wrong router, again',
        'My order was lost and nobody could say where it is',
        'Half of the order was missing',
        'I ordered one box and was sent, and billed for, two',
        'The confirmation said "delivered" but nothing came',
      ],
    },
    'waiting time': {
      good: [
        'Picked up the phone within a minute',
        'No waiting, straight through to someone who could help',
        'The call back came when it was promised',
      ],
      bad: [
        'Forty minutes in the queue before anyone answered',
        'I waited a whole day at home for nothing',
        'Passed around three departments, each with its own queue',
        'Still waiting for the call back',
      ],
    },
    'bill clarity': {
      good: [
        'The bill is short and easy to read',
        'I can see at once what I pay for',
        'The new bill finally makes sense',
      ],
      bad: [
        'I do not understand my bill',
        'There are charges on the bill that nobody can explain',
        'The bill is different every month',
        'Four pages of bill and I still do not know the total per line',
      ],
    },
    speed: {
      good: [
        'The connection is fast and steady',
        'Full speed even in the evening',
        'Downloads fly since the upgrade',
      ],
      bad: [
        'The connection is slow every evening',
        'I get half of the speed I pay for',
        'Video calls freeze all the time',
        'The internet crawls as soon as two of us are online',
      ],
    },
    'staff friendliness': {
      good: [
        'The staff were friendly and knew what they were doing',
        'Very patient person on the phone',
        'The technician was polite and left everything tidy',
        'Great help in the shop',
      ],
      bad: [
        'The person on the phone was rude',
        'Nobody listens, they just read from a script',
        'The shop staff did not want to help',
      ],
    },
    price: {
      good: [
        'Fair price for what I get',
        'Good value compared with others',
        'The bundle saves us money',
      ],
      bad: [
        'Too expensive for what it is',
        'The price went up again',
        'New customers pay less than I do after years',
        'Another price rise and nothing better for it',
      ],
    },
    outage: {
      good: [
        'Not a single outage this year',
        'Very reliable, it simply works',
        'The one fault was fixed the same day',
      ],
      bad: [
        'Third outage this month',
        'The line drops whenever it rains',
        'No connection for two days and no news from you',
      ],
    },
    portal: {
      good: [
        'The portal lets me do everything myself',
        'Ordering in the portal takes two minutes',
        'I like the new portal',
      ],
      bad: [
        'The portal logs me out in the middle of an order',
        'I cannot find anything in the portal',
        'The portal shows an error and loses my basket',
      ],
    },
  },
  de: {
    'order accuracy': {
      good: ['Die Bestellung war auf Anhieb richtig', 'Alles kam vollständig und pünktlich an'],
      bad: [
        'Schon wieder den falschen Router geschickt',
        'Meine Bestellung ist verschwunden, niemand weiß wo',
        'Die halbe Lieferung fehlte',
      ],
    },
    'waiting time': {
      good: ['Sofort jemanden erreicht', 'Kaum Wartezeit am Telefon'],
      bad: ['Über eine halbe Stunde in der Warteschleife', 'Ich warte immer noch auf den Rückruf'],
    },
    'bill clarity': {
      good: ['Die Rechnung ist klar und übersichtlich', 'Endlich eine verständliche Rechnung'],
      bad: ['Ich verstehe meine Rechnung nicht', 'Jeden Monat ein anderer Betrag'],
    },
    speed: {
      good: ['Schnelle und stabile Leitung', 'Volle Geschwindigkeit, auch abends'],
      bad: ['Abends ist das Internet langsam', 'Nur die halbe Geschwindigkeit, die ich bezahle'],
    },
    'staff friendliness': {
      good: ['Sehr freundliche Beratung', 'Der Techniker war höflich und schnell'],
      bad: ['Der Mitarbeiter war unfreundlich', 'Keiner hört richtig zu'],
    },
    price: {
      good: ['Fairer Preis für die Leistung', 'Das Paket spart uns Geld'],
      bad: ['Viel zu teuer', 'Schon wieder eine Preiserhöhung'],
    },
    outage: {
      good: ['Läuft zuverlässig, kein einziger Ausfall', 'Die Störung war am selben Tag behoben'],
      bad: ['Der dritte Ausfall in diesem Monat', 'Zwei Tage ohne Netz und keine Nachricht'],
    },
    portal: {
      good: ['Im Portal kann ich alles selbst erledigen', 'Das neue Portal gefällt mir'],
      bad: ['Das Portal meldet mich mitten in der Bestellung ab', 'Im Portal findet man nichts'],
    },
  },
  fr: {
    'order accuracy': {
      good: ['Commande exacte du premier coup', 'Tout est arrivé complet et à temps'],
      bad: [
        'Encore le mauvais routeur',
        'Ma commande a été perdue',
        'Il manquait la moitié du colis',
      ],
    },
    'waiting time': {
      good: ['Réponse immédiate au téléphone', "Presque pas d'attente"],
      bad: ["Quarante minutes d'attente au téléphone", "J'attends toujours qu'on me rappelle"],
    },
    'bill clarity': {
      good: ['La facture est claire', 'Enfin une facture facile à lire'],
      bad: ['Je ne comprends pas ma facture', 'Un montant différent chaque mois'],
    },
    speed: {
      good: ['Connexion rapide et stable', 'Très bon débit, même le soir'],
      bad: ['Connexion lente tous les soirs', 'La moitié du débit promis'],
    },
    'staff friendliness': {
      good: ['Personnel très aimable', 'Le technicien était poli et efficace'],
      bad: ['Conseiller désagréable', 'Personne ne nous écoute'],
    },
    price: {
      good: ['Bon rapport qualité-prix', 'Le forfait groupé est avantageux'],
      bad: ["Trop cher pour ce que c'est", 'Encore une augmentation de prix'],
    },
    outage: {
      good: ['Aucune panne cette année', 'Panne réparée le jour même'],
      bad: ['Troisième panne ce mois-ci', 'Deux jours sans connexion et aucune nouvelle'],
    },
    portal: {
      good: [
        'Le portail permet de tout faire soi-même',
        'Commander sur le portail est très simple',
      ],
      bad: ['Le portail se déconnecte en pleine commande', 'On ne trouve rien sur le portail'],
    },
  },
}

/** What may stand before and after, by mood; the empty one keeps many comments short. */
export const FRAMES: Record<
  Language,
  Record<'glad' | 'torn' | 'cross', { before: readonly string[]; after: readonly string[] }>
> = {
  en: {
    glad: {
      before: ['', '', '', 'Very happy: ', 'Thank you. '],
      after: ['.', '.', '!', '. Keep it up.', ', would recommend.', '. No complaints so far.'],
    },
    torn: {
      before: ['', '', 'Mostly fine. ', 'All right so far. ', 'Could be better. '],
      after: ['.', '.', ', otherwise fine.', '. The rest is OK.', ', at least lately.'],
    },
    cross: {
      before: ['', '', '', 'Disappointing. ', 'Once more: ', 'After all these years: '],
      after: [
        '.',
        '.',
        '!',
        '. I am thinking of leaving.',
        ', please fix this.',
        '. Not good enough.',
      ],
    },
  },
  de: {
    glad: { before: ['', '', 'Sehr zufrieden. '], after: ['.', '!', ', gerne weiter so.'] },
    torn: { before: ['', 'Im Großen und Ganzen gut. '], after: ['.', ', sonst in Ordnung.'] },
    cross: { before: ['', '', 'Enttäuschend. '], after: ['.', '!', '. So geht das nicht.'] },
  },
  fr: {
    glad: { before: ['', '', 'Très satisfait. '], after: ['.', ' !', ', continuez ainsi.'] },
    torn: { before: ['', 'Globalement correct. '], after: ['.', ', le reste va bien.'] },
    cross: { before: ['', '', 'Décevant. '], after: ['.', ' !', ". Ce n'est pas acceptable."] },
  },
}
