import type { FollowUpEnding, Weekday } from '@lien/contract/followUpRules'
import type { RequestState } from '@lien/contract/requests'

const weekdays: Record<Weekday, string> = { 1: 'lundi', 2: 'mardi', 3: 'mercredi', 4: 'jeudi', 5: 'vendredi', 6: 'samedi', 7: 'dimanche' }
const times = (count: number): string => (count === 1 ? 'une fois' : `${count} fois`)

/** Asking between visits: the administrator's switch, and the part of a consultation's summary where it is begun and stopped. */
export const followUps = {
  title: 'Entre les visites',
  switch: {
    lead: 'Lien sert à préparer et à tenir une consultation. Interroger les patients entre les visites, et alerter sur leurs réponses, est un autre usage\u00a0: la surveillance à distance.',
    off: 'Aucun patient n’est interrogé entre les visites.', on: 'Les patients peuvent être interrogés entre les visites.',
    decided: (by: string, at: string) => `Décidé par ${by}, le ${at}.`, never: 'Personne ne l’a encore activé.', followed: (count: number) => (count === 0 ? 'Aucun patient n’est suivi ainsi en ce moment.' : count === 1 ? 'Un patient est suivi ainsi en ce moment.' : `${count} patients sont suivis ainsi en ce moment.`),
    means: 'Ce que cela engage',
    points: [
      'L’établissement en répond. Il a décidé, avec ses juristes, si c’est pour lui un dispositif médical (règlement MDR, règle 11), et qui le met en service. Lien n’a pas de marquage CE.',
      'Ce n’est pas la télésurveillance remboursée (CSS, art. L.162-52)\u00a0: Lien n’y est pas inscrit.',
      'Des personnes nommées lisent les alertes chaque jour de service, avec des remplaçants. Les heures et les règles d’alerte du service sont réglées, et ses médecins les ont ratifiées.',
      'Les patients sont informés et ont accepté. Ils savent que leurs réponses ne sont pas lues aussitôt, et qu’en cas d’urgence ils appellent le 15 ou le 112.',
      'Les questionnaires choisis peuvent servir à cela\u00a0: la licence de chacun le dit, celle du PRO-CTCAE aussi.',
      'Lien ne pose aucun diagnostic et ne conseille aucun traitement.',
    ],
    otherwise: 'Sans cela, les questions précèdent une visite et l’éclairent, rien de plus.',
    read: 'J’ai lu ce que cela engage, et je peux le décider pour l’établissement.', turnOn: 'Activer', turnOff: 'Désactiver…',
    offTitle: 'Ne plus interroger entre les visites', offBody: 'Tous les suivis s’arrêtent aussitôt. Les questions qui attendent une réponse sont closes, et leurs liens ne servent plus. Les alertes déjà levées restent à traiter. Réactivé plus tard, aucun suivi ne reprend de lui-même.', offConfirm: 'Désactiver maintenant',
  },
  weekdays,
  nobody: 'Le patient n’est pas interrogé entre les visites.', begin: 'Interroger entre les visites…', stop: 'Arrêter…',
  weekly: (day: string, until: string) => `Interrogé chaque ${day}, jusqu’au ${until}.`, cycle: (days: string, treatment: string, until: string) => `Interrogé au jour ${days} de chaque cycle de ${treatment}, jusqu’au ${until}.`, thisTreatment: 'son traitement',
  next: (day: string) => `Prochaine fois\u00a0: ${day}.`, none: 'Aucune date n’est prévue pour l’instant.', by: (name: string, day: string) => `Commencé par ${name} le ${day}.`, sentTo: (where: string) => `Questions envoyées vers ${where}.`,
  last: (state: string) => `La dernière fois\u00a0: ${state}.`, states: { asked: 'pas encore répondu', begun: 'commencé, pas encore envoyé', completed: 'répondu', missed: 'sans réponse', cancelled: 'annulé' } satisfies Record<RequestState, string>,
  former: (day: string, why: string) => `Suivi terminé le ${day}, ${why}.`, endings: { stopped: (by: string | null) => (by ? `arrêté par ${by}` : 'arrêté'), switchedOff: () => 'désactivé pour tout l’établissement', finished: () => 'à sa dernière date' } satisfies Record<FollowUpEnding, (by: string | null) => string>,
  stopTitle: 'Arrêter d’interroger ce patient', stopBody: 'Ce qui attend une réponse est clos, et le lien ne sert plus. Dites-le au patient.', stopConfirm: 'Arrêter maintenant',
  form: {
    title: 'Interroger entre les visites', lead: 'Le patient reçoit un lien le matin à 9\u00a0h. Il a deux jours pour répondre, avec un rappel. Sans réponse, l’équipe est prévenue.',
    informed: 'Le patient en est informé et l’accepte. Il sait que ses réponses ne sont pas lues aussitôt et qu’en urgence il appelle le 15 ou le 112.',
    when: 'Quand', weekly: 'Chaque semaine', byCycle: (treatment: string, days: number) => `Selon le cycle de ${treatment} (${days} jours)`, weekday: 'Jour de la semaine', days: 'Jours du cycle', daysHelp: 'Par exemple\u00a0: 8, 15. À trois jours au moins l’un de l’autre.',
    until: 'Jusqu’au', untilHelp: 'Un an au plus.', preview: 'Voir les dates', dates: (count: number) => `Interrogé ${times(count)}\u00a0:`, more: (count: number, until: string) => `et encore ${times(count)} jusqu’au ${until}`, to: (where: string) => `Le lien part vers ${where}.`, start: 'Commencer le suivi',
  },
  wrong: { until: 'Choisissez une date entre demain et dans un an, après laquelle au moins une question tombe.', days: 'Écrivez des jours du cycle, à trois jours au moins l’un de l’autre.', treatmentId: 'Ce traitement n’a pas de cycle. Notez sa durée d’abord.' } as Record<string, string>,
  refused: { switchedOff: 'L’établissement n’interroge pas les patients entre les visites. Un administrateur peut l’activer.', followedAlready: 'Ce patient est déjà interrogé entre les visites.', noContact: 'Aucun numéro de mobile ni adresse électronique de ce patient. Notez-en un d’abord.', noQuestionnaire: 'Aucun questionnaire n’est publié.' } as Record<string, string>,
  between: 'entre les visites', fill: 'Poser les questions par téléphone',
}
