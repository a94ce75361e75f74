import type { Answerer, RedFlag } from '@lien/contract/symptoms'

const answerers: Record<Answerer, string> = { patient: 'par vous', relative: 'par un proche', nurse: 'avec l’infirmière, par téléphone' }
const flags: Record<RedFlag, string> = {
  fever: 'Vous avez de la fièvre\u00a0: 38\u00a0°C ou plus.',
  bleeding: 'Vous saignez.',
  confusion: 'Vous êtes confus, ou une partie du corps est devenue faible.',
  breathlessness: 'Vous êtes essoufflé, même au repos.',
  chestPain: 'Vous avez mal dans la poitrine.',
  cannotDrink: 'Vous n’arrivez plus à boire.',
  vomiting: 'Vous vomissez presque tout le temps.',
  severePain: 'Votre douleur est très forte.',
  selfHarm: 'Vous pensez à vous faire du mal.',
}

/** Words of the questions before a visit: the patient's screens, and the nurse's who asks them by telephone. */
export const questions = {
  title: 'Quelques questions avant la consultation',
  card: {
    title: 'Quelques questions avant la consultation',
    body: 'Comment allez-vous depuis 7 jours\u00a0? Cela prend 5 minutes, et votre médecin lira vos réponses avec vous.',
    start: 'Répondre aux questions', goOn: 'Continuer les questions', done: 'Vous avez répondu aux questions. Merci.',
  },
  intro: {
    lead: 'Comment allez-vous depuis 7 jours\u00a0? Environ 5 minutes.',
    points: ['Vous pouvez vous arrêter et reprendre plus tard, sur cet appareil ou un autre.', 'Vous pouvez ne pas répondre à une question.', 'Votre médecin lira vos réponses avec vous.'],
    notWatched: 'Vos réponses ne sont pas lues aussitôt. En cas d’urgence, appelez le 15 ou le 112.',
    who: 'Qui répond\u00a0?', me: 'Je réponds pour moi', relative: 'Je réponds pour un proche',
  },
  nurse: { lead: (name: string) => `Vous posez les questions à ${name}, par téléphone.`, start: 'Commencer', back: 'Retour à la liste' },
  progress: (at: number, of: number) => `Question ${at} sur ${of}`,
  next: 'Suivant', previous: 'Précédent', decline: 'Je préfère ne pas répondre', declined: 'Vous avez préféré ne pas répondre. Vous pouvez encore choisir une réponse.',
  choose: 'Choisissez une réponse, ou touchez «\u00a0Je préfère ne pas répondre\u00a0».',
  several: 'Plusieurs réponses possibles.', other: 'Autre réponse', optional: 'Facultatif', line: (n: number) => `Ligne ${n}`,
  yes: 'Oui', no: 'Non',
  number: { number: 'Écrivez un nombre, par exemple 37,5.', whole: 'Écrivez un nombre entier.', range: (min: string | null, max: string | null) => (min && max ? `Écrivez un nombre entre ${min} et ${max}.` : min ? `Au moins ${min}.` : `Au plus ${max ?? ''}.`) },
  read: 'Lire à voix haute', stop: 'Arrêter la lecture',
  saved: { saved: 'Enregistré', saving: 'Enregistrement…', device: 'Enregistré sur cet appareil, sera envoyé', nowhere: 'Pas encore envoyé. Gardez cette page ouverte.' },
  summary: {
    title: 'Vos réponses', lead: 'Relisez, puis envoyez.', none: 'Sans réponse', declined: 'Préfère ne pas répondre', change: 'Modifier', changeOf: (question: string) => `Modifier\u00a0: ${question}`,
    open: (n: number) => (n === 1 ? 'Il reste une question à laquelle répondre.' : `Il reste ${n} questions auxquelles répondre.`), goTo: 'Y répondre', send: 'Envoyer mes réponses',
  },
  sending: { title: 'Vos réponses partent', body: 'Un instant…', waits: 'La connexion est coupée. Vos réponses sont gardées sur cet appareil et partiront dès qu’elle revient. Gardez cette page ouverte.' },
  thanks: {
    title: 'Merci, vos réponses sont arrivées', by: (who: Answerer) => `Remplies ${answerers[who]}.`,
    next: 'Votre médecin les lira avec vous pendant la consultation. Votre équipe peut vous appeler avant, si besoin.',
    worse: 'Si vous allez moins bien d’ici là, n’attendez pas\u00a0: appelez le service. En cas d’urgence, appelez le 15 ou le 112.',
    back: 'Revenir à mon rendez-vous', nurseBack: 'Retour à la liste',
  },
  over: { title: 'Il n’est plus possible de répondre', body: 'Ces questions étaient posées avant la consultation. Vous pouvez en parler avec votre médecin.' },
  /** The same questions between two visits, in the words that differ; `hello` takes the whole name. */
  between: {
    title: 'Comment allez-vous\u00a0?', lead: 'Comme convenu avec votre équipe, voici quelques questions sur les 7 derniers jours. Cela prend 5 minutes.', until: (when: string) => `Vous pouvez répondre jusqu’au ${when}.`,
    points: ['Vous pouvez vous arrêter et reprendre plus tard, sur cet appareil ou un autre.', 'Vous pouvez ne pas répondre à une question.', 'Votre équipe lit vos réponses aux heures de service seulement.'],
    start: 'Commencer', goOn: 'Continuer',
    thanks: 'Votre équipe les lira aux heures de service. Elle vous appellera si besoin.', warning: 'N’attendez pas que vos réponses soient lues',
    again: (when: string) => `La prochaine fois\u00a0: ${when}. Vous recevrez un nouveau lien.`, last: 'C’était la dernière fois que ces questions vous étaient posées.',
    close: 'Vous pouvez fermer cette page.', enough: 'Vous ne voulez plus recevoir ces questions\u00a0? Dites-le au service.', over: { title: 'Il n’est plus possible de répondre', body: 'Le temps prévu pour ces questions est passé.' },
    worse: 'Si vous allez moins bien, n’attendez pas les prochaines questions\u00a0: appelez le service. En cas d’urgence, appelez le 15 ou le 112.',
  },
  unreachable: 'Les questions ne sont pas arrivées. Vérifiez votre connexion, puis réessayez.',
  warning: {
    title: 'N’attendez pas la consultation', flags,
    now: 'Appelez maintenant. Votre équipe doit vous entendre tout de suite, et nous ne lisons pas vos réponses en continu.',
    severe: 'Si cela s’aggrave vite, ou si vous êtes seul et inquiet, appelez le 15.',
    call15: 'Appeler le 15 (SAMU)', call112: 'Appeler le 112', callWard: (phone: string) => `Appeler le service, ${phone}`,
    care: 'Vous n’êtes pas seul', careBody: 'Ce que vous vivez est difficile, et en parler aide. Quelqu’un peut vous écouter maintenant, à toute heure, gratuitement et en confidence.',
    call3114: 'Appeler le 3114 (prévention du suicide)', careDanger: 'Si vous êtes en danger tout de suite, appelez le 15 ou le 112.',
    goOn: 'J’ai compris, continuer', reminder: 'Avez-vous appelé\u00a0? Ces numéros répondent à toute heure.',
  },
}
