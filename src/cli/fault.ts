import { exitCodes } from './exit-codes.js'

/**
 * A reason to end the command, in words for its user. The text is one line, and never repeats what may be a
 * secret.
 */
export class Fault extends Error {
  /**
   * @param message - what is wrong
   * @param exitCode - what the command ends with; by default the one for wrong usage
   */
  constructor(
    message: string,
    readonly exitCode: number = exitCodes.usage,
  ) {
    super(message)
    this.name = 'Fault'
  }
}
