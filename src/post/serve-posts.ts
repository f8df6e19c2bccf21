import { Subscription } from 'rxjs'
import { PostError } from '../errors.js'
import type { Refusal, Session } from '../session/session.js'
import type { Clock } from '../time/clock.js'
import { jsonOf } from '../wire/exact-json.js'
import type { AckMessage } from '../wire/messages.js'
import { utf8Length } from '../wire/utf8-length.js'
import { wait, type PendingPost } from './pending-post.js'
import type { Post, PostAck } from './post.js'
import type { PostsEvent } from './posts-event.js'
import { readAck } from './read-ack.js'
import { streamEnds } from './stream-ends.js'

/** Finds the stream of an open item that has its image; `undefined` when there is none. */
export type OpenId = (
  name: string,
  options: Pick<Post, 'service' | 'domain' | 'nameType'>,
) => number | undefined

/** The posts of one session. */
export interface PostService {
  /** Sends a post, and waits for its answer. */
  send(pending: PendingPost): void
  /** Nobody waits for the answer any more. */
  forget(pending: PendingPost): void
  /** Leaves the session. */
  stop(): void
}

/** What it needs to serve posts. */
export interface PostServiceOptions {
  readonly clock: Clock
  readonly report: (event: PostsEvent) => void
  readonly openId: OpenId
  /** A post was accepted, or sent where no answer is wanted. */
  readonly done: (pending: PendingPost, ack: PostAck | undefined) => void
  readonly failed: (pending: PendingPost, error: PostError) => void
}

/** Used when the server does not tell; the customary size. */
const customaryMaxMsgSize = 61_440

const highestPostId = 2 ** 32 - 1

/** Sends posts on a session, and tells them from its answers what became of them. */
export const servePosts = (session: Session, options: PostServiceOptions): PostService => {
  const { clock, report, openId, done, failed } = options
  const maxBytes = session.login.maxMsgSize ?? customaryMaxMsgSize
  const sent = new Map<number, PendingPost>()
  const listening = new Subscription()
  let nextPostId = 1

  const takePostId = (): number => {
    const postId = nextPostId
    nextPostId = postId === highestPostId ? 1 : postId + 1
    return sent.has(postId) ? takePostId() : postId
  }

  const ends = streamEnds(session, (id) => {
    for (const pending of [...sent.values()]) {
      if (pending.id !== id) continue
      const text = `the stream of ${pending.post.name} ended before the answer to the post`
      failed(pending, new PostError('post-lost', text))
    }
  })

  /** Why a post cannot be sent on this session. */
  const obstacle = (id: number | undefined): string | undefined => {
    if (!session.login.posts) return 'the server does not take posts'
    return id === undefined ? 'the item is not open' : undefined
  }

  const send = (pending: PendingPost): void => {
    const { post } = pending
    const id = post.onStream === true ? openId(post.name, post) : session.loginId
    const why = obstacle(id)
    if (id === undefined || why !== undefined) {
      failed(pending, new PostError('post-not-sent', `the post for ${post.name} was not sent: ${why ?? ''}`))
      return
    }
    const postId = takePostId()
    const messages = pending.messages({ id, postId })
    if (messages.some((message) => utf8Length(jsonOf(message)) > maxBytes)) {
      const text = `the post for ${post.name} is larger than the ${maxBytes} bytes that the server accepts`
      failed(pending, new PostError('post-too-large', text))
      return
    }
    pending.id = id
    pending.postId = postId
    pending.sentAt = clock()
    sent.set(postId, pending)
    if (post.onStream === true) ends.watch(pending)
    wait(pending, () => {
      const text = `no answer to the post for ${post.name} within ${pending.patience / 1000} s`
      failed(pending, new PostError('post-timeout', text))
    })
    for (const message of messages) session.send(message)
    if (post.ack === false) done(pending, undefined)
  }

  const onAck = (ack: AckMessage): void => {
    const { code, text } = readAck(ack)
    const postId: unknown = ack.AckID
    if (typeof postId !== 'number') return
    const pending = sent.get(postId)
    if (pending?.id !== ack.ID) {
      report({ event: 'post.answered-late', postId, nakCode: code })
      return
    }
    const said = text === '' ? {} : { text }
    if (code === 'None') {
      done(pending, { postId, ...said, at: clock() })
      return
    }
    const words = `the post for ${pending.post.name} was refused: ${code}${text === '' ? '' : `: ${text}`}`
    failed(pending, new PostError('post-refused', words, { nakCode: code, ...said }))
  }

  const isPost = (type: Refusal['type']): boolean => type === 'Post' || type === 8

  /** Which post an error is about: the one that it names, or the only one on the stream. */
  const postOf = ({ id, type, postId }: Refusal): PendingPost | undefined => {
    if (type !== undefined && !isPost(type)) return undefined
    const pending =
      postId === undefined ? [...sent.values()].filter((one) => one.id === id) : [sent.get(postId)]
    return pending.length === 1 && (id === 0 || pending[0]?.id === id) ? pending[0] : undefined
  }

  const onError = (refusal: Refusal): boolean => {
    if (sent.size === 0) return false
    const pending = postOf(refusal)
    if (pending === undefined) return false
    const { fault } = refusal
    const words = `the server did not understand the post for ${pending.post.name}: ${fault.text}`
    failed(pending, new PostError('post-not-understood', words, { fault, text: fault.text }))
    return true
  }

  // eslint-disable-next-line rxjs-x/no-ignored-error -- what it may fail with ends the session
  listening.add(session.acks$.subscribe(onAck))
  listening.add(session.claimErrors(onError))

  return {
    send,
    forget: (pending) => {
      if (sent.get(pending.postId) !== pending) return
      sent.delete(pending.postId)
      ends.leave(pending)
    },
    stop: () => {
      listening.unsubscribe()
      ends.stop()
    },
  }
}
