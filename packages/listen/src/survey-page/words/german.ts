import type { PageWords } from './wording.ts'

export const german: PageWords = {
  send: 'Absenden',
  next: 'Weiter',
  back: 'Zurück',
  progress: 'Schritt {step} von {steps}',
  required: 'nötig',
  mustAnswer: 'Bitte beantworten Sie diese Frage: {question}',
  tooMany: 'Bitte wählen Sie höchstens {most}: {question}',
  problems: 'Noch nicht gesendet',
  chosen: 'Sie haben {score} gewählt. Mit dem Absenden zählt es; bis dahin können Sie es ändern.',
  kept: 'Ihre Bewertung ist schon gespeichert.',
  keptHere:
    'Keine Verbindung. Ihre Antworten warten auf diesem Gerät und werden von selbst gesendet.',
  busy: 'Gerade kommen sehr viele Antworten. Nichts ist verloren: Bitte senden Sie in einer Minute noch einmal.',
  changed: 'Die Fragen wurden eben geändert. Bitte sehen Sie Ihre Antworten noch einmal an.',
  thanks: 'Vielen Dank',
  thanksText: 'Ihre Antwort ist angekommen.',
  overTitle: 'Diese Umfrage ist beendet',
  overText: 'Sie nimmt keine Antworten mehr an. Danke, dass Sie antworten wollten.',
  goneTitle: 'Dieser Link gilt nicht mehr',
  goneText: 'Er ist abgelaufen oder wurde ersetzt. In Ihrer neuesten Nachricht steht der richtige.',
  language: 'Sprache',
  choose: 'Wechseln',
  stop: 'Nicht mehr fragen',
  stopTitle: 'Keine Fragen mehr?',
  stopText: '{company} sendet Ihnen keine Umfragen dieser Art mehr.',
  stopButton: 'Nicht mehr senden',
  stoppedTitle: 'Sie werden nicht mehr gefragt',
  stoppedText:
    '{company} sendet Ihnen keine Umfragen dieser Art mehr. Sie müssen nichts weiter tun.',
  useTitle: 'Was mit den Antworten geschieht',
  useNamed:
    'Ihre Antwort wird bei Ihren Kundendaten aufbewahrt, damit jemand darauf eingehen kann.',
  useAnonymous:
    'Ihre Antwort wird ohne Ihren Namen aufbewahrt und kann ihm nie wieder zugeordnet werden.',
  useKept: 'Was Sie schreiben, wird nach {days} Tagen gelöscht.',
  clear: 'Zurücknehmen',
  nps: ['Überhaupt nicht wahrscheinlich', 'Äußerst wahrscheinlich'],
  csat: ['Sehr unzufrieden', 'Sehr zufrieden'],
  ces: ['Stimme gar nicht zu', 'Stimme voll und ganz zu'],
  trademark:
    'Net Promoter, NPS und die zugehörigen Bildzeichen sind eingetragene Marken von Bain & Company, Inc., NICE Systems, Inc. und Fred Reichheld.',
}
