/**
 * A recording cannot be read. Says which line is wrong and how, and never what the line holds.
 *
 * @example
 * ```ts
 * import { readRecording, RecordingError } from 'rx-omm/simulator'
 *
 * try {
 *   readRecording('{"t":0,"from":"nobody"}\n')
 * } catch (error) {
 *   if (error instanceof RecordingError) console.log(error.line) // 1
 * }
 * ```
 */
export class RecordingError extends Error {
  /** Number of the line that is wrong, from 1. */
  readonly line: number

  /** @internal */
  constructor(line: number, wrong: string) {
    super(`line ${line} of the recording: ${wrong}`)
    this.line = line
    this.name = new.target.name
  }
}
