import type { Dictionary } from './dictionary.js'
import { createDraft } from './draft.js'
import { readEnumFile } from './read/enum-file.js'
import { readFieldFile } from './read/field-file.js'

/** The files of a dictionary, as text. */
export interface DictionaryFiles {
  /** The fields: the content of a file such as `RDMFieldDictionary`. */
  readonly fields: string
  /**
   * The enumerations: the content of a file such as `enumtype.def`.
   * @defaultValue none: enumerated fields have no values
   */
  readonly enums?: string
}

/**
 * Reads a dictionary from the files that come with the vendor's products.
 *
 * @param files - the content of the files, in UTF-8
 * @throws {@link DictionaryError} with the line that is wrong, and how
 *
 * @example
 * ```ts
 * import { readFileSync } from 'node:fs'
 * import { parseDictionary } from 'rx-omm'
 *
 * const dictionary = parseDictionary({
 *   fields: readFileSync('RDMFieldDictionary', 'utf8'),
 *   enums: readFileSync('enumtype.def', 'utf8'),
 * })
 * console.log(dictionary.field('BID')?.fid) // 22
 * console.log(dictionary.enumValue('RDN_EXCHD2', 2)?.meaning) // New York Stock Exchange
 * ```
 */
export const parseDictionary = ({ fields, enums }: DictionaryFiles): Dictionary => {
  const draft = createDraft()
  readFieldFile(draft, fields)
  if (enums !== undefined) readEnumFile(draft, enums)
  return draft.finish()
}
