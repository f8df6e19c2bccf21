import type { Range } from '../redaction/find-secrets.js'

/** Members that hold a secret, by the end of their names. */
const secretName =
  /(?:token|secret|password|passwd|cookie|authorization|credentials?|api_?key|authenticationextended(?:resp)?)$/i

/** Whether a member of this name holds a secret. */
export const isSecretName = (name: string): boolean => secretName.test(name)

/** A name and its colon. The quotation marks have backslashes before them in JSON that is quoted in JSON. */
const member = /(?<!\\)\\*"([\w-]{1,80})\\*"\s*:\s*/g

const backslashesBefore = (text: string, at: number): number => {
  let start = at
  while (start > 0 && text[start - 1] === '\\') start -= 1
  return at - start
}

/** Where a text ends that begins at `from`, with as many backslashes before its quotation marks. */
const endOfText = (text: string, from: number, backslashes: number): number => {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    const before = backslashesBefore(text, at)
    if (backslashes === 0 && before % 2 === 0) return at
    if (backslashes > 0 && before <= backslashes) return at - before
  }
  return text.length
}

/** The value that begins at `at`: inside of its quotation marks, or all of it; of a frame that is cut, the rest. */
const valueAt = (text: string, at: number): Range => {
  const opening = /\\*"/y
  opening.lastIndex = at
  const quote = opening.exec(text)?.[0]
  if (quote !== undefined) {
    const from = at + quote.length
    return [from, endOfText(text, from, quote.length - 1)]
  }
  const first = text[at]
  const ends = first === '{' ? /\}/g : first === '[' ? /\]/g : /[,}\]\s]/g
  ends.lastIndex = at
  const end = ends.exec(text)
  return [at, end === null ? text.length : end.index + (first === '{' || first === '[' ? 1 : 0)]
}

/** Values of members that hold a secret by their name; in a frame about a login, of user names as well. */
export const secretMembers = (text: string): readonly Range[] => {
  const aboutLogin = /"Login\\*"/.test(text) || /"Domain\\*"\s*:\s*1\b/.test(text)
  const found: Range[] = []
  let done = 0
  for (const match of text.matchAll(member)) {
    // What is inside of a value that is hidden need not be looked at; and to do so could take very long.
    if (match.index < done) continue
    const name = match[1] ?? ''
    if (!isSecretName(name) && !(aboutLogin && name === 'Name')) continue
    const range = valueAt(text, match.index + match[0].length)
    found.push(range)
    done = range[1]
  }
  return found
}
