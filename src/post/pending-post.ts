import { type Subscriber, Subscription, asyncScheduler } from 'rxjs'
import type { Post, PostAck } from './post.js'
import type { PostMessages } from './post-messages.js'

/** A post that is waiting to be sent, or for its answer. */
export interface PendingPost {
  readonly post: Post
  readonly messages: PostMessages
  readonly subscriber: Subscriber<PostAck>
  /** How long it may wait, in milliseconds: for a session, and then again for its answer. */
  readonly patience: number
  /** Number of the post on the present session; 0 while it was not sent. */
  postId: number
  /** Stream on which it was sent. */
  id: number
  /** When it was sent, in milliseconds since 1970. */
  sentAt: number
  timer: Subscription
}

/** Starts, or starts anew, the time that a post may wait. */
export const wait = (pending: PendingPost, onTimeout: (pending: PendingPost) => void): void => {
  pending.timer.unsubscribe()
  pending.timer = asyncScheduler.schedule(() => {
    onTimeout(pending)
  }, pending.patience)
}

/** A post at its beginning. */
export const pendingPost = (
  given: Pick<PendingPost, 'post' | 'messages' | 'subscriber' | 'patience'>,
): PendingPost => ({ ...given, postId: 0, id: 0, sentAt: 0, timer: Subscription.EMPTY })
