import { expect, test } from 'vitest'
import { surveyBodySchema } from '../survey/contract.ts'
import { composeMail, type MailParts } from './compose-mail.ts'

const survey = surveyBodySchema.parse({
  name: 'Relationship',
  series: 'relationship',
  languages: ['en', 'de', 'ar'],
  questions: [
    {
      id: 'recommend',
      kind: 'nps',
      text: { en: 'Would you recommend us?', de: 'Würden Sie uns empfehlen?', ar: 'هل توصي بنا؟' },
    },
  ],
})
const compose = (changed: Partial<MailParts> = {}) =>
  composeMail({
    survey,
    language: 'en',
    company: 'Northline Telecom',
    reminder: false,
    baseUrl: 'https://ask.example.com',
    answerPath: '/s/TOKEN',
    unsubscribePath: '/s/OTHER/unsubscribe',
    ...changed,
  })

test('the mail has one link for each score, one that nobody sees, and a way out', () => {
  const { html, text, headers, subject } = compose()
  for (let score = 0; score <= 10; score += 1) {
    const url = `https://ask.example.com/s/TOKEN?a=recommend.${score}`
    expect(html).toContain(`href="${url}"`)
    expect(text).toContain(url)
  }
  expect(html).toMatch(/<a href="[^"]+\?h=1" style="display:none" aria-hidden="true"/)
  expect(text).not.toContain('h=1')
  expect(headers['List-Unsubscribe']).toBe('<https://ask.example.com/s/OTHER/unsubscribe>')
  expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
  expect(html).toContain('Northline Telecom')
  expect(subject).toBe('How are we doing? A question from Northline Telecom')
  expect(html).not.toMatch(/<img|<script|<link|url\(/i)
})

test('it speaks the language of its reader, also from right to left', () => {
  expect(compose({ language: 'de-AT' }).html).toContain('Würden Sie uns empfehlen?')
  expect(compose({ language: 'ar' }).html).toContain('<html lang="ar" dir="rtl">')
  expect(compose({ language: 'xx' }).html).toContain('Would you recommend us?')
  expect(compose({ language: null }).html).toContain('dir="ltr"')
})

test('no name begins a header, a tag or a template of its own', () => {
  const company =
    'Evil\r\nBcc: all@example.com\r\n\r\n<script>alert(1)</script> {{7*7}} ${7*7} {company} $&'
  const { subject, html, text, headers } = compose({ company })
  expect(subject).not.toMatch(/[\r\n]/)
  expect(JSON.stringify(headers)).not.toContain('Bcc')
  expect(html).not.toContain('<script>')
  expect(html).toContain('{{7*7}} ${7*7} {company} $&amp;')
  expect(text).toContain('{{7*7}} ${7*7} {company} $&')
})
