import type { Dictionary, DictionaryField } from '../../index.js'

/** More texts than this are no help to anybody, and one of them is new every month. */
const mostTexts = 12

/** A text as a literal of JavaScript. */
export const literal = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`

/** The texts of an enumerated field, where they are few, and the same on every server. */
const textsOf = (dictionary: Dictionary, { fid }: DictionaryField): readonly string[] => {
  const displays = [...(dictionary.enums(fid)?.values() ?? [])].map(({ display }) => display)
  // Arrows and the like come as one character from some servers and as another from others.
  const plain = displays.every((display) => /^[ -~]*$/.test(display))
  return plain && displays.length <= mostTexts ? [...new Set(displays)] : []
}

/** The codec for the values of a field, without blank. */
export const codecOf = (dictionary: Dictionary, field: DictionaryField): readonly string[] => {
  switch (field.type) {
    case 'Int':
    case 'UInt':
    case 'Float':
    case 'Double':
    case 'Real':
      return ['t.number']
    case 'Enum': {
      const texts = textsOf(dictionary, field)
      // A server sends the number where it has no text.
      return [
        ...(texts.length === 0 ? ['t.string'] : texts.map((text) => `t.literal(${literal(text)})`)),
        't.number',
      ]
    }
    case 'Date':
    case 'Time':
    case 'DateTime':
    case 'Buffer':
    case 'AsciiString':
    case 'Utf8String':
    case 'RmtesString':
    case 'Opaque':
    case 'Xml':
      return ['t.string']
    case 'Unknown':
    case 'AnsiPage':
      return ['t.unknown']
    default:
      return ['t.UnknownRecord']
  }
}
