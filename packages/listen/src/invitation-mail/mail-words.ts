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
  es: {
    subject: '¿Qué tal lo hacemos? Una pregunta de {company}',
    reminderSubject: 'Recordatorio: una pregunta de {company}',
    greeting:
      'Elija una respuesta. Podrá cambiarla en la página que se abre; antes no se envía nada.',
    lowest: 'Nada probable',
    highest: 'Sumamente probable',
    open: 'Abrir las preguntas',
    why: 'Recibe este mensaje porque es cliente de {company}.',
    stop: 'No más preguntas como esta',
  },
  it: {
    subject: 'Come stiamo andando? Una domanda da {company}',
    reminderSubject: 'Promemoria: una domanda da {company}',
    greeting:
      'Scelga una risposta. Potrà cambiarla nella pagina che si apre; prima non viene inviato nulla.',
    lowest: 'Per niente probabile',
    highest: 'Estremamente probabile',
    open: 'Apri le domande',
    why: 'Riceve questo messaggio perché è cliente di {company}.',
    stop: 'Niente più domande come questa',
  },
  nl: {
    subject: 'Hoe doen wij het? Een vraag van {company}',
    reminderSubject: 'Ter herinnering: een vraag van {company}',
    greeting:
      'Kies een antwoord. U kunt het wijzigen op de pagina die opent; daarvoor wordt niets verstuurd.',
    lowest: 'Helemaal niet waarschijnlijk',
    highest: 'Uiterst waarschijnlijk',
    open: 'Vragen openen',
    why: 'U ontvangt dit bericht omdat u klant bent van {company}.',
    stop: 'Geen vragen zoals deze meer',
  },
  pt: {
    subject: 'Como estamos? Uma pergunta de {company}',
    reminderSubject: 'Lembrete: uma pergunta de {company}',
    greeting:
      'Escolha uma resposta. Pode alterá-la na página que se abre; antes disso nada é enviado.',
    lowest: 'Nada provável',
    highest: 'Extremamente provável',
    open: 'Abrir as perguntas',
    why: 'Recebe esta mensagem porque é cliente de {company}.',
    stop: 'Sem mais perguntas como esta',
  },
  pl: {
    subject: 'Jak nam idzie? Pytanie od {company}',
    reminderSubject: 'Przypomnienie: pytanie od {company}',
    greeting:
      'Proszę wybrać odpowiedź. Można ją zmienić na stronie, która się otworzy; wcześniej nic nie jest wysyłane.',
    lowest: 'Zupełnie nieprawdopodobne',
    highest: 'Niezwykle prawdopodobne',
    open: 'Otwórz pytania',
    why: 'Ta wiadomość przychodzi do klientów firmy {company}.',
    stop: 'Bez takich pytań',
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

/** Languages in which a mail speaks itself. */
export const mailLanguages = Object.keys(words)

/** The words of a language, else of English. */
export function wordsFor(language: string): MailWords {
  return words[language.split('-')[0]!.toLowerCase()] ?? english
}
