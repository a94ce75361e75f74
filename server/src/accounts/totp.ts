import { generateSecret, generateURI, verifySync } from 'otplib'

/** Seconds a code is shown; RFC 6238 §5.2 advises to accept one step before and after. */
const period = 30

export const newTotpSecret = (): string => generateSecret()

/** What the QR code says (Key URI Format): the application shows the establishment and the person's address. */
export const totpUri = (secret: string, issuer: string, email: string): string => generateURI({ issuer: issuer.replaceAll(':', ' '), label: email.replaceAll(':', ' '), secret })

/**
 * The time step of a right code, within one step of `at`; null for a wrong one and for one of `lastStep` or before,
 * which was used already (RFC 6238 §5.2: a code serves once).
 */
export function acceptedStep(secret: string, code: string, at: Date, lastStep: number | null): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const result = verifySync({ secret, token: code, period, epoch: Math.floor(at.getTime() / 1000), epochTolerance: period, ...(lastStep !== null && { afterTimeStep: lastStep }) })
  return result.valid && 'timeStep' in result ? result.timeStep : null
}
