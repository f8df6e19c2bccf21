import { hash } from '../market/random.js'

/** A stable mark of eight hex digits in place of a secret, so that one sees when a new one comes. */
export const mark = (secret: string): string => hash(secret).toString(16).padStart(8, '0')

const isMark = (text: string): boolean => /^[0-9a-f]{8}$/.test(text)

const masked = (text: string): string => (isMark(text) ? text : mark(text))

/**
 * Members whose value is a secret, also inside a frame that is quoted in another one. A run of backslashes is
 * looked at once, from its start: else a frame full of them would take time by the square of its length.
 */
const secretMember =
  /((?<!\\)\\*"(?:AuthenticationToken|AuthenticationExtended|ApplicationAuthorizationToken)\\*"\s*:\s*\\*")((?:[^"\\]|\\(?!"))*)/g

/** A password is short enough to be guessed from a mark, so it gets none. */
const passwordMember = /((?<!\\)\\*"Password\\*"\s*:\s*\\*")(?:[^"\\]|\\(?!"))*/g

/** Names of users who log in with a token: a token may stand there. */
const tokenName = /((?<!\\)\\*"Name\\*"\s*:\s*\\*")((?:[^"\\]|\\(?!"))*)/g

/** What looks like a token wherever it stands. */
const tokenLike = /[\w.~+/-]{48,}={0,2}/g

/** A shorter text would be found in innocent places. */
const shortestSecret = 4

/** The tokens that a frame of a client brings; to be hidden in all that follows. */
export const secretsIn = (frame: string): readonly string[] => {
  if (!frame.includes('"Login"') && !frame.includes('"Authentication')) return []
  const found = [...frame.matchAll(secretMember)].map(([, , secret]) => secret ?? '')
  // With these name types the name itself is the token.
  if (/"NameType"\s*:\s*("Token"|3)/.test(frame))
    found.push(...[...frame.matchAll(tokenName)].map(([, , name]) => name ?? ''))
  return found.filter(({ length }) => length >= shortestSecret)
}

/**
 * Hides tokens and secrets of a frame.
 *
 * @param secrets - tokens known to have gone over the connection, hidden wherever they stand
 */
export const maskFrame = (frame: string, secrets: Iterable<string> = []): string => {
  let text = frame.replace(secretMember, (_, before: string, secret: string) => before + masked(secret))
  text = text.replace(passwordMember, (_, before: string) => `${before}********`)
  for (const secret of secrets) if (secret !== '') text = text.replaceAll(secret, mark(secret))
  text = text.replace(tokenLike, (token) => mark(token))
  const namesUser = /"Login\\*"/.test(text) && /"(?:AuthnToken|Token)\\*"/.test(text)
  return namesUser
    ? text.replace(tokenName, (_, before: string, name: string) => before + masked(name))
    : text
}
