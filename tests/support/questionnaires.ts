/** The smallest questionnaire that may be published; `url` tells one from another. */
export const smallQuestionnaire = (url: string, { version = '1.0.0', text = 'Comment allez-vous ?' } = {}): string => JSON.stringify({
  resourceType: 'Questionnaire', language: 'fr', url, version, title: 'Essai', status: 'active', item: [{ linkId: 'un', type: 'string', text }],
})
