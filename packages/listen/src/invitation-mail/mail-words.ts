/** What a mail says around the company's own question, by language. */
export interface MailWords {
  /** `{company}` and `{minutes}` are filled in. */
  subject: string
  reminderSubject: string
  greeting: string
  lowest: string
  highest: string
  open: string
  why: string
  stop: string
}

const english: MailWords = {
  subject: 'How are we doing? A question from {company}',
  reminderSubject: 'A reminder: one question from {company}',
  greeting:
    'Choose an answer. You can change it on the page that opens, and nothing is sent before you say so.',
  lowest: 'Not at all likely',
  highest: 'Extremely likely',
  open: 'Open the questions',
  why: 'You receive this because you are a customer of {company}.',
  stop: 'No more questions like this',
}

const words: Record<string, MailWords> = {
  en: english,
  de: {
    subject: 'Wie zufrieden sind Sie? Eine Frage von {company}',
    reminderSubject: 'Zur Erinnerung: eine Frage von {company}',
    greeting:
      'Wählen Sie eine Antwort. Sie können sie auf der Seite, die sich öffnet, noch ändern; vorher wird nichts gesendet.',
    lowest: 'Sehr unwahrscheinlich',
    highest: 'Sehr wahrscheinlich',
    open: 'Fragen öffnen',
    why: 'Sie erhalten diese Nachricht als Kundin oder Kunde von {company}.',
    stop: 'Keine solchen Fragen mehr',
  },
  fr: {
    subject: 'Votre avis compte : une question de {company}',
    reminderSubject: 'Rappel : une question de {company}',
    greeting:
      'Choisissez une réponse. Vous pourrez la changer sur la page qui s’ouvre ; rien n’est envoyé avant.',
    lowest: 'Pas du tout probable',
    highest: 'Très probable',
    open: 'Ouvrir les questions',
    why: 'Vous recevez ce message en tant que client de {company}.',
    stop: 'Ne plus recevoir ces questions',
  },
  ar: {
    subject: 'رأيك يهمنا: سؤال من {company}',
    reminderSubject: 'تذكير: سؤال من {company}',
    greeting: 'اختر إجابة. يمكنك تغييرها في الصفحة التي ستُفتح، ولن يُرسل شيء قبل ذلك.',
    lowest: 'غير محتمل إطلاقًا',
    highest: 'محتمل جدًا',
    open: 'افتح الأسئلة',
    why: 'تصلك هذه الرسالة لأنك من عملاء {company}.',
    stop: 'لا أريد مثل هذه الأسئلة',
  },
}

/** The words of a language, else of English. */
export function wordsFor(language: string): MailWords {
  return words[language.split('-')[0]!.toLowerCase()] ?? english
}

const rightToLeft = new Set(['ar', 'he', 'fa', 'ur', 'ps', 'sd', 'ug', 'yi', 'dv', 'ckb'])

export function directionOf(language: string): 'ltr' | 'rtl' {
  return rightToLeft.has(language.split('-')[0]!.toLowerCase()) ? 'rtl' : 'ltr'
}
