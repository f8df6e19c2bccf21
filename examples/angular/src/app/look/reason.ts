import { ItemError, type OmmError } from 'rx-omm'
import { plain } from './plain'

/** Why an item has ended for good. */
export interface Reason {
  /** A word or two for a badge. */
  readonly code: string
  /** The server's own text, where it has sent one. */
  readonly text: string
}

/** Why an item has ended, as the server says it: the item's own state is shorter than the error around it. */
export const reasonOf = (error: OmmError): Reason => {
  const state = error instanceof ItemError ? error.state : undefined
  return {
    // Codes are written in one word: NotFound.
    code: (state?.code ?? error.code).replace(/(?<=[a-z])(?=[A-Z])/g, ' ').replaceAll('-', ' '),
    text: plain(state?.text ?? error.message),
  }
}
