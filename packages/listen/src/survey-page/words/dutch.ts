import type { PageWords } from './wording.ts'

export const dutch: PageWords = {
  send: 'Versturen',
  next: 'Volgende',
  back: 'Terug',
  progress: 'Stap {step} van {steps}',
  required: 'verplicht',
  mustAnswer: 'Beantwoord deze vraag: {question}',
  tooMany: 'Kies er hoogstens {most}: {question}',
  problems: 'Nog niet verstuurd',
  chosen: 'U koos {score}. Verstuur het om het te laten tellen; u kunt het nog wijzigen.',
  kept: 'Uw score is al bewaard.',
  keptHere: 'Geen verbinding. Uw antwoorden wachten op dit apparaat en worden vanzelf verstuurd.',
  busy: 'Er komen nu heel veel antwoorden binnen. Er is niets verloren: druk over een minuut nog eens op de knop.',
  changed: 'Deze vragen zijn zojuist gewijzigd. Kijk uw antwoorden nog eens na.',
  thanks: 'Dank u wel',
  thanksText: 'Uw antwoord is aangekomen.',
  overTitle: 'Deze enquête is afgelopen',
  overText: 'Er worden geen antwoorden meer aangenomen. Dank dat u wilde antwoorden.',
  goneTitle: 'Deze link werkt niet meer',
  goneText:
    'Hij is verlopen of vervangen door een nieuwere. De juiste link staat in uw nieuwste bericht.',
  language: 'Taal',
  choose: 'Wijzigen',
  stop: 'Vraag mij niet meer',
  stopTitle: 'Geen vragen meer?',
  stopText: '{company} stuurt u geen enquêtes meer zoals deze.',
  stopButton: 'Niet meer sturen',
  stoppedTitle: 'U wordt niet meer gevraagd',
  stoppedText:
    '{company} stuurt u geen enquêtes van deze soort meer. U hoeft verder niets te doen.',
  useTitle: 'Hoe antwoorden worden gebruikt',
  useNamed: 'Uw antwoord wordt bij uw klantgegevens bewaard, zodat iemand er iets mee kan doen.',
  useAnonymous:
    'Uw antwoord wordt zonder uw naam bewaard en kan er later niet meer aan worden gekoppeld.',
  useKept: 'Wat u schrijft, wordt na {days} dagen gewist.',
  clear: 'Ongedaan maken',
  nps: ['Helemaal niet waarschijnlijk', 'Uiterst waarschijnlijk'],
  csat: ['Zeer ontevreden', 'Zeer tevreden'],
  ces: ['Helemaal mee oneens', 'Helemaal mee eens'],
  trademark:
    'Net Promoter, NPS en de bij NPS horende emoticons zijn geregistreerde merken van Bain & Company, Inc., NICE Systems, Inc. en Fred Reichheld.',
}
