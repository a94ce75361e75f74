/** Characters; 32 of base64 are 192 bits. */
export const shortestSecret = 32
/** Words of documentation and keyboards: no generator writes them, people do. */
const written = /change[-_ ]?(me|it|this)|example|secret|password|passwd|mot[-_ ]?de[-_ ]?passe|azerty|qwerty|0123456789|abcdefgh|replace|deadbeef/i

/** Why a secret must not guard real patients, as the end of a sentence; null when nothing shows against it. */
export function weakness(secret: string): string | null {
  if (secret.length < shortestSecret) return `has fewer than ${shortestSecret} characters`
  if (new Set(secret).size < 12) return 'has fewer than 12 different characters'
  if (repeats(secret)) return 'repeats itself'
  return written.test(secret) ? 'is made of words that documentation is made of' : null
}

/** The same characters over and over, also when the last time is cut short. */
const repeats = (secret: string): boolean => Array.from({ length: Math.floor(secret.length / 2) }, (_, index) => index + 1).some((unit) => secret.slice(unit) === secret.slice(0, -unit))

/** Several keys of one purpose, newest first: the first is used, all are accepted, so that a new one comes in without a pause. */
export const secretsOf = (list: string): string[] => list.split(',').map((one) => one.trim()).filter(Boolean)
