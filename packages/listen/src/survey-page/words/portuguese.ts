import type { PageWords } from './wording.ts'

export const portuguese: PageWords = {
  send: 'Enviar',
  next: 'Seguinte',
  back: 'Voltar',
  progress: 'Passo {step} de {steps}',
  required: 'obrigatório',
  mustAnswer: 'Responda a esta pergunta, por favor: {question}',
  tooMany: 'Escolha no máximo {most}: {question}',
  problems: 'Ainda não enviado',
  chosen: 'Escolheu {score}. Envie para que conte; ainda pode alterar.',
  kept: 'A sua pontuação já está guardada.',
  keptHere: 'Sem ligação. As suas respostas esperam neste dispositivo e serão enviadas sozinhas.',
  busy: 'Chegam demasiadas respostas neste momento. Nada se perdeu: prima o botão outra vez daqui a um minuto.',
  changed: 'Estas perguntas acabaram de mudar. Reveja as suas respostas, por favor.',
  thanks: 'Obrigado',
  thanksText: 'A sua resposta chegou.',
  overTitle: 'Este inquérito terminou',
  overText: 'Já não aceita respostas. Obrigado por querer responder.',
  goneTitle: 'Esta ligação já não funciona',
  goneText:
    'Expirou ou foi substituída por uma mais recente. A ligação certa está na sua mensagem mais recente.',
  language: 'Idioma',
  choose: 'Mudar',
  stop: 'Não me perguntem mais',
  stopTitle: 'Sem mais perguntas?',
  stopText: '{company} não lhe enviará mais inquéritos como este.',
  stopButton: 'Não enviar mais',
  stoppedTitle: 'Não voltará a ser questionado',
  stoppedText:
    '{company} não lhe envia mais inquéritos deste tipo. Não precisa de fazer mais nada.',
  useTitle: 'Como são usadas as respostas',
  useNamed:
    'A sua resposta é guardada com os seus dados de cliente, para que alguém lhe possa dar seguimento.',
  useAnonymous:
    'A sua resposta é guardada sem o seu nome e não poderá ser ligada a ele mais tarde.',
  useKept: 'O que escrever é apagado ao fim de {days} dias.',
  clear: 'Anular',
  nps: ['Nada provável', 'Extremamente provável'],
  csat: ['Muito insatisfeito', 'Muito satisfeito'],
  ces: ['Discordo totalmente', 'Concordo totalmente'],
  trademark:
    'Net Promoter, NPS e os emoticons relacionados com NPS são marcas registadas de Bain & Company, Inc., NICE Systems, Inc. e Fred Reichheld.',
}
