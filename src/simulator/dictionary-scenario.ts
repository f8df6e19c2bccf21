import type { Dictionary } from '../dictionary/dictionary.js'
import type { Times } from './wanted.js'

/** Verbs about dictionaries. */
export interface DictionaryVerbs {
  /** Sends each part of a dictionary so many milliseconds after the one before; 0 ends it, `Infinity` sends none. */
  delayDictionary(milliseconds: number): void
  /** Closes the next downloads after their first part, with `ClosedRecover`. */
  abortDictionary(options?: Times): void
  /** From now on this dictionary is served. Who has one open is told that it is out of date. */
  changeDictionary(dictionary: Dictionary): void
}
