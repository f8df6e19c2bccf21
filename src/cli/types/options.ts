import { choice, file, flag, text, type Values } from '../args/option.js'
import { parse } from '../args/parse.js'
import { Fault } from '../fault.js'
import { checkFeedWish, feedOptions, simulatorOptions, whereOptions } from '../feed/feed-options.js'

/** Options that say which dictionary it is. */
export const dictionaryOptions = {
  dictionary: file('file of the fields, such as RDMFieldDictionary; otherwise the dictionary of the server'),
  enums: file('file of the enumerations, such as enumtype.def; with --dictionary'),
  service: text('NAME', 'service of the dictionary; the default one of the server'),
}

/** Options that say what is printed. */
export const whatOptions = {
  lang: choice(['ts', 'js'], 'TypeScript, or JavaScript without the type; ts'),
  name: text('NAME', 'what the codec and its type are called; Quote'),
  required: flag('a refresh must have all of them: it is held back until it has'),
}

/** The option that says how long to wait for the dictionary. */
export const waitOptions = { seconds: feedOptions.seconds }

const options = {
  ...whatOptions,
  ...dictionaryOptions,
  ...whereOptions,
  ...simulatorOptions,
  ...waitOptions,
}

/** What `omm types` was asked for. */
export interface TypesWish extends Values<typeof options> {
  /** The fields, by name or FID. */
  readonly fields: readonly string[]
}

/**
 * Reads the arguments of `omm types`.
 *
 * @throws {@link Fault} when they make no sense
 */
export const readTypesArguments = (args: readonly string[]): TypesWish => {
  const { values, names } = parse(options, args)
  checkFeedWish(values)
  const fields = [...new Set(names.flatMap((name) => name.split(',')).map((name) => name.trim()))]
  if (fields.length === 0 || fields.includes('')) {
    throw new Fault('omm types needs names of fields, for instance omm types BID ASK')
  }
  const { dictionary, enums, name = 'Quote' } = values
  if (enums !== undefined && dictionary === undefined) throw new Fault('--enums is for --dictionary')
  const elsewhere = ['url', 'region', 'service', 'seconds', ...Object.keys(simulatorOptions)]
  const other = elsewhere.find((option) => Object.hasOwn(values, option))
  if (dictionary !== undefined && other !== undefined) {
    throw new Fault(`--${other} is for the dictionary of a server, which --dictionary leaves out`)
  }
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) throw new Fault('--name must be a name that JavaScript accepts')
  return { ...values, fields }
}
