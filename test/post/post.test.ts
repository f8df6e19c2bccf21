import { Subject, takeUntil } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { ConnectionError, PostError, UsageError } from '../../src/errors.js'
import { createPosts } from '../../src/post/posts.js'
import type { PostsEvent } from '../../src/post/posts-event.js'
import { fakeSession } from '../support/fake-session.js'
import { virtually } from '../support/marbles.js'
import { failureOf, postsOn, withPosts } from '../support/post-bench.js'
import { refresh, status } from '../support/server-messages.js'

const lost = new ConnectionError('connection-lost', 'the connection was lost (code 1006)')

const about = (message: object): object => ({ Debug: { Message: JSON.stringify(message) } })

describe('a post', () => {
  it('is sent when it is subscribed to, once for each time, and ends with its answer', () => {
    withPosts(({ posts, connect, advance }) => {
      const session = fakeSession()
      connect(session)
      const post$ = posts.post({ name: 'MYRIC', fields: { BID: 1 } })
      expect(session.sent).toEqual([])
      const values: unknown[] = []
      const first = { next: (ack: unknown) => values.push(ack), complete: () => values.push('complete') }
      post$.subscribe(first)
      post$.subscribe({ error: () => undefined })
      expect(postsOn(session).map(({ PostID }) => PostID)).toEqual([1, 2])
      advance(70)
      session.receive({ ID: 1, Type: 'Ack', AckID: 1, Text: 'All is well\u0000' })
      expect(values).toEqual([{ postId: 1, text: 'All is well', at: 70 }, 'complete'])
    })
  })

  it('waits for a session, keeps the consumer busy until it is answered, and counts anew on each', () => {
    withPosts(({ post, connect, busy, advance }) => {
      const posted = post({})
      advance(14_999)
      expect(busy).toEqual([false, true])
      const session = fakeSession()
      const leave = connect(session)
      // The time begins anew with the sending.
      advance(14_999)
      session.receive({ ID: 1, Type: 'Ack', AckID: 1, NakCode: 'None' })
      expect([posted.values.length, posted.completions, busy]).toEqual([1, 1, [false, true, false]])
      leave()
      const next = fakeSession()
      connect(next)
      post({})
      expect(postsOn(next)).toMatchObject([{ PostID: 1 }])
    })
  })

  it.each([
    ['AccessDenied', 'AccessDenied'],
    [2, 'DeniedBySrc'],
    [99, '99'],
  ])('that is refused with NakCode %j fails alone', (NakCode, nakCode) => {
    withPosts(({ post, connect }) => {
      const session = fakeSession()
      connect(session)
      const [refused, other] = [post({}), post({})]
      session.receive({ ID: 1, Type: 'Ack', AckID: 1, NakCode, Text: 'no\n' })
      expect(failureOf(refused)).toBeInstanceOf(PostError)
      expect(failureOf(refused)).toMatchObject({
        code: 'post-refused',
        outcome: 'refused',
        nakCode,
        text: 'no',
      })
      expect(other.endedAt).toBeUndefined()
    })
  })

  it('is told of, by its name and its time, and without what it says or what the server says', () => {
    withPosts(({ posts, post, connect, advance, events }) => {
      const waiting = post({ timeout: 5 })
      advance(5)
      expect(waiting.errors).toBe(1)
      const session = fakeSession()
      connect(session)
      post({})
      post({ name: 'OTHER', fields: { BID: 12345.5 } })
      post({ ack: false })
      advance(70)
      session.receive({ ID: 1, Type: 'Ack', AckID: 1, Text: 'fine' })
      session.receive({ ID: 1, Type: 'Ack', AckID: 2, NakCode: 'InvalidContent', Text: 'BID 12345.5' })
      post({ onStream: true })
      post({})
      posts.outage(lost)
      post({}).subscription.unsubscribe()
      expect(events).toEqual([
        { event: 'post.failed', name: 'MYRIC', code: 'post-not-sent' },
        { event: 'post.acked', name: 'MYRIC', postId: 1, durationMs: 70 },
        { event: 'post.failed', name: 'OTHER', code: 'post-refused', durationMs: 70 },
        { event: 'post.failed', name: 'MYRIC', code: 'post-not-sent' },
        { event: 'post.failed', name: 'MYRIC', code: 'post-lost', durationMs: 0 },
      ])
    })
  })

  it('is told of before whoever posted it is', () => {
    withPosts(({ posts, connect, events }) => {
      const session = fakeSession()
      connect(session)
      const order: string[] = []
      const note = (): void => {
        order.push(...events.splice(0).map(({ event }) => event), 'told')
      }
      posts.post({ name: 'A', fields: {} }).subscribe({ next: note, error: note })
      posts.post({ name: 'B', fields: {} }).subscribe({ next: note, error: note })
      session.receive({ ID: 1, Type: 'Ack', AckID: 1 })
      session.receive({ ID: 1, Type: 'Ack', AckID: 2, NakCode: 'AccessDenied' })
      expect(order).toEqual(['post.acked', 'told', 'post.failed', 'told'])
    })
  })

  it('whose answer comes when the clock was set back took no less than no time', () => {
    virtually((advance) => {
      let now = 0
      const events: PostsEvent[] = []
      const report = (event: PostsEvent): void => {
        events.push(event)
      }
      const user = { address: '10.1.2.3', userId: 0 }
      const clock = (): number => now
      const posts = createPosts({ clock, report, limit: 1, timeout: 9, user, openId: () => undefined })
      const session = fakeSession()
      const serving = posts.serve(session).subscribe()
      posts.post({ name: 'A', fields: {} }).subscribe()
      advance(1)
      now = -3_600_000
      session.receive({ ID: 1, Type: 'Ack', AckID: 1 })
      expect(events).toMatchObject([{ event: 'post.acked', durationMs: 0 }])
      serving.unsubscribe()
    })
  })

  it('is not answered by the answer to another one, or on another stream', () => {
    withPosts(({ post, connect, events }) => {
      const session = fakeSession()
      connect(session)
      const posted = post({})
      session.receive({ ID: 1, Type: 'Ack', AckID: 2 })
      session.receive({ ID: 5, Type: 'Ack', AckID: 1 })
      session.receive({ ID: 1, Type: 'Ack' })
      session.receive({ ID: 1, Type: 'Ack', AckID: '1' })
      expect(posted.endedAt).toBeUndefined()
      expect(events).toEqual([
        { event: 'post.answered-late', postId: 2, nakCode: 'None' },
        { event: 'post.answered-late', postId: 1, nakCode: 'None' },
      ])
    })
  })

  it('that is not answered in time has an unknown fate, and its late answer is told', () => {
    withPosts(({ post, connect, advance, events }) => {
      const session = fakeSession()
      connect(session)
      const [usual, quick] = [post({}), post({ timeout: 1_000 })]
      advance(1_000)
      expect(failureOf(quick)).toMatchObject({ code: 'post-timeout', outcome: 'unknown' })
      advance(13_999)
      expect(usual.errors).toBe(0)
      advance(1)
      expect(failureOf(usual)).toMatchObject({ code: 'post-timeout' })
      session.receive({ ID: 1, Type: 'Ack', AckID: 2, NakCode: 'SourceDown' })
      expect(events).toEqual([
        { event: 'post.failed', name: 'MYRIC', code: 'post-timeout', durationMs: 1_000 },
        { event: 'post.failed', name: 'MYRIC', code: 'post-timeout', durationMs: 15_000 },
        { event: 'post.answered-late', postId: 2, nakCode: 'SourceDown' },
      ])
    })
  })

  it('that was sent is lost with its session, and never sent again; one that waits is sent on the next', () => {
    withPosts(({ posts, post, connect, busy }) => {
      const session = fakeSession()
      const leave = connect(session)
      const sent = post({})
      leave()
      const waiting = post({ name: 'LATER' })
      posts.outage(lost)
      expect(failureOf(sent)).toMatchObject({ code: 'post-lost', outcome: 'unknown' })
      expect(failureOf(sent).message).toContain('1006')
      posts.outage(lost)
      expect([waiting.errors, busy.at(-1)]).toEqual([0, true])
      const next = fakeSession()
      connect(next)
      expect(postsOn(next)).toMatchObject([{ Key: { Name: 'LATER' } }])
    })
  })

  it('that was sent is not sent again on another session, whatever became of the first', () => {
    withPosts(({ post, connect }) => {
      connect()()
      const session = fakeSession()
      const leave = connect(session)
      const posted = post({})
      leave()
      const next = fakeSession()
      connect(next)
      expect([postsOn(session).length, postsOn(next).length, posted.errors]).toEqual([1, 0, 0])
    })
  })

  it('that gets no session in time, or none ever, or too late, was not sent', () => {
    withPosts(({ posts, post, advance }) => {
      const patient = post({})
      advance(15_000)
      expect(failureOf(patient)).toMatchObject({ code: 'post-not-sent', outcome: 'not-sent' })
      const failed = post({})
      posts.fail(lost)
      expect(failureOf(failed)).toMatchObject({ code: 'post-not-sent' })
      const closed = post({})
      posts.close()
      expect(failureOf(closed)).toMatchObject({ code: 'post-not-sent' })
      expect(post({}).error).toBeInstanceOf(UsageError)
    })
  })

  it('that was sent is lost when the consumer is closed or fails', () => {
    withPosts(({ posts, post, connect, busy }) => {
      connect()
      const failed = post({})
      posts.fail(lost)
      expect(failureOf(failed)).toMatchObject({ code: 'post-lost' })
      const closed = post({})
      posts.close()
      expect(failureOf(closed)).toMatchObject({ code: 'post-lost' })
      expect(busy.at(-1)).toBe(false)
    })
  })

  it('that is made again in answer to its own failure finds the consumer idle, and makes it busy', () => {
    withPosts(({ posts, busy }) => {
      let again = 0
      const attempt = (): void => {
        posts.post({ name: 'MYRIC', fields: {} }).subscribe({
          error: () => {
            if (again++ === 0) attempt()
          },
        })
      }
      attempt()
      posts.fail(lost)
      expect(busy).toEqual([false, true, false, true])
    })
  })

  it('that is left before it is sent is taken back; after that only its answer is ignored', () => {
    withPosts(({ post, connect, busy, events }) => {
      const taken = post({})
      taken.subscription.unsubscribe()
      expect(busy).toEqual([false, true, false])
      const session = fakeSession()
      connect(session)
      expect(session.sent).toEqual([])
      post({}).subscription.unsubscribe()
      session.receive({ ID: 1, Type: 'Ack', AckID: 1 })
      expect(events).toHaveLength(1)
      expect(busy.at(-1)).toBe(false)
    })
  })

  it('is refused while too many are waiting', () => {
    withPosts(({ post, connect }) => {
      const session = fakeSession()
      connect(session)
      const [first, , third] = [post({}), post({}), post({})]
      expect(failureOf(third)).toMatchObject({ code: 'post-not-sent' })
      session.receive({ ID: 1, Type: 'Ack', AckID: 1 })
      expect(first.completions).toBe(1)
      expect(post({}).errors).toBe(0)
      expect(postsOn(session)).toHaveLength(3)
    }, 2)
  })

  it('is not sent to a server that takes none', () => {
    withPosts(({ post, connect }) => {
      const waiting = post({})
      const session = fakeSession({ posts: false })
      connect(session)
      expect(failureOf(waiting)).toMatchObject({ code: 'post-not-sent' })
      expect(failureOf(post({}))).toMatchObject({ code: 'post-not-sent' })
      expect(session.sent).toEqual([])
    })
  })

  it('that is larger than the server accepts, in bytes, is not sent, not even in part', () => {
    withPosts(({ post, connect }) => {
      const session = fakeSession({ maxMsgSize: 1_000 })
      connect(session)
      const large = post({ fields: { TEXT: 'é'.repeat(450), N: 1n } })
      expect(failureOf(large)).toMatchObject({ code: 'post-too-large', outcome: 'not-sent' })
      const parts = post({
        fields: undefined as never,
        parts: [{ fields: { A: 1 } }, { fields: { A: 'x'.repeat(1_000) } }],
      })
      expect(failureOf(parts)).toMatchObject({ code: 'post-too-large' })
      expect(session.sent).toEqual([])
      expect(post({ fields: { TEXT: 'é'.repeat(350) } }).errors).toBe(0)
    })
  })

  it('without an answer wanted completes when it is sent', () => {
    withPosts(({ post, connect, busy }) => {
      const session = fakeSession()
      const posted = post({ ack: false })
      expect(posted.completions).toBe(0)
      connect(session)
      expect([posted.values, posted.completions, busy.at(-1)]).toEqual([[], 1, false])
      expect(postsOn(session)[0]).not.toHaveProperty('Ack')
    })
  })

  it('goes on the stream of a login that the server made itself', () => {
    withPosts(({ post, connect }) => {
      const session = Object.assign(fakeSession(), { loginId: -1 })
      connect(session)
      const posted = post({})
      expect(postsOn(session)).toMatchObject([{ ID: -1 }])
      session.receive({ ID: -1, Type: 'Ack', AckID: 1 })
      expect(posted.completions).toBe(1)
    })
  })
})

describe('a post on the stream of its item', () => {
  it('uses that stream, and does not wait where there is none', () => {
    withPosts(({ post, connect, open }) => {
      const early = post({ onStream: true })
      expect(failureOf(early)).toMatchObject({ code: 'post-not-sent' })
      const session = fakeSession()
      connect(session)
      expect(failureOf(post({ onStream: true }))).toMatchObject({ code: 'post-not-sent' })
      open.set('MYRIC', 5)
      const posted = post({ onStream: true })
      expect(postsOn(session)).toMatchObject([{ ID: 5 }])
      expect(postsOn(session)[0]).not.toHaveProperty('Key')
      session.receive({ ID: 5, Type: 'Ack', AckID: 1 })
      expect(posted.completions).toBe(1)
    })
  })

  it.each(['Status', 'Refresh'])('is lost when a %s ends that stream, and only then', (Type) => {
    withPosts(({ post, connect, open }) => {
      const session = fakeSession()
      connect(session)
      open.set('MYRIC', 5)
      const [on, off] = [post({ onStream: true }), post({})]
      session.receive(status(5, 'Open', 'Suspect'), refresh(5), status(6, 'Closed', 'Suspect'), {
        ID: 5,
        Type,
      })
      expect(on.errors).toBe(0)
      session.receive(status(5, 'Closed', 'Suspect', 'None', { Type }))
      expect(failureOf(on)).toMatchObject({ code: 'post-lost' })
      expect(off.errors).toBe(0)
    })
  })

  it('costs market data nothing once it is answered', () => {
    withPosts(({ post, connect, open }) => {
      const session = fakeSession()
      connect(session)
      open.set('MYRIC', 5)
      post({ onStream: true })
      expect(session.observed()).toBe(true)
      session.receive({ ID: 5, Type: 'Ack', AckID: 1 })
      expect(session.observed()).toBe(false)
    })
  })
})

describe('an Error of the server', () => {
  it('is about the post that its copy names', () => {
    withPosts(({ post, connect }) => {
      const session = fakeSession()
      connect(session)
      const [first, second] = [post({}), post({})]
      const text = "JSON Unexpected FID. Received 'BIDD' for key 'Fields'"
      session.receive({ ID: 0, Type: 'Error', Text: text, ...about(postsOn(session)[1]!) })
      expect(failureOf(second)).toMatchObject({
        code: 'post-not-understood',
        outcome: 'refused',
        fault: { category: 'unexpected-fid', key: 'Fields', text },
      })
      expect(first.errors).toBe(0)
    })
  })

  it('without a copy is about the only post on the stream, and about none of several', () => {
    withPosts(({ post, connect }) => {
      const session = fakeSession()
      connect(session)
      const left: unknown[] = []
      session.messages$.subscribe((message) => left.push(message))
      const only = post({})
      session.receive({ ID: 7, Type: 'Error', Text: 'x' })
      session.receive({ ID: 0, Type: 'Error', Text: 'x' })
      expect(only.errors).toBe(0)
      session.receive({ ID: 1, Type: 'Error', Text: 'x' })
      expect(failureOf(only)).toMatchObject({ code: 'post-not-understood' })
      const several = [post({}), post({})]
      session.receive({ ID: 1, Type: 'Error', Text: 'x' })
      expect(several.map(({ errors }) => errors)).toEqual([0, 0])
      expect(left).toHaveLength(3)
    })
  })

  it('about something else, or a post that has ended, is not taken', () => {
    withPosts(({ post, connect }) => {
      const session = fakeSession()
      connect(session)
      const left: unknown[] = []
      session.messages$.subscribe((message) => left.push(message))
      const posted = post({})
      session.receive({ ID: 1, Type: 'Error', ...about({ ID: 1, Domain: 'Login', Key: {} }) })
      session.receive({ ID: 1, Type: 'Error', ...about({ ID: 1, Type: 'Post', PostID: 77 }) })
      session.receive({ ID: 5, Type: 'Error', ...about({ ID: 5, Type: 'Post', PostID: 1 }) })
      expect([posted.errors, left.length]).toEqual([0, 3])
    })
  })
})

describe('a post on a session that is there already', () => {
  it('keeps the consumer busy until it is answered', () => {
    withPosts(({ post, connect, busy }) => {
      const session = fakeSession()
      connect(session)
      post({})
      expect(busy).toEqual([false, true])
      session.receive({ ID: 1, Type: 'Ack', AckID: 1 })
      expect(busy).toEqual([false, true, false])
    })
  })

  it('is sent once, even when the session comes because of it', () => {
    withPosts(({ posts, post, connect }) => {
      const session = fakeSession()
      posts.busy$.subscribe((isBusy) => {
        if (isBusy) connect(session)
      })
      post({})
      expect(postsOn(session)).toHaveLength(1)
    })
  })
})

describe('posts that wait for a session', () => {
  it('are not sent when they are taken back at what becomes of another', () => {
    withPosts(({ posts, post, connect }) => {
      posts.post({ name: 'FIRST', ack: false }).subscribe({
        complete: () => {
          second.subscription.unsubscribe()
        },
      })
      const second = post({ name: 'SECOND' })
      const session = fakeSession()
      connect(session)
      expect(postsOn(session).map(({ Key }) => Key?.Name)).toEqual(['FIRST'])
    })
  })

  it('are not sent when the session is left at what becomes of another', () => {
    withPosts(({ posts, post }) => {
      const session = fakeSession()
      const leave = new Subject<void>()
      posts.post({ name: 'FIRST', ack: false }).subscribe({
        complete: () => {
          leave.next()
        },
      })
      const second = post({ name: 'SECOND' })
      posts.serve(session).pipe(takeUntil(leave)).subscribe()
      expect([postsOn(session).length, second.errors]).toEqual([1, 0])
      posts.close()
      expect(failureOf(second)).toMatchObject({ code: 'post-not-sent' })
    })
  })
})
