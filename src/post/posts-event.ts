import type { PostErrorCode } from '../errors.js'
import type { NakCode } from '../wire/nak-code.js'

/** What happened to posts, for diagnosis. Never holds what was posted, nor what a server says of it. */
export type PostsEvent =
  /** The server accepted a post. Where no answer is wanted, nobody knows, and there is no event. */
  | {
      readonly event: 'post.acked'
      /** Name of the item. */
      readonly name: string
      /** Number of the post on its session. */
      readonly postId: number
      /** Time from its sending to the answer, in milliseconds. */
      readonly durationMs: number
    }
  /** A post was not accepted, or nobody knows. */
  | {
      readonly event: 'post.failed'
      /** Name of the item. */
      readonly name: string
      /** Why, as in the error. */
      readonly code: PostErrorCode
      /** Time from its sending on, in milliseconds; absent where it was not sent. */
      readonly durationMs?: number
    }
  /** An answer came to a post that nobody waits for any more, or that was never made. */
  | {
      readonly event: 'post.answered-late'
      /** Number of the post on its session. */
      readonly postId: number
      /** `None` when the post was accepted, else why it was not. */
      readonly nakCode: NakCode
    }
