import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { checkSurvey } from './check-survey.ts'
import { surveyBodySchema } from './contract.ts'
import { surveyTemplates } from './templates.ts'

type Draft = z.input<typeof surveyBodySchema>
const recommend = 'How likely are you to recommend Acme to a friend or colleague?'
const base: Draft = {
  name: 'Test',
  series: 'relationship',
  languages: ['en'],
  questions: [{ id: 'nps', kind: 'nps', text: { en: recommend } }],
}
const findings = (change: Partial<Draft>) =>
  checkSurvey(surveyBodySchema.parse({ ...base, ...change }))
const rules = (change: Partial<Draft>, level?: 'block' | 'warn') =>
  findings(change)
    .filter((finding) => level === undefined || finding.level === level)
    .map(({ rule }) => rule)
const nps = (en: string): Partial<Draft> => ({
  questions: [{ id: 'nps', kind: 'nps', text: { en } }],
})
const ask = (kind: 'csat' | 'ces' | 'rating', en: string): Partial<Draft> => ({
  questions: [{ id: 'q', kind, text: { en } }],
})

describe('the recommend question', () => {
  test('passes in its published words', () => expect(findings({})).toEqual([]))
  test.each([
    'Would you recommend us to a friend?',
    'How satisfied are you with Acme?',
    'How likely are you to buy again?',
    'How likely are you to recommend Acme?',
  ])('is blocked in other words: %s', (text) => {
    expect(rules(nps(text), 'block')).toContain('nps.wording')
  })
  test.each(['1 to 10', '1-10', '1 – 10', '1..10'])('is blocked with a scale of %s', (scale) => {
    expect(rules(nps(`${recommend} (${scale})`), 'block')).toContain('nps.scale')
  })
  test('may speak of 0 to 10, which it is', () => {
    expect(rules(nps(`${recommend} (0 to 10)`))).toEqual([])
  })
  test.each(['5 = neutral', '5 means neither', 'neutral'])(
    'has no word in its middle: %s',
    (label) => {
      expect(rules(nps(`${recommend} ${label}`), 'block')).toContain('nps.middle')
    },
  )
  test('stands first, is asked of everybody and once', () => {
    const text = { en: recommend }
    const first = { id: 'first', kind: 'text' as const, text: { en: 'Why?' } }
    const second = { id: 'nps', kind: 'nps' as const, text }
    expect(rules({ questions: [first, second] }, 'block')).toContain('nps.first')
    const late = {
      series: 'transaction' as const,
      touchpoint: 'Service',
      questions: [first, second],
    }
    expect(rules(late, 'warn')).toContain('nps.first')
    const some = { ...second, showIf: { question: 'first', operator: 'answered' as const } }
    expect(rules({ questions: [first, some] }, 'block')).toContain('nps.all')
    expect(rules({ questions: [second, { ...second, id: 'again' }] }, 'block')).toContain(
      'score.once',
    )
  })
  test.each([
    [
      'de',
      'Wie wahrscheinlich ist es, dass Sie Acme einem Freund oder Kollegen weiterempfehlen?',
      0,
    ],
    ['de', 'Würden Sie uns empfehlen?', 1],
    ['ar', 'ما مدى احتمال أن توصي صديقًا أو زميلًا بشركة Acme؟', 0],
    ['ar', 'ما مدى رضاك عن Acme؟', 1],
    ['fr', 'Quelle est la probabilité que vous recommandiez Acme à un ami ou à un collègue ?', 0],
    ['es', '¿Qué probabilidad hay de que recomiende Acme a un amigo o colega?', 0],
  ])('is read in %s too: %s', (language, text, count) => {
    const questions = [{ id: 'nps', kind: 'nps' as const, text: { [language]: text } }]
    expect(rules({ languages: [language], questions }, 'block')).toHaveLength(count)
  })
})

describe('the other scales', () => {
  test.each([
    ['Acme made it easy for me to handle my issue.', true],
    ['How easy was it to handle your issue?', false],
    ['Acme took little effort.', false],
  ])('CES takes a statement that it was easy: %s', (text, fits) => {
    expect(rules(ask('ces', text), 'block')).toEqual(fits ? [] : ['ces.wording'])
  })
  test('CSAT asks about satisfaction', () => {
    expect(rules(ask('csat', 'How satisfied are you with your order?'))).toEqual([])
    expect(rules(ask('csat', 'How good was your order?'), 'block')).toEqual(['csat.wording'])
  })
})

describe('plain questions', () => {
  test.each([
    ['How fast and friendly were we?', 'wording.two'],
    ['How would you rate our excellent service?', 'wording.leading'],
    ['Were we always on time?', 'wording.absolute'],
  ])('%s is warned of as %s', (text, rule) => {
    expect(rules(ask('rating', text), 'warn')).toContain(rule)
    expect(rules(ask('rating', text), 'block')).toEqual([])
  })
  test('words inside words are no joins', () => {
    expect(rules(ask('rating', 'How do you rate the standard of the brand?'))).toEqual([])
  })
  test('a language without a list is said to be unread', () => {
    const questions = [{ id: 'q', kind: 'text' as const, text: { sw: 'Kwa nini?' } }]
    expect(rules({ languages: ['sw'], questions })).toEqual(['language.unread'])
  })
})

describe('series, languages and branching', () => {
  test('a series is one: a touchpoint for transactions, competitors for benchmarks', () => {
    expect(rules({ series: 'transaction' }, 'block')).toEqual(['series.one'])
    expect(rules({ touchpoint: 'Service' }, 'block')).toEqual(['series.one'])
    expect(rules({ series: 'benchmark' }, 'block')).toEqual(['series.one'])
    expect(rules({ competitors: ['Other'] }, 'block')).toEqual(['series.one'])
    expect(rules({ series: 'transaction', touchpoint: 'Service' })).toEqual([])
    expect(rules({ series: 'benchmark', competitors: ['Other'] })).toEqual([])
  })
  test('every text has every language, and no placeholder', () => {
    const missing = findings({ languages: ['en', 'de'] })
    expect(missing).toMatchObject([
      { level: 'block', rule: 'language.complete', language: 'de', question: 'nps' },
    ])
    expect(rules({ intro: { en: 'Dear [name]' } }, 'block')).toEqual(['text.placeholder'])
    expect(rules({ languages: ['en', 'en'] }, 'block')).toContain('language.once')
  })
  test.each([
    [{ question: 'nps', operator: 'between', values: [0, 6] }, true],
    [{ question: 'nps', operator: 'in', values: [9, '10'] }, true],
    [{ question: 'nps', operator: 'answered', values: [] }, true],
    [{ question: 'nps', operator: 'between', values: [6, 0] }, false],
    [{ question: 'nps', operator: 'between', values: [0, 11] }, false],
    [{ question: 'nps', operator: 'in', values: [] }, false],
    [{ question: 'why', operator: 'answered', values: [] }, false],
    [{ question: 'gone', operator: 'answered', values: [] }, false],
  ] as const)('a branch %j is valid: %s', (showIf, valid) => {
    const why = {
      id: 'why',
      kind: 'text' as const,
      text: { en: 'Why?' },
      showIf: { ...showIf, values: [...showIf.values] },
    }
    const found = rules({ questions: [...base.questions, why] }, 'block')
    expect(found).toEqual(valid ? [] : ['branch.valid'])
  })
  test('a logo is a PNG or JPEG, and nothing else', () => {
    const png =
      'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    expect(rules({ theme: { accent: '#000000', logo: png } })).toEqual([])
    for (const logo of [
      'data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=',
      'https://pictures.example/logo.png',
      'data:image/png;base64,PHN2Zz48L3N2Zz4=',
      'javascript:alert(1)',
    ]) {
      expect(rules({ theme: { accent: '#000000', logo } }, 'block')).toEqual(['theme.logo'])
    }
  })
  test('much is warned of, not refused', () => {
    const questions = Array.from({ length: 12 }, (_, index) => ({
      id: `q${index}`,
      kind: 'text' as const,
      text: { en: 'Why?' },
      required: index === 0,
    }))
    expect(rules({ questions }).sort()).toEqual(['length.short', 'text.free'])
  })
})

describe('the templates', () => {
  test.each(surveyTemplates('Acme'))('$name passes the checks without a word', ({ body }) => {
    expect(checkSurvey(body)).toEqual([])
  })
})
