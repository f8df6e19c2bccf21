import { parseArgs } from 'node:util'
import { Fault } from '../fault.js'
import { didYouMean } from './nearest.js'
import type { Options, Values } from './option.js'
import { refuseSecrets } from './refuse-secrets.js'

/** What was given to a command. */
export interface Given<Spec extends Options> {
  readonly values: Values<Spec>
  /** What is no option, in order. */
  readonly names: readonly string[]
}

/** True for what is meant as the next option, and not as the value of the one before it. */
const looksLikeOption = (value: string): boolean => value.startsWith('-') && !/^-\.?\d/.test(value)

/**
 * Reads the arguments of a command.
 *
 * @param spec - the options that it knows
 * @param args - the arguments, without the name of the command
 * @throws {@link Fault} for the first argument that is wrong; values are not repeated in it
 */
export const parse = <Spec extends Options>(spec: Spec, args: readonly string[]): Given<Spec> => {
  // Not strict: the texts of the parser's own errors repeat values, and a value may be a secret in the wrong place.
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(spec).map(([name, { placeholder }]) => [
        name,
        placeholder === undefined
          ? { type: 'boolean' as const }
          : { type: 'string' as const, multiple: true },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const given = new Map<string, string[]>()
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const { name, rawName, value, inlineValue } = token
    const option = Object.hasOwn(spec, name) ? spec[name] : undefined
    if (option === undefined) {
      refuseSecrets(rawName)
      throw new Fault(`unknown option ${rawName}${didYouMean(name, Object.keys(spec), '--')}`)
    }
    if (option.placeholder === undefined) {
      if (value !== undefined) throw new Fault(`${rawName} takes no value`)
    } else if (value === undefined || (!inlineValue && looksLikeOption(value))) {
      throw new Fault(`${rawName} needs a value: ${option.placeholder}`)
    }
    const before = given.get(name)
    if (before !== undefined && !option.repeatable) throw new Fault(`${rawName} is given more than once`)
    given.set(name, [...(before ?? []), value ?? ''])
  }
  const values = Object.fromEntries(
    [...given].map(([name, texts]) => [name, spec[name]?.read(`--${name}`, texts)]),
  ) as Values<Spec>
  return { values, names: positionals }
}
