import { surveyBodySchema, type SurveyBody } from './contract.ts'
import { common, templateLanguages, texts } from './template-words.ts'
import type { z } from 'zod'

/** A survey to start from. */
export interface SurveyTemplate {
  name: string
  about: string
  body: SurveyBody
}

type Draft = Omit<z.input<typeof surveyBodySchema>, 'languages' | 'thanks'>

const template = (about: string, draft: Draft): SurveyTemplate => ({
  name: draft.name,
  about,
  body: surveyBodySchema.parse({ ...draft, languages: templateLanguages, thanks: common.thanks }),
})

/** The surveys to start from, with the company's name in their questions. All pass the checks. */
export function surveyTemplates(company: string): SurveyTemplate[] {
  return [
    relationship(company),
    afterContact(company),
    orderDelivered(),
    onboarding(company),
    whyJoined(company),
    closedLoop(company),
  ]
}

const recommendAndWhy = (company: string): Draft['questions'] => [
  { id: 'recommend', kind: 'nps', text: common.recommend(company) },
  {
    id: 'reason',
    kind: 'text',
    text: common.reason,
    showIf: { question: 'recommend', operator: 'answered' },
  },
]

function relationship(company: string): SurveyTemplate {
  return template('How customers stand to the company as a whole. Ask each a few times a year.', {
    name: 'Relationship',
    series: 'relationship',
    questions: [
      ...recommendAndWhy(company),
      {
        id: 'better',
        kind: 'text',
        text: common.better,
        showIf: { question: 'recommend', operator: 'between', values: [0, 8] },
      },
    ],
  })
}

function afterContact(company: string): SurveyTemplate {
  return template('How much effort a contact with service took. Ask within a day.', {
    name: 'After a contact',
    series: 'transaction',
    touchpoint: 'Service',
    questions: [
      {
        id: 'easy',
        kind: 'ces',
        text: texts(
          `${company} made it easy for me to handle my issue.`,
          `${company} hat es mir leicht gemacht, mein Anliegen zu erledigen.`,
          `سهّلت ${company} عليّ معالجة مشكلتي، وكان الأمر سهلًا.`,
        ),
      },
      {
        id: 'solved',
        kind: 'single',
        text: texts('Is your issue solved?', 'Ist Ihr Anliegen erledigt?', 'هل حُلّت مشكلتك؟'),
        choices: [
          { id: 'yes', text: texts('Yes', 'Ja', 'نعم') },
          { id: 'partly', text: texts('In part', 'Teilweise', 'جزئيًا') },
          { id: 'no', text: texts('No', 'Nein', 'لا') },
        ],
      },
      {
        id: 'reason',
        kind: 'text',
        text: texts('What made it hard?', 'Was hat es schwer gemacht?', 'ما الذي جعل الأمر صعبًا؟'),
        showIf: { question: 'easy', operator: 'between', values: [1, 4] },
      },
    ],
  })
}

function orderDelivered(): SurveyTemplate {
  return template('How content customers are with an order once it has come.', {
    name: 'Order delivered',
    series: 'transaction',
    touchpoint: 'Ordering',
    questions: [
      {
        id: 'order',
        kind: 'csat',
        text: texts(
          'How satisfied are you with your order?',
          'Wie zufrieden sind Sie mit Ihrer Bestellung?',
          'ما مدى رضاك عن طلبك؟',
        ),
      },
      {
        id: 'problem',
        kind: 'multiple',
        text: texts('What went wrong?', 'Was lief nicht gut?', 'ما الذي لم يسر على ما يرام؟'),
        choices: [
          { id: 'late', text: texts('It came late', 'Sie kam zu spät', 'وصل متأخرًا') },
          {
            id: 'wrong',
            text: texts('Something else came', 'Es kam etwas anderes', 'وصل شيء آخر'),
          },
          { id: 'damaged', text: texts('It was damaged', 'Sie war beschädigt', 'كان تالفًا') },
          { id: 'other', text: texts('Something else', 'Etwas anderes', 'شيء آخر') },
        ],
        showIf: { question: 'order', operator: 'between', values: [1, 3] },
      },
      { id: 'reason', kind: 'text', text: common.better },
    ],
  })
}

function onboarding(company: string): SurveyTemplate {
  return template('How the first weeks went. Ask about 30 days after the start.', {
    name: 'Onboarding',
    series: 'transaction',
    touchpoint: 'Onboarding',
    questions: [
      {
        id: 'start',
        kind: 'csat',
        text: texts(
          `How satisfied are you with your start at ${company}?`,
          `Wie zufrieden sind Sie mit Ihrem Start bei ${company}?`,
          `ما مدى رضاك عن بدايتك مع ${company}؟`,
        ),
      },
      {
        id: 'steps',
        kind: 'matrix',
        text: texts(
          'How well did these steps go? 1 is badly, 5 is well.',
          'Wie gut liefen diese Schritte? 1 heißt schlecht, 5 heißt gut.',
          'كيف سارت كل خطوة؟ ١ تعني سيئة و٥ تعني جيدة.',
        ),
        lowest: 1,
        highest: 5,
        rows: [
          { id: 'contract', text: texts('The contract', 'Der Vertrag', 'العقد') },
          { id: 'setup', text: texts('Setting up', 'Die Einrichtung', 'الإعداد') },
          {
            id: 'first-bill',
            text: texts('The first bill', 'Die erste Rechnung', 'الفاتورة الأولى'),
          },
        ],
      },
      { id: 'reason', kind: 'text', text: common.better },
    ],
  })
}

function whyJoined(company: string): SurveyTemplate {
  return template('Why new customers came: the earned part of growth is counted from it.', {
    name: 'Why did you join',
    series: 'transaction',
    touchpoint: 'Sign-up',
    questions: [
      {
        id: 'why-joined',
        kind: 'single',
        text: texts(
          `What brought you to ${company}?`,
          `Was hat Sie zu ${company} gebracht?`,
          `ما الذي جاء بك إلى ${company}؟`,
        ),
        choices: [
          {
            id: 'recommended',
            text: texts('Somebody recommended it', 'Eine Empfehlung', 'أوصى به شخص أعرفه'),
          },
          { id: 'reputation', text: texts('Its good name', 'Der gute Ruf', 'سمعتها الجيدة') },
          { id: 'advertising', text: texts('Advertising', 'Werbung', 'الإعلانات') },
          {
            id: 'price',
            text: texts('A price or an offer', 'Ein Preis oder Angebot', 'السعر أو عرض'),
          },
          { id: 'sales', text: texts('A seller', 'Ein Verkäufer', 'أحد البائعين') },
          { id: 'other', text: texts('Something else', 'Etwas anderes', 'شيء آخر') },
        ],
      },
      {
        id: 'who',
        kind: 'single',
        text: texts('Who recommended it?', 'Wer hat es empfohlen?', 'من الذي أوصى به؟'),
        choices: [
          {
            id: 'friend',
            text: texts('A friend or relative', 'Freunde oder Familie', 'صديق أو قريب'),
          },
          { id: 'colleague', text: texts('A colleague', 'Ein Kollege', 'زميل') },
          {
            id: 'review',
            text: texts('A review online', 'Eine Bewertung im Netz', 'مراجعة على الإنترنت'),
          },
        ],
        showIf: { question: 'why-joined', operator: 'in', values: ['recommended'] },
      },
    ],
  })
}

function closedLoop(company: string): SurveyTemplate {
  return template('Asks again after a case was closed: whether it was really put right.', {
    name: 'After we got in touch',
    series: 'transaction',
    touchpoint: 'Recovery',
    questions: [
      ...recommendAndWhy(company).slice(0, 1),
      {
        id: 'put-right',
        kind: 'single',
        text: texts(
          'Did we put right what you told us?',
          'Haben wir in Ordnung gebracht, was Sie uns gesagt haben?',
          'هل أصلحنا ما أخبرتنا به؟',
        ),
        choices: [
          { id: 'yes', text: texts('Yes', 'Ja', 'نعم') },
          { id: 'partly', text: texts('In part', 'Teilweise', 'جزئيًا') },
          { id: 'no', text: texts('No', 'Nein', 'لا') },
        ],
      },
      {
        id: 'reason',
        kind: 'text',
        text: texts('What is still open?', 'Was ist noch offen?', 'ما الذي لا يزال مفتوحًا؟'),
        showIf: { question: 'put-right', operator: 'in', values: ['partly', 'no'] },
      },
    ],
  })
}
