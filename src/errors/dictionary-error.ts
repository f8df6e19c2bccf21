import type { DictionaryErrorCode } from './codes.js'
import { OmmError } from './omm-error.js'

/**
 * A dictionary cannot be read. Says where and what is wrong, and never what the rest of the line holds.
 *
 * @example
 * ```ts
 * import { DictionaryError, parseDictionary } from 'rx-omm'
 *
 * try {
 *   parseDictionary({ fields: 'BID "BID" twenty-two NULL PRICE 17 REAL64 7' })
 * } catch (error) {
 *   if (error instanceof DictionaryError) console.log(error.part, error.line) // fields 1
 * }
 * ```
 */
export class DictionaryError extends OmmError {
  declare readonly code: DictionaryErrorCode
  /** Which half of the dictionary it is: the fields, or the enumerations. */
  readonly part: 'fields' | 'enums'
  /** Number of the line of the file, or of the row that the server sent, from 1; 0 where it is none of them. */
  readonly line: number

  /** @internal */
  constructor(part: 'fields' | 'enums', line: number, message: string) {
    super('dictionary-malformed', message)
    this.part = part
    this.line = line
  }
}
