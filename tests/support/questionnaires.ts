/** The smallest questionnaire that may be published; `url` tells one from another. */
export const smallQuestionnaire = (url: string, { version = '1.0.0', text = 'Comment allez-vous ?' } = {}): string => JSON.stringify({
  resourceType: 'Questionnaire', language: 'fr', url, version, title: 'Essai', status: 'active', item: [{ linkId: 'un', type: 'string', text }],
})

/** Four mistakes that people make: an address that is missing, a linkId used twice, a condition on nothing, a type of another version of FHIR. */
export const wrongQuestionnaire = JSON.stringify({
  resourceType: 'Questionnaire', language: 'fr', version: '1', title: 'Essai', status: 'active', item: [
    { linkId: 'douleur', type: 'boolean', text: 'Avez-vous mal ?' },
    { linkId: 'suite', type: 'group', text: 'Suite', item: [{ linkId: 'douleur', type: 'string', text: 'Où ?' }, { linkId: 'autre', type: 'string', text: 'Autre ?', enableWhen: [{ question: 'doleur', operator: '=', answerBoolean: true }] }] },
    { linkId: 'force', type: 'coding', text: 'À quel point ?' },
  ],
})
