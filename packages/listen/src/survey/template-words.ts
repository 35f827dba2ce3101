import type { Texts } from './contract.ts'

/** Languages of all templates. */
export const templateLanguages = ['en', 'de', 'ar']

export const texts = (en: string, de: string, ar: string): Texts => ({ en, de, ar })

/** Questions that several templates ask in the same words, so that their answers can be compared. */
export const common = {
  recommend: (company: string) =>
    texts(
      `How likely are you to recommend ${company} to a friend or colleague?`,
      `Wie wahrscheinlich ist es, dass Sie ${company} einem Freund oder Kollegen weiterempfehlen?`,
      `ما مدى احتمال أن توصي صديقًا أو زميلًا بشركة ${company}؟`,
    ),
  reason: texts(
    'What is the main reason for your score?',
    'Was ist der wichtigste Grund für Ihre Bewertung?',
    'ما السبب الرئيسي لتقييمك؟',
  ),
  better: texts(
    'What should we do better?',
    'Was sollen wir besser machen?',
    'ما الذي ينبغي أن نحسّنه؟',
  ),
  thanks: texts(
    'Thank you. Your answer goes to the people who can act on it.',
    'Vielen Dank. Ihre Antwort geht an die Menschen, die etwas daraus machen können.',
    'شكرًا لك. تصل إجابتك إلى من يستطيع التصرّف بناءً عليها.',
  ),
} as const
