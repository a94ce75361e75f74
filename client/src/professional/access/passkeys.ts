import { browserSupportsWebAuthn, startAuthentication, startRegistration, type PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser'
import type { PasskeyAnswer, PasskeyCreated, PasskeyOptions } from '@lien/contract/signIn'

/** Browsers hold passkeys for names, never for a bare address. */
export const passkeysPossible = (): boolean => browserSupportsWebAuthn() && !/^[\d.]+$|:/.test(location.hostname)

/** Null when the person, or their key, said no. */
export async function answerPasskey(options: PasskeyOptions): Promise<PasskeyAnswer | null> {
  try {
    const { id, rawId, type, response } = await startAuthentication({ optionsJSON: options })
    const { clientDataJSON, authenticatorData, signature, userHandle } = response
    return { id, rawId, type, clientExtensionResults: {}, response: { clientDataJSON, authenticatorData, signature, ...(userHandle !== undefined && { userHandle }) } }
  } catch {
    return null
  }
}

/** Null when the person, or their key, said no. */
export async function makePasskey(options: PasskeyOptions): Promise<PasskeyCreated | null> {
  try {
    const { id, rawId, type, response } = await startRegistration({ optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON })
    const { clientDataJSON, attestationObject, transports } = response
    return { id, rawId, type, clientExtensionResults: {}, response: { clientDataJSON, attestationObject, ...(transports && { transports }) } }
  } catch {
    return null
  }
}
