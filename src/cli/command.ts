import type { Pairs } from './args/columns.js'
import type { Options, Suggested } from './args/option.js'
import type { Io } from './io.js'

/** Options under a title of the help. */
export type OptionGroup = readonly [title: string, options: Options]

/** A command: its help, its completion and its page in the documentation are made from this. */
export interface Command {
  /** How it is called, for instance `omm watch [NAME…] [options]`. */
  readonly usage: string
  /** What it does, in a few sentences. */
  readonly about: string
  /** All options that it takes. */
  readonly options: readonly OptionGroup[]
  /** What its arguments can be; by default anything. */
  readonly suggested?: Suggested
  /** Further lines of its help, under a title. */
  readonly notes?: readonly (readonly [title: string, pairs: Pairs])[]
  /** Command lines with what they do. */
  readonly examples: Pairs
  /**
   * Runs it to its end.
   *
   * @param args - what follows its name
   * @param all - all commands, for one that tells of the others
   * @returns the exit code
   * @throws a `Fault` when it cannot do what it is asked for
   */
  readonly run: (args: readonly string[], io: Io, all: readonly CommandEntry[]) => Promise<number>
}

/** A command as the overview knows it. */
export interface CommandEntry {
  readonly name: string
  /** What it does, in one line. */
  readonly summary: string
  /** Loads it: what is not called costs no time. */
  readonly load: () => Promise<Command>
}
