import { words } from '../sentiment/lexicon.ts'

/**
 * Words that people use whatever they write about: light verbs, times, amounts, degrees, and names for
 * anybody and anything. They set promoters and detractors apart by how they tell, not by what of.
 */
const commonplace: Record<string, ReadonlySet<string>> = {
  en: new Set(
    words(`get gets got getting gotten go goes went gone going come comes came coming take takes took taken
      taking make makes made making give gives gave given giving say says said saying tell tells told
      know knows knew known think thinks thought want wants wanted need needs needed use uses used using
      see sees saw seen look looks looked looking try tries tried trying find finds found keep keeps
      kept let lets put puts seem seems seemed feel feels felt call calls called ask asks asked work
      works worked working start started stop stopped happen happens happened become became mean means
      one two three four five six ten first second last next another other others each every both few
      several same own such only even also ever once twice often usually sometimes already yet since ago
      now today yesterday tomorrow day days week weeks month months year years hour hours minute minutes
      time times long short really actually quite pretty rather almost enough well back away around
      through without within over under near behind between during against per upon along across towards
      because though although while until where why how must may might should
      thing things something anything everything someone anyone everyone people person lot lots bit part
      way ways kind sort case point end whole full new old big small little own company customer
      customers exactly different third monday tuesday wednesday thursday friday saturday sunday please thank thanks thinking half far sent send sends don't doesn't didn't can't couldn't won't wouldn't isn't wasn't aren't i'm i've i'd it's
      that's there's you're they're we're since being than able`),
  ),
  de: new Set(
    words(`gehen geht ging gegangen kommen kommt kam gekommen machen macht machte gemacht geben gibt gab
      gegeben sagen sagt sagte gesagt wissen weiß wusste denken dachte wollen will wollte brauchen braucht
      sehen sieht sah gesehen finden findet fand gefunden bleiben bleibt lassen lässt muss müssen musste
      soll sollte sollen darf dürfen möchte mag tun tut getan bekommen bekommt bekam steht stehen liegt
      eins zwei drei vier fünf zehn erste ersten zweite letzte letzten nächste andere anderen jeder jede
      jedes beide einige mehrere gleich gleiche eigene selbst einmal mal oft manchmal meist bereits seit
      jetzt heute gestern morgen tag tage tagen woche wochen monat monate monaten jahr jahre jahren
      stunde stunden minute minuten zeit lange lang kurz wirklich eigentlich ganz ziemlich eher fast
      genug gut mehr weniger viel viele vielen etwas alles sache sachen leute person mensch menschen
      teil weise art fall ende neu neue neuen alt groß klein ohne durch gegen um bis weil dass daß ob
      doch dann da dort man einfach leider kunde kunden firma unternehmen meinem meiner unserer habe hab`),
  ),
  fr: new Set(
    words(`fait faire faut va aller vais venir vient dit dire voir vu peut peux pouvoir veut vouloir doit
      prendre pris donner mettre mis trouver deux trois premier première dernier fois jour jours semaine
      semaines mois an ans année heure heures minute temps toujours souvent déjà depuis après avant
      maintenant hier demain très assez beaucoup peu bien aussi encore sans sous entre chose choses
      gens monde autre autres même chaque client clients entreprise comme parce si alors donc où`),
  ),
  es: new Set(
    words(`hacer hace hecho ir va voy venir viene decir dice dicho ver visto poder puede pueden querer
      quiere tener tiene tienen tengo dar da poner dos tres primero primera último vez veces día días
      semana semanas mes meses año años hora horas tiempo ya desde después antes ahora ayer hoy mucho
      poco bien también sin sobre entre cosa cosas gente otro otra otros mismo cada cliente clientes
      empresa como porque si cuando donde está están fue ser`),
  ),
  it: new Set(
    words(`fare fa fatto andare va venire viene dire detto vedere visto potere può possono volere vuole
      dovere deve avere due tre primo prima ultimo volta volte giorno giorni settimana mese mesi anno
      anni ora ore tempo già da dopo adesso ieri oggi poco bene anche senza tra fra cosa cose gente
      altro altra stesso ogni cliente clienti azienda come perché se quando dove sempre ancora`),
  ),
  nl: new Set(
    words(`gaan gaat ging komen komt kwam maken maakt gemaakt geven geeft zeggen zegt weten weet willen wil
      kunnen moeten moet mag doen doet gedaan twee drie eerste laatste keer dag dagen week weken maand
      maanden jaar jaren uur tijd al sinds daarna nu gisteren vandaag veel weinig goed ook zonder tussen
      ding dingen mensen ander andere zelfde elke klant klanten bedrijf omdat dan daar er dat die heel`),
  ),
}

/** Whether the word is commonplace in the language; a text without a known one has those of all. */
export function isCommonplace(word: string, language: string): boolean {
  const own = commonplace[language.slice(0, 2)]
  return own === undefined
    ? Object.values(commonplace).some((list) => list.has(word))
    : own.has(word)
}
