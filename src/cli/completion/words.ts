import type { Options, Suggested } from '../args/option.js'
import type { CommandEntry } from '../command.js'

/** An option as a shell completes it. */
export interface OptionWords {
  /** With its dashes. */
  readonly name: string
  readonly summary: string
  readonly takesValue: boolean
  readonly suggested: Suggested
}

/** A command as a shell completes it. */
export interface CommandWords {
  readonly name: string
  readonly summary: string
  readonly options: readonly OptionWords[]
  /** What its arguments can be. */
  readonly suggested: Suggested
}

const optionsOf = (options: Options): readonly OptionWords[] =>
  Object.entries(options).map(([name, { placeholder, summary, suggested = [] }]) => ({
    ...{ name: `--${name}`, summary, suggested },
    takesValue: placeholder !== undefined,
  }))

const help: OptionWords = { name: '--help', summary: 'show the help', takesValue: false, suggested: [] }

/** All that can be completed, from the commands themselves. */
export const wordsOf = async (all: readonly CommandEntry[]): Promise<readonly CommandWords[]> => {
  const commands = await Promise.all(
    all.map(async ({ name, summary, load }) => {
      const { options, suggested = [] } = await load()
      return {
        name,
        summary,
        suggested,
        options: [...options.flatMap(([, group]) => optionsOf(group)), help],
      }
    }),
  )
  const names = all.map(({ name }) => name)
  return [...commands, { name: 'help', summary: 'show the help of a command', options: [], suggested: names }]
}
