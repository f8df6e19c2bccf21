import { hash } from '../market/random.js'

/** A stable mark of eight hex digits in place of a secret, so that one sees when a new one comes. */
export const mark = (secret: string): string => hash(secret).toString(16).padStart(8, '0')

const isMark = (text: string): boolean => /^[0-9a-f]{8}$/.test(text)

const masked = (text: string): string => (isMark(text) ? text : mark(text))

/** Members whose value is a secret, also inside a frame that is quoted in another one. */
const secretMember =
  /(\\*"(?:AuthenticationToken|AuthenticationExtended|ApplicationAuthorizationToken|Password)\\*"\s*:\s*\\*")((?:[^"\\]|\\(?!"))*)/g

/** Names of users who log in with a token: a token may stand there. */
const tokenName = /(\\*"Name\\*"\s*:\s*\\*")((?:[^"\\]|\\(?!"))*)/g

/** What looks like a token wherever it stands. */
const tokenLike = /[\w.~+/-]{48,}={0,2}/g

/**
 * Hides tokens and secrets of a frame.
 *
 * @param secrets - tokens known to have gone over the connection, hidden wherever they stand
 */
export const maskFrame = (frame: string, secrets: Iterable<string> = []): string => {
  let text = frame.replace(secretMember, (_, before: string, secret: string) => before + masked(secret))
  for (const secret of secrets) if (secret !== '') text = text.replaceAll(secret, mark(secret))
  text = text.replace(tokenLike, (token) => mark(token))
  const namesUser = /"Login\\*"/.test(text) && /"(?:AuthnToken|Token)\\*"/.test(text)
  return namesUser
    ? text.replace(tokenName, (_, before: string, name: string) => before + masked(name))
    : text
}
