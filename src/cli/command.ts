import type { Io } from './io.js'

/** A command of `omm`. */
export interface Command {
  readonly name: string
  /** What it does, in one line. */
  readonly summary: string
  /** The text of its `--help`. */
  readonly help: () => string
  /**
   * Runs it to its end.
   *
   * @param args - what follows its name
   * @returns the exit code
   * @throws a `Fault` when it cannot do what it is asked for
   */
  readonly run: (args: readonly string[], io: Io) => Promise<number>
}
