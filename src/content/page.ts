/** Begins every escape sequence, and is in no other text. */
export const escape = '\u001b'

/** True for a text that changes some columns of the one before. */
export const isPartial = (value: unknown): value is string =>
  typeof value === 'string' && value.includes(escape)

/** Columns beyond are not written: a field has a few hundred at most, and a position can be any number. */
export const maxColumns = 4096

/** Columns by number; `undefined` where nothing is known. */
type Columns = (string | undefined)[]

/**
 * A column, a repetition, any other sequence, one that is broken off, or a character: in this order, and one of
 * them always fits.
 */
const tokens = /\u001b\[(\d+)`|\u001b\[(\d+)b|\u001b\[[0-?]*[ -/]*[@-~]?|\u001b[ -/]*[0-Z\\-~]?|([^])/gu

/** Writes a change into the columns, beginning in column 0. */
const write = (columns: Columns, change: string): void => {
  let at = 0
  /** What a repetition repeats; nothing after a jump. */
  let last: string | undefined
  const put = (times: number): void => {
    for (const end = Math.min(at + times, maxColumns); at < end; at++) columns[at] = last
  }
  for (const [, column, times, character] of change.matchAll(tokens)) {
    if (times !== undefined) {
      if (last !== undefined) put(Number(times))
      continue
    }
    last = character
    if (character !== undefined) put(1)
    else if (column !== undefined) at = Number(column)
  }
}

/**
 * The text of a field after a change of some of its columns. Columns are counted in characters, from 0. What lies
 * between the end of the text and a column written to is filled with spaces.
 *
 * A change goes to column n with `ESC [ n` and a grave accent, and repeats the character before n more times with
 * `ESC [ n b`; other sequences, and broken ones, are dropped.
 */
export const applyPage = (before: string, change: string): string => {
  const columns: Columns = Array.from(before)
  write(columns, change)
  return Array.from(columns, (character) => character ?? ' ').join('')
}

/** A change that does the same as the one given and whose length is bounded. */
export const compactPage = (change: string): string => {
  const columns: Columns = []
  write(columns, change)
  let compact = ''
  for (let at = 0; at < columns.length; at++) {
    const character = columns[at]
    if (character === undefined) continue
    compact += at === 0 || columns[at - 1] === undefined ? `${escape}[${at}\`${character}` : character
  }
  return compact
}
