import type { NakCode } from '../wire/nak-code.js'

/** What happened to posts, for diagnosis. */
export type PostsEvent =
  /** An answer came to a post that nobody waits for any more, or that was never made. */
  {
    readonly event: 'post.answered-late'
    /** Number of the post on its session. */
    readonly postId: number
    /** `None` when the post was accepted, else why it was not. */
    readonly nakCode: NakCode
  }
