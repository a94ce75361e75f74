import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, base64url: what a personal link carries in its fragment. */
export const newToken = (): string => randomBytes(32).toString('base64url')
/** Links are stored as this hash only; 256 random bits need no salt. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()
