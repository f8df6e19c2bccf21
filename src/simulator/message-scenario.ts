import type { NakCode } from '../wire/nak-code.js'
import type { On, Times } from './wanted.js'

/** Verbs about posts and generic messages. */
export interface MessageVerbs {
  /** Refuses posts with this code and text; `DeniedBySrc` by default. */
  nakPosts(options?: Times & { readonly code?: NakCode; readonly text?: string }): void
  /** Loses posts on the way: no effect, no acknowledgement. */
  ignorePosts(options?: Times): void
  /** Acknowledges posts so many milliseconds later; 0 ends it, `Infinity` never does. */
  delayAcks(milliseconds: number): void
  /** Sends a generic message on the streams of an item, or on the login stream without a name. */
  sendGeneric(
    options: On & {
      /** Name of the item. */
      readonly name?: string
      /** Members of the message besides `ID` and `Type`. */
      readonly message: Readonly<Record<string, unknown>>
    },
  ): void
}
