/** The page's own words, in one language. The words of the scales are the published ones. */
export interface PageWords {
  send: string
  next: string
  back: string
  progress: string
  required: string
  mustAnswer: string
  tooMany: string
  problems: string
  chosen: string
  kept: string
  keptHere: string
  busy: string
  changed: string
  thanks: string
  thanksText: string
  overTitle: string
  overText: string
  goneTitle: string
  goneText: string
  language: string
  choose: string
  stop: string
  stopTitle: string
  stopText: string
  stopButton: string
  stoppedTitle: string
  stoppedText: string
  useTitle: string
  useNamed: string
  useAnonymous: string
  useKept: string
  clear: string
  nps: [string, string]
  csat: [string, string]
  ces: [string, string]
  trademark: string
}

const en: PageWords = {
  send: 'Send',
  next: 'Next',
  back: 'Back',
  progress: 'Step {step} of {steps}',
  required: 'needed',
  mustAnswer: 'Please answer this question: {question}',
  tooMany: 'Please choose at most {most}: {question}',
  problems: 'Not sent yet',
  chosen: 'You chose {score}. Send it to make it count; you can still change it.',
  kept: 'Your score is kept already.',
  keptHere: 'No connection. Your answers wait on this device and are sent by themselves.',
  busy: 'Too many answers come in at this moment. Nothing is lost: press the button again in a minute.',
  changed: 'These questions were changed a moment ago. Please look at your answers once more.',
  thanks: 'Thank you',
  thanksText: 'Your answer has arrived.',
  overTitle: 'This survey is over',
  overText: 'It takes no more answers. Thank you for wanting to give one.',
  goneTitle: 'This link does not work any more',
  goneText:
    'It has expired or was replaced by a newer one. Your newest message has the right link.',
  language: 'Language',
  choose: 'Change',
  stop: 'Stop asking me',
  stopTitle: 'No more questions?',
  stopText: '{company} will send you no more surveys like the one you came from.',
  stopButton: 'Stop them',
  stoppedTitle: 'You will not be asked again',
  stoppedText: '{company} sends you no more surveys of this kind. You need do nothing else.',
  useTitle: 'How answers are used',
  useNamed:
    'Your answer is kept together with your customer record, so that somebody can act on it.',
  useAnonymous: 'Your answer is kept without your name, and cannot be joined with it later.',
  useKept: 'What you write is erased after {days} days.',
  clear: 'Take back',
  nps: ['Not at all likely', 'Extremely likely'],
  csat: ['Very dissatisfied', 'Very satisfied'],
  ces: ['Strongly disagree', 'Strongly agree'],
  trademark:
    'Net Promoter, NPS and the NPS-related emoticons are registered trademarks of Bain & Company, Inc., NICE Systems, Inc. and Fred Reichheld.',
}

const de: PageWords = {
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

const ar: PageWords = {
  send: 'إرسال',
  next: 'التالي',
  back: 'رجوع',
  progress: 'الخطوة {step} من {steps}',
  required: 'مطلوب',
  mustAnswer: 'يرجى الإجابة عن هذا السؤال: {question}',
  tooMany: 'يرجى اختيار {most} على الأكثر: {question}',
  problems: 'لم يُرسَل بعد',
  chosen: 'لقد اخترت {score}. أرسله ليُحتسب، ويمكنك تغييره قبل ذلك.',
  kept: 'تم حفظ تقييمك.',
  keptHere: 'لا يوجد اتصال. إجاباتك محفوظة على هذا الجهاز وستُرسل تلقائيًا.',
  busy: 'تصل إجابات كثيرة الآن. لم يضِع شيء: اضغط الزر مرة أخرى بعد دقيقة.',
  changed: 'تغيّرت الأسئلة قبل لحظات. يرجى مراجعة إجاباتك مرة أخرى.',
  thanks: 'شكرًا لك',
  thanksText: 'وصلت إجابتك.',
  overTitle: 'انتهى هذا الاستبيان',
  overText: 'لم يعد يستقبل إجابات. شكرًا لرغبتك في المشاركة.',
  goneTitle: 'لم يعد هذا الرابط صالحًا',
  goneText: 'انتهت صلاحيته أو استُبدل برابط أحدث. تجد الرابط الصحيح في أحدث رسالة.',
  language: 'اللغة',
  choose: 'تغيير',
  stop: 'لا تسألوني بعد الآن',
  stopTitle: 'لا مزيد من الأسئلة؟',
  stopText: 'لن ترسل إليك {company} استبيانات من هذا النوع بعد الآن.',
  stopButton: 'أوقفوا الإرسال',
  stoppedTitle: 'لن تُسأل مرة أخرى',
  stoppedText: 'لن ترسل إليك {company} استبيانات من هذا النوع. لا يلزمك فعل أي شيء آخر.',
  useTitle: 'كيف تُستخدم الإجابات',
  useNamed: 'تُحفظ إجابتك مع بياناتك كعميل حتى يتمكن شخص ما من التصرّف بناءً عليها.',
  useAnonymous: 'تُحفظ إجابتك دون اسمك ولا يمكن ربطها به لاحقًا.',
  useKept: 'يُمحى ما تكتبه بعد {days} يومًا.',
  clear: 'تراجع',
  nps: ['غير محتمل على الإطلاق', 'محتمل للغاية'],
  csat: ['غير راضٍ تمامًا', 'راضٍ تمامًا'],
  ces: ['لا أوافق بشدة', 'أوافق بشدة'],
  trademark:
    'Net Promoter وNPS والرموز المرتبطة بها علامات تجارية مسجلة لشركات Bain & Company, Inc. وNICE Systems, Inc. وFred Reichheld.',
}

const all: Readonly<Record<string, PageWords>> = { en, de, ar }

/** Languages that the page speaks itself; a survey in another has English buttons and labels. */
export const pageLanguages = Object.keys(all)

export function wordsOf(language: string): PageWords {
  return all[language.split('-')[0] ?? ''] ?? en
}

/** Puts values into a sentence. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

const rightToLeft = /^(ar|he|fa|ur|ps|sd|ug|yi|dv|ku-Arab)(-|$)/

export function directionOf(language: string): 'ltr' | 'rtl' {
  return rightToLeft.test(language) ? 'rtl' : 'ltr'
}

/** A language in its own words, for the menu. */
export function nameLanguage(language: string): string {
  return (
    new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(language) ??
    language
  )
}
