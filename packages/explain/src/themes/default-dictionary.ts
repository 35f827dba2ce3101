import type { ThemeBody } from './contract.ts'

/** A theme with an id that is the same in every workspace, so that adding it twice does nothing. */
export type DefaultTheme = ThemeBody & { id: string }

const list = (text: string): string[] => text.split(',').map((term) => term.trim())

/** Themes that most companies with customers can begin with; words in English, German and French. */
export const defaultThemes: readonly DefaultTheme[] = [
  {
    id: 'theme-orders',
    name: 'Orders and delivery',
    terms: {
      en: list(
        'order*, deliver*, parcel, package, shipment, shipping, confirmation, in the box, wrong router, wrong item',
      ),
      de: list('bestell*, liefer*, paket, versand, zustell*, falschen router'),
      fr: list('commande*, livr*, colis, mauvais routeur, expédi*'),
    },
    exclusions: list('in order to, out of order'),
  },
  {
    id: 'theme-waiting',
    name: 'Waiting and reach',
    terms: {
      en: list(
        'wait*, queue*, call back, called back, callback, on hold, picked up, no answer, hotline, passed around',
      ),
      de: list('wart*, warteschleife, rückruf, hotline, erreich*, wartezeit*'),
      fr: list("attente, attend*, rappel*, d'attente, l'attente, j'attends"),
    },
    exclusions: [],
  },
  {
    id: 'theme-billing',
    name: 'Bill',
    terms: {
      en: list(
        'bill, billed, billing, invoice*, charge, charged, statement, direct debit, what i pay for',
      ),
      de: list('rechnung*, abbuch*, abgebucht, betrag, lastschrift'),
      fr: list('facture*, montant, prélèvement*'),
    },
    exclusions: list('free of charge, in charge'),
  },
  {
    id: 'theme-speed',
    name: 'Speed',
    terms: {
      en: list(
        'speed*, slow*, fast, bandwidth, download*, upload*, lag*, freeze*, crawl*, connection is',
      ),
      de: list('geschwindigkeit, langsam*, schnelle*, bandbreite, ruckel*'),
      fr: list('débit, vitesse, lent*, rapide et stable, connexion rapide'),
    },
    exclusions: list('fast delivery'),
  },
  {
    id: 'theme-outage',
    name: 'Outages and faults',
    terms: {
      en: list(
        'outage*, drop, drops, fault*, interruption*, reliab*, no connection, without internet, down again, simply works, cut off',
      ),
      de: list('ausfall, ausfälle*, störung*, zuverlässig*, ohne netz, ohne internet, abbruch*'),
      fr: list('panne*, coupure*, sans connexion, fiab*'),
    },
    exclusions: [],
  },
  {
    id: 'theme-staff',
    name: 'Staff',
    terms: {
      en: list(
        'staff, agent, technician, engineer, person on the phone, friendly, rude, polite, patient, helpful, nobody listens, advis*, help in the shop',
      ),
      de: list(
        'mitarbeiter*, techniker, beratung, berater*, freundlich*, unfreundlich*, höflich*, hört',
      ),
      fr: list('personnel, technicien, conseiller*, aimable, poli, nous écoute'),
    },
    exclusions: [],
  },
  {
    id: 'theme-price',
    name: 'Price',
    terms: {
      en: list(
        'price*, pricing, expensive, cheap*, cost*, pay less, discount*, value compared, good value, bundle, money',
      ),
      de: list('preis*, teuer*, günstig*, tarif*, rabatt*, kosten, spart uns geld'),
      fr: list('prix, cher, augmentation, tarif*, avantageux'),
    },
    exclusions: list('at all costs'),
  },
  {
    id: 'theme-portal',
    name: 'Portal and app',
    terms: {
      en: list('portal, app, website, web site, login, log in, online account, password'),
      de: list('portal, app, webseite, anmeld*, login, passwort'),
      fr: list('portail, application, site'),
    },
    exclusions: [],
  },
  {
    id: 'theme-contract',
    name: 'Contract and leaving',
    terms: {
      en: list('contract*, cancel*, leaving, switch provider, terminate*, renewal'),
      de: list('vertrag*, kündig*, wechsel*, verlänger*'),
      fr: list('contrat*, résili*, partir'),
    },
    exclusions: [],
  },
]
