import type { PageWords } from './wording.ts'

export const french: PageWords = {
  send: 'Envoyer',
  next: 'Suivant',
  back: 'Retour',
  progress: 'Étape {step} sur {steps}',
  required: 'obligatoire',
  mustAnswer: 'Veuillez répondre à cette question : {question}',
  tooMany: 'Veuillez choisir au plus {most} : {question}',
  problems: 'Pas encore envoyé',
  chosen:
    'Vous avez choisi {score}. Envoyez votre choix pour qu’il compte ; vous pouvez encore le changer.',
  kept: 'Votre note est déjà enregistrée.',
  keptHere: 'Pas de connexion. Vos réponses attendent sur cet appareil et partiront d’elles-mêmes.',
  busy: 'Trop de réponses arrivent en ce moment. Rien n’est perdu : appuyez de nouveau sur le bouton dans une minute.',
  changed: 'Ces questions viennent d’être modifiées. Veuillez revoir vos réponses.',
  thanks: 'Merci',
  thanksText: 'Votre réponse est arrivée.',
  overTitle: 'Cette enquête est terminée',
  overText: 'Elle n’accepte plus de réponses. Merci d’avoir voulu y répondre.',
  goneTitle: 'Ce lien ne fonctionne plus',
  goneText:
    'Il a expiré ou a été remplacé par un plus récent. Votre dernier message contient le bon lien.',
  language: 'Langue',
  choose: 'Changer',
  stop: 'Ne plus me demander',
  stopTitle: 'Plus de questions ?',
  stopText: '{company} ne vous enverra plus d’enquêtes comme celle dont vous venez.',
  stopButton: 'Arrêter ces envois',
  stoppedTitle: 'Vous ne serez plus sollicité',
  stoppedText:
    '{company} ne vous envoie plus d’enquêtes de ce type. Vous n’avez rien d’autre à faire.',
  useTitle: 'Comment les réponses sont utilisées',
  useNamed:
    'Votre réponse est conservée avec votre dossier client, afin que quelqu’un puisse y donner suite.',
  useAnonymous: 'Votre réponse est conservée sans votre nom et ne pourra plus y être rattachée.',
  useKept: 'Ce que vous écrivez est effacé après {days} jours.',
  clear: 'Annuler',
  nps: ['Pas du tout probable', 'Extrêmement probable'],
  csat: ['Très insatisfait', 'Très satisfait'],
  ces: ['Pas du tout d’accord', 'Tout à fait d’accord'],
  trademark:
    'Net Promoter, NPS et les émoticônes liées au NPS sont des marques déposées de Bain & Company, Inc., NICE Systems, Inc. et Fred Reichheld.',
}
