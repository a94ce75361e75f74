import { describe, expect, it } from 'vitest'
import { civilIdentityOf, claimAt, clockTolerance, hasRole, isIssuedInTime, isSureEnough, maySitAs, personOfProSanteConnect, personOfStandard, rppsOf } from './rules.ts'

/** Shaped like the ANS's own example; the person does not exist. */
const userinfo = {
  Secteur_Activite: 'SA01^1.2.250.1.71.4.2.4', sub: 'f:00000000-0000-4000-8000-000000000000:899900000017', email_verified: false, SubjectOrganization: 'HOPITAL D ESSAI',
  Mode_Acces_Raison: '', preferred_username: '899900000017', given_name: 'ADA', family_name: 'ESSAI0000017', SubjectNameID: '899900000017',
  SubjectRole: ['10^1.2.250.1.213.1.1.5.5'], SubjectOrganizationID: 'F000000001', PSI_Locale: '1.2.250.1.213.1.3.1.1',
  otherIds: [{ identifiant: '899900000017', origine: 'RPPS', qualite: 1 }, { identifiant: '0999999999', origine: 'ADELI', qualite: 1 }],
  SubjectRefPro: {
    codeCivilite: 'MME',
    exercices: [
      { codeProfession: '60', codeCategorieProfessionnelle: 'C', codeSavoirFaire: '', activities: [] },
      {
        codeProfession: '10', codeCategorieProfessionnelle: 'C', codeSavoirFaire: 'SM36', codeTypeSavoirFaire: 'S',
        activities: [{ codeModeExercice: 'S', codeRole: 'FON-31', numeroFinessSite: '000000001' }, { codeModeExercice: 'L', numeroFinessSite: '' }, { numeroFinessSite: '000000001' }, { numeroFinessSite: '2A0000002' }],
      },
    ],
  },
}
const names = { mail: 'email', mailVerified: 'email_verified', roles: 'realm_access.roles' }

describe('Pro Santé Connect’s userinfo', () => {
  it('[ANS-PSC] gives number, the profession chosen at sign-in with its specialty, roles and structures', () => {
    expect(personOfProSanteConnect(userinfo)).toEqual({ rpps: '99900000017', mail: null, profession: '10', specialty: 'SM36', roles: ['10'], structures: ['000000001', '2A0000002'] })
  })

  it('takes the only profession where the role names none, and no specialty where there is none', () => {
    expect(personOfProSanteConnect({ ...userinfo, SubjectRole: [], SubjectRefPro: { exercices: [{ codeProfession: '60', codeSavoirFaire: '' }] } })).toMatchObject({ profession: '60', specialty: null, structures: [] })
  })

  it('never takes a mail address from it, and knows nobody in nonsense', () => {
    for (const nonsense of [{}, { SubjectRefPro: null, SubjectRole: 'x', SubjectNameID: 8 }, { SubjectRefPro: { exercices: [null, 1, { activities: {} }] }, email: 'a@b.test', email_verified: true }])
      expect(personOfProSanteConnect(nonsense)).toEqual({ rpps: null, mail: null, profession: null, specialty: null, roles: [], structures: [] })
  })

  it('reads an RPPS number after its 8, and in no other identifier', () => {
    expect(rppsOf('899900000017')).toBe('99900000017')
    for (const other of ['0999999999', '99900000017', '8999000000170', '3F000000001/1', '', null, 899900000017]) expect(rppsOf(other)).toBeNull()
  })
})

describe('a standard provider’s userinfo', () => {
  it('gives a verified mail address and the roles, wherever the claim is', () => {
    expect(personOfStandard({ email: 'Ada@Essai.test', email_verified: true, realm_access: { roles: ['lien', 'lien', 3] } }, names, false)).toEqual({ rpps: null, mail: 'ada@essai.test', profession: null, specialty: null, roles: ['lien'], structures: [] })
    expect(claimAt({ 'https://essai.test/roles': 1 }, 'https://essai.test/roles')).toBe(1)
    expect(claimAt({}, 'constructor.name')).toBeUndefined()
  })

  it('gives no mail address that is not verified, unless the configuration vouches for all of them', () => {
    for (const email_verified of [false, undefined, 'true', 1]) expect(personOfStandard({ email: 'a@b.test', email_verified }, names, false).mail).toBeNull()
    expect(personOfStandard({ email: 'a@b.test' }, names, true).mail).toBe('a@b.test')
    expect(personOfStandard({ email: 'not an address' }, names, true).mail).toBeNull()
  })
})

describe('what a proof is worth', () => {
  it('asks for one of the levels wished for', () => {
    expect(isSureEnough('eidas1', ['eidas1'])).toBe(true)
    expect(isSureEnough(undefined, [])).toBe(true)
    for (const acr of [undefined, '', 'eidas0', 1]) expect(isSureEnough(acr, ['eidas1'])).toBe(false)
  })

  it('takes a token from the future within the tolerance only', () => {
    const at = new Date('2026-03-02T09:00:00Z')
    const now = at.getTime() / 1000
    expect(isIssuedInTime(now + clockTolerance, at)).toBe(true)
    expect(isIssuedInTime(now + clockTolerance + 1, at)).toBe(false)
    expect(isIssuedInTime('1', at)).toBe(false)
  })

  it('[R6316-3] keeps a physician’s seat for physicians', () => {
    expect(maySitAs('oncologist', '10')).toBe(true)
    expect(maySitAs('oncologist', '60')).toBe(false)
    expect(maySitAs('townPhysician', '21')).toBe(false)
    expect(maySitAs('coordinatingNurse', '60')).toBe(true)
    expect(maySitAs('oncologist', null)).toBe(true)
  })

  it('asks for a role where the configuration does', () => {
    expect(hasRole([], [])).toBe(true)
    expect(hasRole(['a', 'lien'], ['lien'])).toBe(true)
    expect(hasRole(['a'], ['lien'])).toBe(false)
  })
})

describe('a patient’s identity', () => {
  it('is birth name, given names and date of birth', () => {
    expect(civilIdentityOf({ family_name: 'TESTEMONT', given_name: 'MARIE CLAIRE, ANNE', birthdate: '1956-03-14', gender: 'female' })).toEqual({ birthName: 'TESTEMONT', givenNames: ['MARIE', 'CLAIRE', 'ANNE'], birthDate: '1956-03-14' })
  })
  it('is nothing without the three', () => {
    const whole = { family_name: 'TESTEMONT', given_name: 'MARIE', birthdate: '1956-03-14' }
    for (const over of [{ family_name: '' }, { given_name: undefined }, { birthdate: '14/03/1956' }, { birthdate: 19560314 }]) expect(civilIdentityOf({ ...whole, ...over })).toBeNull()
  })
})
