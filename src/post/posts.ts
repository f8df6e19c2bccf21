import { BehaviorSubject, Observable, distinctUntilChanged } from 'rxjs'
import { type OmmError, PostError, UsageError } from '../errors.js'
import type { Session } from '../session/session.js'
import type { Clock } from '../time/clock.js'
import { checkPost } from './check-post.js'
import { pendingPost, wait, type PendingPost } from './pending-post.js'
import type { Post, PostAck, PostUser } from './post.js'
import { postMessages } from './post-messages.js'
import type { PostsEvent } from './posts-event.js'
import { servePosts, type OpenId, type PostService } from './serve-posts.js'

/** How posts are paced. */
export interface PostPacing {
  /**
   * Most posts that are waiting to be sent or answered; one more fails.
   * @defaultValue 1000
   */
  readonly posts?: number
}

/** What the posts of a consumer need. Times are in milliseconds. */
export interface PostsOptions {
  readonly clock: Clock
  readonly report: (event: PostsEvent) => void
  /** Most posts that are waiting and not yet answered. */
  readonly limit: number
  readonly timeout: number
  readonly user: PostUser
  readonly openId: OpenId
}

/** All posts of a consumer. */
export interface Posts {
  /** Posts once for each subscription. */
  readonly post: (post: Post) => Observable<PostAck>
  /** Whether any post is waiting to be sent or answered; replays. */
  readonly busy$: Observable<boolean>
  /** Sends the posts that wait, and takes the answers; unsubscribing leaves the session. */
  serve(session: Session): Observable<never>
  /** There is no session any more: nobody will answer what was sent on it. */
  outage(cause: OmmError): void
  /** Ends every post with an error. */
  fail(cause: OmmError): void
  /** Ends every post with an error, and refuses new ones. */
  close(): void
}

/** Creates the register of a consumer's posts. */
export const createPosts = (options: PostsOptions): Posts => {
  const open = new Set<PendingPost>()
  const busy = new BehaviorSubject(false)
  let service: PostService | undefined
  let closed = false

  const tellBusy = (): void => {
    busy.next(open.size > 0)
  }

  /** False when the post had ended before. */
  const take = (pending: PendingPost): boolean => {
    if (!open.delete(pending)) return false
    pending.timer.unsubscribe()
    service?.forget(pending)
    return true
  }

  /** Time since a post was sent; the clock may have been set back since. */
  const since = ({ sentAt }: PendingPost): number => Math.max(0, options.clock() - sentAt)

  /** For the logs first: whoever is told may post again in answer. */
  const fail = (pending: PendingPost, error: PostError): void => {
    const { post, postId, subscriber } = pending
    const duration = postId === 0 ? {} : { durationMs: since(pending) }
    options.report({ event: 'post.failed', name: post.name, code: error.code, ...duration })
    subscriber.error(error)
  }

  const end = (pending: PendingPost, error: PostError): void => {
    if (!take(pending)) return
    fail(pending, error)
    tellBusy()
  }

  /** Ends several at once. First out of the register, all of them: a subscriber may post again in answer. */
  const endAll = (ended: readonly PendingPost[], why: string): void => {
    const taken = ended.filter(take)
    tellBusy()
    for (const pending of taken) {
      const { post, postId } = pending
      const [code, fate] =
        postId === 0
          ? (['post-not-sent', 'not sent'] as const)
          : (['post-lost', 'sent and not answered'] as const)
      fail(pending, new PostError(code, `the post for ${post.name} was ${fate}: ${why}`))
    }
  }

  const begin = (pending: PendingPost): void => {
    const { post, subscriber } = pending
    const refuse = (why: string): void => {
      fail(pending, new PostError('post-not-sent', `the post for ${post.name} was not sent: ${why}`))
    }
    if (closed) subscriber.error(new UsageError('consumer-closed', 'the consumer is closed'))
    else if (open.size >= options.limit) refuse(`${options.limit} posts are waiting already`)
    // It goes to a stream of the present session, and so it has nothing to wait for.
    else if (post.onStream === true && service === undefined) refuse('the item is not open')
    else {
      open.add(pending)
      wait(pending, () => {
        end(pending, new PostError('post-not-sent', `no session in time for the post for ${post.name}`))
      })
      // Before a session may come at this, which sends what waits.
      const present = service
      tellBusy()
      if (open.has(pending)) present?.send(pending)
    }
  }

  return {
    post: (post) => {
      checkPost(post)
      const messages = postMessages(post, post.userInfo ?? options.user)
      const given = { post: { ...post }, messages, patience: post.timeout ?? options.timeout }
      return new Observable<PostAck>((subscriber) => {
        const pending = pendingPost({ ...given, subscriber })
        begin(pending)
        subscriber.add(() => {
          if (take(pending)) tellBusy()
        })
      })
    },
    busy$: busy.pipe(distinctUntilChanged()),
    serve: (session) =>
      new Observable<never>((subscriber) => {
        const serving = servePosts(session, {
          ...options,
          done: (pending, ack) => {
            if (!take(pending)) return
            const { post, postId, subscriber } = pending
            if (ack !== undefined) {
              options.report({ event: 'post.acked', name: post.name, postId, durationMs: since(pending) })
              subscriber.next(ack)
            }
            subscriber.complete()
            tellBusy()
          },
          failed: end,
        })
        service = serving
        subscriber.add(() => {
          serving.stop()
          service = undefined
        })
        for (const pending of [...open]) {
          // What becomes of one may take others back, or end all of this.
          if (subscriber.closed) return
          if (pending.postId === 0 && open.has(pending)) serving.send(pending)
        }
        tellBusy()
      }),
    outage: (cause) => {
      endAll(
        [...open].filter(({ postId }) => postId !== 0),
        cause.message,
      )
    },
    fail: (cause) => {
      endAll([...open], cause.message)
    },
    close: () => {
      closed = true
      endAll([...open], 'the consumer was closed')
    },
  }
}
