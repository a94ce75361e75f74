/** The demonstration's fictitious telephone. */
export const demonstration = {
  title: 'Messages de la démonstration',
  lead: 'Voici les messages que Lien aurait envoyés. Les personnes, les numéros et les adresses sont fictifs.',
  none: 'Aucun message pour l’instant. Cette page se met à jour d’elle-même.',
  refused: 'Cette page n’existe que dans la démonstration.',
  channels: { sms: 'SMS', mail: 'Courriel', voice: 'Appel' },
  to: (channel: string, who: string) => `${channel} pour ${who}`,
}
