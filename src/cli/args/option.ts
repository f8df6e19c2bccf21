import { Fault } from '../fault.js'

/** What can be completed: one of these words, or the path of a file. */
export type Suggested = readonly string[] | 'files'

/** One option of a command: what it takes, and what its help says. */
export interface Option<Value> {
  /** How its value is called in the help; `undefined` for an option without one. */
  readonly placeholder: string | undefined
  /** What it does, in a few words. */
  readonly summary: string
  /** May be given more than once; `read` gets all values then. */
  readonly repeatable: boolean
  /** Values that a shell offers; none by default. */
  readonly suggested?: Suggested
  /**
   * Reads what was given.
   *
   * @param name - the option with its dashes, for the text of a fault
   * @param given - what was given, in order; one empty text for an option that takes no value
   * @throws {@link Fault} when it cannot be used
   */
  readonly read: (name: string, given: readonly string[]) => Value
}

/** Options by name, without dashes. */
export type Options = Readonly<Record<string, Option<unknown>>>

/** What a command gets: the values of the options that were given. */
export type Values<Spec extends Options> = {
  readonly [Name in keyof Spec]?: Spec[Name] extends Option<infer Value> ? Value : never
}

const last = (given: readonly string[]): string => given.at(-1) ?? ''

/** An option that is there or not. */
export const flag = (summary: string): Option<true> => ({
  placeholder: undefined,
  summary,
  repeatable: false,
  read: () => true,
})

/** An option with any text that is not empty. */
export const text = (placeholder: string, summary: string): Option<string> => ({
  placeholder,
  summary,
  repeatable: false,
  read: (name, given) => {
    if (last(given) === '') throw new Fault(`${name} needs a value: ${placeholder}`)
    return last(given)
  },
})

/** An option with the path of a file. */
export const file = (summary: string): Option<string> => ({ ...text('FILE', summary), suggested: 'files' })

/** What a number may be. */
export interface Bounds {
  /** Smallest value. @defaultValue 0 */
  readonly min?: number
  /** Largest value. @defaultValue 1e9 */
  readonly max?: number
  /** Takes whole numbers only. @defaultValue true */
  readonly whole?: boolean
}

/** An option with a number. */
export const number = (
  placeholder: string,
  summary: string,
  { min = 0, max = 1e9, whole = true }: Bounds = {},
): Option<number> => ({
  placeholder,
  summary,
  repeatable: false,
  read: (name, given) => {
    const value = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(last(given)) ? Number(last(given)) : NaN
    if (!(value >= min && value <= max) || (whole && !Number.isInteger(value))) {
      throw new Fault(`${name} must be a ${whole ? 'whole ' : ''}number from ${min} to ${max}`)
    }
    return value
  },
})

/** An option with one of a few words. */
export const choice = <Word extends string>(words: readonly Word[], summary: string): Option<Word> => ({
  placeholder: words.join('|'),
  summary,
  repeatable: false,
  suggested: words,
  read: (name, given) => {
    const word = words.find((each) => each === last(given))
    if (word === undefined) throw new Fault(`${name} must be ${words.join(' or ')}`)
    return word
  },
})

/** An option with several values, separated by commas or given one by one. */
export const list = (placeholder: string, summary: string): Option<readonly string[]> => ({
  placeholder,
  summary,
  repeatable: true,
  read: (name, given) => {
    const values = given.flatMap((each) => each.split(',')).map((each) => each.trim())
    if (values.includes('')) throw new Fault(`${name} needs values, separated by commas: ${placeholder}`)
    return [...new Set(values)]
  },
})
