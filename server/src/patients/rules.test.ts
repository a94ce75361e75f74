import { describe, expect, it } from 'vitest'
import type { Identity } from '@lien/contract/commands/patients'
import type { InsOid } from '@lien/contract/patient'
import { bearsIns, changedFields, insKey, isBirthPlace, isMatricule, isPatient, mustBeEditable, mustBeSound, opensList } from './rules.ts'

const nir: InsOid = '1.2.250.1.213.1.4.8'
const test: InsOid = '1.2.250.1.213.1.4.10'
const validated: Identity = {
  birthName: 'TESTEMONT', givenName: 'Claire', givenNames: 'Claire Anne', usedName: 'Rivière', usedGivenName: null,
  sex: 'F', birthDate: '1956-03-14', birthPlace: '13055', ins: null, status: 'validated',
}
const qualified: Identity = { ...validated, ins: { matricule: '279035121518989', oid: nir }, status: 'qualified' }
const real = { demo: false, today: '2026-11-22' }

describe('[RNIV] the INS', () => {
  it.each([['2790351215189', '89'], ['1850575123456', '73'], ['185052A123456', '33'], ['2760592050628', '83']])('key of %s is %s', (body, key) => {
    expect(insKey(body)).toBe(key)
    expect(isMatricule(body + key)).toBe(true)
  })

  it('refuses the published sample whose key is wrong, and every other shape', () => {
    for (const wrong of ['276059205062865', '27903512151898', '2790351215189890', '279035121518988', '579035121518989', '18505AA12345633', '185052a12345633', '1850 2A12345633', '']) {
      expect(isMatricule(wrong), wrong).toBe(false)
    }
  })

  it('counts Upper Corsica as 18', () => expect(insKey('185052B123456')).toBe(insKey('1850518123456')))
})

describe('[RNIV] an identity', () => {
  const wrongFields = (identity: Identity, conditions = real): unknown => {
    try {
      mustBeSound(identity, conditions)
      return []
    } catch (error) {
      return (error as { fields?: string[] }).fields
    }
  }

  it('bears an INS exactly when it is retrieved or qualified', () => {
    expect((['provisional', 'retrieved', 'validated', 'qualified'] as const).filter(bearsIns)).toEqual(['retrieved', 'qualified'])
    for (const status of ['provisional', 'validated'] as const) {
      expect(wrongFields({ ...validated, status })).toEqual([])
      expect(wrongFields({ ...qualified, status })).toEqual(['status'])
    }
    for (const status of ['retrieved', 'qualified'] as const) {
      expect(wrongFields({ ...qualified, status })).toEqual([])
      expect(wrongFields({ ...validated, status })).toEqual(['status'])
    }
  })

  it('is of a real register, except in a demonstration', () => {
    const fictitious = { ...qualified, ins: { matricule: '279035121518989', oid: test } }
    expect(wrongFields(fictitious)).toEqual(['ins'])
    expect(wrongFields(fictitious, { ...real, demo: true })).toEqual([])
    expect(wrongFields({ ...qualified, ins: { matricule: '276059205062865', oid: nir } })).toEqual(['ins'])
  })

  it('knows birth places: communes, Corsica, overseas, countries, unknown', () => {
    for (const place of ['01001', '13055', '2A004', '2B033', '75056', '97411', '98818', '99100', '99999']) expect(isBirthPlace(place), place).toBe(true)
    for (const place of ['00123', '20004', '2C004', '96001', '1305', '130555', '2a004', 'ABCDE', '9 999']) expect(isBirthPlace(place), place).toBe(false)
  })

  it('begins the list of given names with the first, accents and hyphens apart', () => {
    expect(opensList('Marie-Annick', 'MARIE ANNICK LOUISE')).toBe(true)
    expect(opensList('Zoé', 'ZOE')).toBe(true)
    expect(opensList('Ann', 'Anne Marie')).toBe(false)
    expect(wrongFields({ ...validated, givenName: 'Anne' })).toEqual(['givenNames'])
  })

  it('was not born tomorrow', () => expect(wrongFields({ ...validated, birthDate: '2026-11-23' })).toEqual(['birthDate']))
})

describe('[RNIV] a qualified identity', () => {
  it('keeps its strict traits until it has been made provisional', () => {
    for (const change of [{ birthName: 'AUTRE' }, { givenName: 'Clara', givenNames: 'Clara' }, { sex: 'M' as const }, { birthDate: '1957-03-14' }, { birthPlace: '75056' }, { ins: { matricule: '185057512345673', oid: nir } }, { status: 'validated' as const, ins: null }]) {
      expect(() => mustBeEditable(qualified, { ...qualified, ...change }), JSON.stringify(change)).toThrow('invalidState')
    }
    expect(() => mustBeEditable(qualified, { ...qualified, birthName: 'AUTRE', status: 'provisional', ins: null })).toThrow('invalidState')
    expect(() => mustBeEditable(qualified, { ...qualified, status: 'provisional', ins: null })).not.toThrow()
    expect(() => mustBeEditable(qualified, { ...qualified, usedName: 'Autre' })).not.toThrow()
    expect(() => mustBeEditable(validated, { ...validated, birthName: 'AUTRE' })).not.toThrow()
  })

  it('tells which fields a change touches', () => {
    expect(changedFields(qualified, { ...qualified, status: 'provisional', ins: null })).toEqual(['ins', 'status'])
    expect(changedFields(qualified, { ...qualified, usedName: null })).toEqual(['usedName'])
    expect(changedFields(qualified, structuredClone(qualified))).toEqual([])
  })
})

describe('a patient whom an identity provider names', () => {
  const patient = { birthName: 'Nguyễn-Testemont', givenName: 'Marie-Claire', birthDate: '1956-03-14' }
  const proven = { birthName: 'NGUYEN TESTEMONT', givenNames: ['MARIE', 'CLAIRE', 'ANNE'], birthDate: '1956-03-14' }
  it('is ours when birth name, first given name and date of birth agree', () => {
    expect(isPatient(proven, patient)).toBe(true)
    expect(isPatient({ ...proven, birthName: 'd’Ébène' }, { ...patient, birthName: 'D EBENE' })).toBe(true)
  })
  it('is a stranger when one of them differs', () => {
    for (const over of [{ birthName: 'NGUYEN' }, { givenNames: ['CLAIRE', 'MARIE'] }, { givenNames: ['MARIE'] }, { birthDate: '1956-03-15' }, { birthDate: '1956-00-00' }]) expect(isPatient({ ...proven, ...over }, patient), JSON.stringify(over)).toBe(false)
  })
  it('is nobody when a name has no letters', () => {
    expect(isPatient({ birthName: '—', givenNames: ['—'], birthDate: '1956-03-14' }, { birthName: '—', givenName: '—', birthDate: '1956-03-14' })).toBe(false)
  })
})
