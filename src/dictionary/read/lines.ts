import { DictionaryError } from '../../errors.js'
import type { Complain } from '../draft.js'

/** A line of a file that says something, and a way to complain about it. */
export interface Line {
  readonly text: string
  readonly complain: Complain
}

/** Complains about a line of a file; 0 for the file as a whole. */
export const complainAt =
  (part: 'fields' | 'enums', line: number): Complain =>
  (wrong) => {
    const file = part === 'fields' ? 'field' : 'enumeration'
    const where = line === 0 ? `the ${file} file` : `line ${line} of the ${file} file`
    throw new DictionaryError(part, line, `${where}: ${wrong}`)
  }

/** What a file consists of: tags by name, and the lines that are no comment. */
export interface Lines {
  readonly tags: ReadonlyMap<string, string>
  readonly lines: readonly Line[]
}

/** A line of a file of enumerations that names a field: two words, the second of which is no text. */
export const isEnumName = (text: string): boolean => /^\S+\s+[^\s"#]\S*$/.test(text)

/** Takes a file apart. `!tag NAME VALUE` is a tag, and anything else behind an exclamation mark a comment. */
export const linesOf = (part: 'fields' | 'enums', file: string): Lines => {
  const tags = new Map<string, string>()
  const lines: Line[] = []
  for (const [index, raw] of file
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const text = raw.trim()
    if (text === '') continue
    if (!text.startsWith('!')) {
      lines.push({ text, complain: complainAt(part, index + 1) })
      continue
    }
    const [, name, value] = /^!tag\s+(\S+)\s+(.+)$/.exec(text) ?? []
    // The first counts, as in the vendor's products: fields of one's own are put behind those of the vendor, tags and all.
    if (name !== undefined && value !== undefined && !tags.has(name)) tags.set(name, value)
  }
  return { tags, lines }
}
