import { mark, maskFrame, secretsIn } from '../log/mask.js'

/** Hides tokens in the frames of a connection. */
export interface SecretKeeper {
  /** A frame of the client, which may bring tokens, without them. */
  fromClient(frame: string): string
  /** A frame of the server, which may repeat them, without them. */
  fromServer(frame: string): string
}

/** Tokens that are remembered; the newest ones. */
const mostSecrets = 64

/** Only such frames are looked through for what looks like a token: elsewhere that is data. */
const mayHoldSecret = /Login|Authen|Authori|Password/

/** Makes a {@link SecretKeeper}. One serves all connections of a client: a token goes over many of them. */
export const createSecretKeeper = (): SecretKeeper => {
  const secrets = new Set<string>()
  const masked = (frame: string): string => {
    if (mayHoldSecret.test(frame)) return maskFrame(frame, secrets)
    let text = frame
    for (const secret of secrets) if (text.includes(secret)) text = text.replaceAll(secret, mark(secret))
    return text
  }
  return {
    fromClient: (frame) => {
      for (const secret of secretsIn(frame)) {
        // The newest stands last, the oldest goes first.
        secrets.delete(secret)
        secrets.add(secret)
      }
      for (const oldest of secrets) {
        if (secrets.size <= mostSecrets) break
        secrets.delete(oldest)
      }
      return masked(frame)
    },
    fromServer: masked,
  }
}
