import { asyncScheduler } from 'rxjs'
import type { PostError } from '../../src/errors.js'
import type { Post, PostAck } from '../../src/post/post.js'
import { createPosts, type Posts } from '../../src/post/posts.js'
import type { PostsEvent } from '../../src/post/posts-event.js'
import type { PostMessage } from '../../src/wire/messages.js'
import { fakeSession, type FakeSession } from './fake-session.js'
import { virtually } from './marbles.js'
import { observe, type Observed } from './observe.js'

/** What became of a post. */
export type Posted = Observed<PostAck>

/** Posts of a consumer whose sessions and items are the test's. */
export interface PostBench {
  readonly posts: Posts
  readonly events: PostsEvent[]
  /** Values of `busy$`. */
  readonly busy: boolean[]
  /** Streams of open items, by name. */
  readonly open: Map<string, number>
  readonly post: (post: Partial<Post>) => Posted
  /** Brings a session, and takes it away again with the function it returns. */
  readonly connect: (session?: FakeSession) => () => void
  readonly advance: (milliseconds: number) => void
}

/** Posts that were sent on a session, in order. */
export const postsOn = (session: FakeSession): readonly PostMessage[] =>
  session.sent.filter((message): message is PostMessage => 'Type' in message && message.Type === 'Post')

/** How it failed; fails when it did not. */
export const failureOf = ({ error, errors }: Posted): PostError => {
  if (errors !== 1) throw new Error('the post has not failed')
  return error as PostError
}

/** Starts without a session. */
export const withPosts = (test: (bench: PostBench) => void, limit = 1_000): void => {
  virtually((advance) => {
    const events: PostsEvent[] = []
    const busy: boolean[] = []
    const open = new Map<string, number>()
    const posts = createPosts({
      clock: () => asyncScheduler.now(),
      report: (event) => {
        events.push(event)
      },
      limit,
      timeout: 15_000,
      user: { address: '10.1.2.3', userId: 0 },
      openId: (name) => open.get(name),
    })
    posts.busy$.subscribe((value) => busy.push(value))
    test({
      posts,
      events,
      busy,
      open,
      advance,
      post: (post) => observe(posts.post({ name: 'MYRIC', fields: { BID: 1 }, ...post })),
      connect: (session = fakeSession()) => {
        const serving = posts.serve(session).subscribe()
        return () => {
          serving.unsubscribe()
        }
      },
    })
    posts.close()
  })
}
