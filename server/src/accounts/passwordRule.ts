import { Fault } from '@lien/contract/faults'
import { longestPassword, shortestPassword } from '@lien/contract/signIn'
import { commonPasswords } from './commonPasswords.ts'

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/**
 * At least twelve characters, none of the commonest, not the person's own address, not one character or a short piece
 * over and over; no rule of composition (NIST SP 800-63B §5.1.1.2; ANSSI, authentification multifacteur et mots de
 * passe, R21–R27). Throws `invalidInput: weakPassword`.
 */
export function mustBeStrong(password: string, email: string): void {
  const weak = new Fault('invalidInput', { reason: 'weakPassword', fields: ['password'] })
  if (Array.from(password).length < shortestPassword || password.length > longestPassword) throw weak
  const core = plain(password)
  if (/^(.{1,4})\1+$/u.test(core) || core === plain(email) || core === plain(email.split('@')[0] ?? '')) throw weak
  // A common word repeated or followed by a year is still the common word.
  const stem = core.replace(/^\d+|\d+$/g, '')
  if (commonPasswords.has(core) || commonPasswords.has(stem)) throw weak
}
