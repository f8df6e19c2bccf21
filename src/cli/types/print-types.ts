import type { Dictionary, DictionaryField } from '../../index.js'
import { didYouMean } from '../args/nearest.js'
import { exitCodes } from '../exit-codes.js'
import { Fault } from '../fault.js'
import { printable } from '../terminal/printable.js'
import { codecOf, literal } from './codec-of.js'
import type { TypesWish } from './options.js'

/** Longest line, as in the projects that this is pasted into. */
const width = 100

const fieldOf = (dictionary: Dictionary, asked: string): DictionaryField => {
  const field =
    dictionary.field(asked) ?? (/^-?\d+$/.test(asked) ? dictionary.field(Number(asked)) : undefined)
  if (field !== undefined) return field
  const near = didYouMean(asked, [...dictionary.fields.keys()])
  throw new Fault(printable(`the dictionary has no field ${asked}${near}`), exitCodes.usage)
}

/** A comment that nothing in it can end. */
const comment = (text: string): string => `/** ${printable(text).replaceAll('*/', '* /')} */`

const member = (dictionary: Dictionary, field: DictionaryField): readonly string[] => {
  const { name, fid, type, longName } = field
  const what = `${longName ?? name} (${fid}), ${type}${type === 'Enum' ? ': its text, or its number' : ''}`
  // In brackets, because otherwise it is no member, but the prototype.
  const quoted = name === '__proto__' ? `[${literal(name)}]` : literal(name)
  const key = /^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__' ? name : quoted
  const [first = '', ...others] = codecOf(dictionary, field)
  const all = [first, ...others]
  const line = `  ${key}: nullable(${others.length === 0 ? first : `t.union([${all.join(', ')}])`}),`
  const lines =
    line.length <= width
      ? [line]
      : [`  ${key}: nullable(`, '    t.union([', ...all.map((one) => `      ${one},`), '    ]),', '  ),']
  return [`  ${comment(what)}`, ...lines]
}

/**
 * The code for fields, a line each.
 *
 * @throws {@link Fault} for a field that the dictionary does not have
 */
export const printTypes = (
  dictionary: Dictionary,
  { fields, name = 'Quote', lang = 'ts', required }: Pick<TypesWish, 'fields' | 'name' | 'lang' | 'required'>,
): readonly string[] => {
  const { version } = dictionary
  const known = [...new Set(fields.map((asked) => fieldOf(dictionary, asked)))]
  const isTyped = lang === 'ts'
  return [
    "import * as t from 'io-ts'",
    `import { nullable${isTyped ? ', type FieldsOf' : ''} } from 'rx-omm'`,
    '',
    comment(`Fields of a view${version.fields === undefined ? '' : `, by dictionary ${version.fields}`}.`),
    `export const ${name} = t.${required === true ? 'type' : 'partial'}({`,
    ...known.flatMap((field) => member(dictionary, field)),
    '})',
    ...(isTyped ? ['', '/** What comes of it. */', `export type ${name} = FieldsOf<typeof ${name}>`] : []),
  ]
}
