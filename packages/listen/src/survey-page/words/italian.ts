import type { PageWords } from './wording.ts'

export const italian: PageWords = {
  send: 'Invia',
  next: 'Avanti',
  back: 'Indietro',
  progress: 'Passo {step} di {steps}',
  required: 'obbligatorio',
  mustAnswer: 'Risponda a questa domanda: {question}',
  tooMany: 'Scelga al massimo {most}: {question}',
  problems: 'Non ancora inviato',
  chosen: 'Ha scelto {score}. Lo invii perché conti; può ancora cambiarlo.',
  kept: 'Il suo voto è già salvato.',
  keptHere:
    'Nessuna connessione. Le sue risposte attendono su questo dispositivo e partiranno da sole.',
  busy: 'In questo momento arrivano troppe risposte. Nulla è andato perso: prema di nuovo il pulsante fra un minuto.',
  changed: 'Queste domande sono appena cambiate. Riveda le sue risposte.',
  thanks: 'Grazie',
  thanksText: 'La sua risposta è arrivata.',
  overTitle: 'Questo sondaggio è terminato',
  overText: 'Non accetta più risposte. Grazie per averne voluta dare una.',
  goneTitle: 'Questo link non funziona più',
  goneText:
    'È scaduto o è stato sostituito da uno più recente. Il link giusto è nel suo ultimo messaggio.',
  language: 'Lingua',
  choose: 'Cambia',
  stop: 'Non chiedetemi più',
  stopTitle: 'Niente più domande?',
  stopText: '{company} non le invierà più sondaggi come questo.',
  stopButton: 'Non inviare più',
  stoppedTitle: 'Non riceverà più domande',
  stoppedText: '{company} non le invia più sondaggi di questo tipo. Non deve fare altro.',
  useTitle: 'Come vengono usate le risposte',
  useNamed:
    'La sua risposta è conservata con i suoi dati di cliente, perché qualcuno possa darvi seguito.',
  useAnonymous: 'La sua risposta è conservata senza il suo nome e non potrà più esservi collegata.',
  useKept: 'Ciò che scrive viene cancellato dopo {days} giorni.',
  clear: 'Annulla',
  nps: ['Per niente probabile', 'Estremamente probabile'],
  csat: ['Molto insoddisfatto', 'Molto soddisfatto'],
  ces: ['Fortemente in disaccordo', 'Fortemente d’accordo'],
  trademark:
    'Net Promoter, NPS e le emoticon legate a NPS sono marchi registrati di Bain & Company, Inc., NICE Systems, Inc. e Fred Reichheld.',
}
