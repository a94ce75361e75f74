import type { Channel } from '@lien/contract/outbox'

const by: Record<Channel, string> = { sms: 'par SMS', mail: 'par courriel', voice: 'par un appel téléphonique' }
const gone: Record<Channel, (to: string) => string> = {
  sms: (to) => `Nous avons envoyé un SMS au ${to}.`,
  mail: (to) => `Nous avons envoyé un courriel à ${to}. Regardez aussi dans les indésirables.`,
  voice: (to) => `Nous appelons le ${to}. Une voix vous dira le code.`,
}

/** Words of the screens before a link's second factor, and of the lost link; loaded with them. */
export const codes = {
  ask: {
    title: 'Est-ce bien vous ?',
    lead: 'Pour protéger votre consultation, nous vous envoyons un code à 6 chiffres.',
    where: (to: string) => `Il arrivera au contact que vous avez donné au service\u00a0: ${to}.`,
    send: (channel: Channel) => `Recevoir le code ${by[channel]}`,
    other: (channel: Channel, to: string) => `${by[channel].charAt(0).toUpperCase()}${by[channel].slice(1)}\u00a0: ${to}`,
    others: 'Autre moyen',
  },
  enter: {
    title: 'Tapez le code reçu',
    gone: (channel: Channel, to: string) => gone[channel](to),
    label: 'Code à 6 chiffres',
    submit: 'Continuer',
    wrong: 'Ce n’est pas le bon code, ou il n’est plus valable. Vérifiez les 6 chiffres, ou demandez un autre code.',
    missing: 'Tapez les 6 chiffres du code.',
    wait: (seconds: number) => `Rien reçu\u00a0? Vous pourrez demander un autre code dans ${seconds} s.`,
    ready: 'Rien reçu\u00a0? Vous pouvez demander un autre code.',
    again: 'Renvoyer le code',
    tooSoon: 'Un code vient de partir. Attendez un peu avant d’en demander un autre.',
  },
  /** In a demonstration only: nobody has that telephone. */
  demo: 'Démonstration\u00a0: lire le message',
  help: {
    title: 'Je n’ai plus ce numéro',
    body: 'Appelez le service\u00a0: nous changerons votre numéro, cela prend une minute.',
  },
  provider: {
    title: 'Ou prouvez votre identité autrement',
    otherPerson: 'Cette identité n’est pas celle de la personne attendue. Choisissez un autre moyen ici, ou appelez le service.',
    cancelled: 'L’identification a été annulée. Vous pouvez recommencer, ou choisir un autre moyen.',
    failed: 'L’identification n’a pas abouti. Recommencez, ou choisissez un autre moyen.',
  },
  unreachable: {
    title: 'Appelez le service',
    body: 'Nous ne savons pas encore où vous envoyer votre code. Donnez au service votre numéro de téléphone, puis revenez ici.',
    retry: 'J’ai appelé\u00a0: continuer',
  },
  birth: {
    title: 'Votre date de naissance',
    lead: 'Pour protéger votre consultation, nous vérifions que c’est bien vous.',
    day: 'Jour', month: 'Mois', year: 'Année',
    example: 'Par exemple\u00a0: 7 11 1948',
    submit: 'Continuer',
    wrong: 'Cette date n’est pas celle que le service connaît. Vérifiez le jour, le mois et l’année.',
    impossible: 'Cette date n’existe pas. Vérifiez le jour, le mois et l’année.',
  },
  locked: {
    title: 'Trop d’essais',
    body: (time: string) => `Pour vous protéger, votre lien est bloqué jusqu’à ${time}. Vous pourrez ensuite demander un autre code.`,
    birthBody: (time: string) => `Pour vous protéger, votre lien est bloqué jusqu’à ${time}. Vous pourrez ensuite réessayer.`,
    call: 'Si vous êtes attendu maintenant, appelez le service\u00a0: nous vous enverrons un autre lien.',
  },
  lost: {
    title: 'Retrouver votre lien',
    lead: 'Indiquez le numéro de téléphone que vous avez laissé au service\u00a0: nous y enverrons un nouveau lien.',
    label: 'Votre téléphone ou votre courriel',
    submit: 'Envoyer le lien',
    sentTitle: 'C’est noté',
    sent: 'Si c’est bien le contact que vous avez donné au service, un nouveau lien vient de partir. Il arrive en moins de deux minutes.',
    nothing: 'Rien reçu\u00a0? Vérifiez le numéro, ou appelez le service.',
    change: 'Donner un autre contact',
    limited: 'Trop de demandes depuis cet appareil. Appelez le service, il vous enverra votre lien.',
  },
}
