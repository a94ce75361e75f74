import { describe, expect, it } from 'vitest'
import type { AccountId, ServiceId } from '@lien/contract/ids'
import { readCsv } from './csv.ts'
import { checkLines, roleOf, rppsProblem, type Known } from './rules.ts'

/** Right keys on numbers of nobody. */
const [ada, bob, taken] = ['10000000017', '10000000025', '10000000033']
const known: Known = { accounts: [{ id: 'a' as AccountId, email: 'dre.connue@lien.test', rpps: taken }], services: [{ id: 's' as ServiceId, name: 'Oncologie médicale' }] }
const check = (csv: string) => checkLines(readCsv(csv).lines, known)
const heading = 'rpps;nom;prenom;mail;role;service;specialite'

describe('an RPPS number', () => {
  it('is eleven digits with their Luhn key', () => {
    for (const good of [ada, bob, taken]) expect(rppsProblem(good), good).toBeNull()
    for (let key = 0; key < 10; key += 1) expect(rppsProblem(`1000000001${key}`)).toBe(key === 7 ? null : 'rppsKey')
    // Two neighbours exchanged: what the key is for.
    expect(rppsProblem('10000000107')).toBe('rppsKey')
    for (const bad of ['', '1000000001', '100000000170', '1000000001a']) expect(rppsProblem(bad), bad).toBe('rppsDigits')
  })
})

describe('a file', () => {
  it('may use ; or , or tabs, begin with a UTF-8 mark, and quote its fields', () => {
    const expected = { line: 2, cells: { rpps: ada, nom: 'Essai', prenom: 'Ada', mail: 'ada@lien.test', role: 'oncologue', service: 'Soins; support, et "suite"', specialite: 'dite « onco »' } }
    for (const separator of [';', ',', '\t']) {
      const cells = [ada, 'Essai', 'Ada', 'ada@lien.test', 'oncologue', '"Soins; support, et ""suite"""', 'dite « onco »']
      expect(readCsv(`\ufeff${heading.replaceAll(';', separator)}\r\n${cells.join(separator)}\r\n`)).toEqual({ lines: [expected], missing: [], unreadable: false })
    }
  })

  it('is known by its headings in any order, with accents or capitals', () => {
    expect(readCsv('Rôle;Prénom;NOM;E-mail;RPPS\noncologue;Ada;Essai;ada@lien.test;1').lines[0]?.cells).toEqual({ role: 'oncologue', prenom: 'Ada', nom: 'Essai', mail: 'ada@lien.test', rpps: '1' })
    expect(readCsv('nom;prenom\nEssai;Ada')).toEqual({ lines: [], missing: ['rpps', 'mail', 'role'], unreadable: false })
    expect(readCsv('').missing).toHaveLength(5)
  })

  it('whose quotes never close is unreadable; lines of nothing are passed over', () => {
    expect(readCsv(`${heading}\n"${ada};Essai`).unreadable).toBe(true)
    expect(readCsv(`${heading}\n\n;;;;;;\n${ada};Essai;Ada;ada@lien.test;oncologue;;\n`).lines.map(({ line }) => line)).toEqual([4])
  })

  it('is counted as a text editor counts, breaks inside quotes included', () => {
    const lines = readCsv(`${heading}\n${ada};"Essai\nsuite";Ada;ada@lien.test;oncologue;;\n${bob};Test;Bob;bob@lien.test;oncologue;;`).lines
    expect(lines.map(({ line }) => line)).toEqual([2, 4])
  })
})

describe('a line', () => {
  it('that is right makes a person, in their service', () => {
    const [line] = check(`${heading}\n${ada};Essai;Ada;Ada@Lien.test;Oncologue;oncologie medicale;cancérologue`)
    expect(line?.view).toMatchObject({ verdict: 'new', problems: [], name: 'Ada Essai' })
    expect(line?.person).toEqual({ name: 'Ada Essai', email: 'ada@lien.test', role: 'oncologist', rpps: ada, specialty: 'cancérologue', language: 'fr', services: ['s'] })
  })

  it('that is wrong says each thing that is', () => {
    const problems = (line: string) => check(`${heading}\n${line}`)[0]?.view.problems
    expect(problems('123;Essai;Ada;ada@lien.test;oncologue;;')).toEqual(['rppsDigits'])
    expect(problems('10000000018;Essai;Ada;ada@lien.test;oncologue;;')).toEqual(['rppsKey'])
    expect(problems(';Essai;Ada;ada@lien.test;oncologue;;')).toEqual(['rppsMissing'])
    expect(problems(';Essai;Ada;ada@lien.test;secrétaire;;')).toEqual([])
    expect(problems(`${taken};Essai;Ada;ada@lien.test;oncologue;;`)).toEqual(['rppsOther'])
    expect(problems(`${ada};Connue;Dre;dre.connue@lien.test;oncologue;;`)).toEqual(['rppsOther'])
    expect(problems(`${ada};;;pas une adresse;chirurgien;Rayons;`)).toEqual(['nameMissing', 'givenNameMissing', 'mailMalformed', 'roleUnknown', 'serviceUnknown'])
    expect(problems(`${ada};Essai;Ada;;;;`)).toEqual(['mailMissing', 'roleMissing'])
    expect(problems(`${ada};Essai;Ada;ada@lien.test;oncologue;;${'x'.repeat(121)}`)).toEqual(['tooLong'])
  })

  it('may not repeat another’s number or address; who has an account is left as they are', () => {
    const lines = check(`${heading}\n${ada};Essai;Ada;ada@lien.test;oncologue;;\n${ada};Essai;Autre;ADA@lien.test;oncologue;;\n${taken};Connue;Dre;DRE.connue@lien.test;oncologue;;`)
    expect(lines.map(({ view }) => view.verdict)).toEqual(['new', 'wrong', 'known'])
    expect(lines[1]?.view.problems).toEqual(['rppsTwice', 'mailTwice'])
    expect(lines[2]?.person).toBeNull()
  })

  it('may say in which language its person is written to: French where it says nothing', () => {
    const languages = (column: string, ...said: string[]) => check(`rpps;nom;prenom;mail;role;${column}\n${said.map((one, at) => `;Essai;Ada;ada${at}@lien.test;secrétaire;${one}`).join('\n')}`).map(({ person, view }) => person?.language ?? view.problems)
    expect(languages('langue', 'Anglais', 'EN', 'français', '', 'klingon', 'toString')).toEqual(['en', 'en', 'fr', 'fr', ['languageUnknown'], ['languageUnknown']])
    expect(languages('service', '')).toEqual(['fr'])
  })

  it('does not take an inherited name for a role', () => {
    for (const word of ['constructor', '__proto__', '']) expect(roleOf(word)).toBeNull()
    expect(roleOf('  Infirmière de  coordination ')).toBe('coordinatingNurse')
  })
})
