import type { Complain } from '../draft.js'

/** Reads the columns of a line, one after the other. Each reader complains about what is not there or not so. */
export interface Columns {
  /** A word without spaces. */
  readonly word: (column: string) => string
  /** A text in quotes. */
  readonly quoted: (column: string) => string
  /** A whole number within bounds. */
  readonly whole: (column: string, from: number, to: number) => number
  /** A whole number in parentheses; 0 where there is none. */
  readonly inParentheses: (column: string, to: number) => number
  /** What is left, without the spaces around it. */
  readonly rest: () => string
}

/** A word that is short and harmless enough to be repeated in an error. */
const shown = (word: string): string => (/^[\w.-]{1,20}$/.test(word) ? `: ${word}` : '')

/** The columns of a line. */
export const columnsOf = (line: string, complain: Complain): Columns => {
  let at = 0
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(line)
    if (found === null) return undefined
    at = pattern.lastIndex
    return found[1] ?? ''
  }
  const check = (column: string, text: string, from: number, to: number): number => {
    const number = /^-?\d{1,9}$/.test(text) ? Number(text) : NaN
    if (!(number >= from && number <= to)) {
      complain(`the ${column} must be a whole number from ${from} to ${to}${shown(text)}`)
    }
    // Not -0, which some comparisons tell from 0.
    return number + 0
  }
  const word = (column: string): string => take(/\s*([^\s"(]+)/y) ?? complain(`the ${column} is missing`)
  return {
    word,
    quoted: (column) => take(/\s*"([^"]*)"/y) ?? complain(`the ${column} is missing, or is not in quotes`),
    whole: (column, from, to) => check(column, word(column), from, to),
    inParentheses: (column, to) => {
      if (take(/\s*\(/y) === undefined) return 0
      const number = check(column, take(/\s*([^\s)]+)/y) ?? complain(`the ${column} is missing`), 0, to)
      return take(/\s*\)/y) === undefined ? complain(`the ${column} lacks its closing parenthesis`) : number
    },
    rest: () => line.slice(at).trim(),
  }
}
