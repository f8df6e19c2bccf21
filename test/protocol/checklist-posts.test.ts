import { describe, expect, test } from 'vitest'
import type { Post, PostAck } from '../../src/index.js'
import { observe, type Observed } from '../support/observe.js'
import { errorMessage, refresh, status, update } from '../support/server-messages.js'
import { loggedIn, type Members, type WireBench } from '../support/wire-bench.js'

interface Posted extends Observed<PostAck> {
  readonly message: Members
  readonly postId: unknown
}

/** Posts, and finds what went out for it. */
const posting = ({ consumer, sent, advance }: WireBench, post: Partial<Post> = {}): Posted => {
  const seen = observe(consumer.post({ name: 'A', fields: { BID: 1 }, ...post }))
  advance(0)
  const message =
    sent()
      .filter(({ Type }) => Type === 'Post')
      .at(-1) ?? {}
  return Object.assign(seen, { message, postId: message['PostID'] })
}

const outcome = ({ values, completions, error }: Posted): unknown =>
  error === undefined ? [values.length, completions] : (error as { code: unknown }).code

describe('posts', () => {
  test('26.35 an Ack is matched by AckID and ID; a NakCode fails that post only', () => {
    loggedIn((bench) => {
      const { open, receive, told } = bench
      const item = open('A')
      receive(refresh(item.id))
      const [first, second, third, last] = [{}, {}, { onStream: true }, {}].map((post) =>
        posting(bench, post),
      )
      receive(
        { ID: item.id, Type: 'Ack', AckID: first?.postId },
        { ID: 1, Type: 'Ack', AckID: third?.postId },
      )
      receive({ ID: 1, Type: 'Ack', AckID: 99 })
      expect([first, second, third, last].map((one) => outcome(one!))).toEqual(Array(4).fill([0, 0]))
      expect(told('post.answered-late')).toHaveLength(3)
      receive({ ID: 1, Type: 'Ack', AckID: second?.postId, NakCode: 'DeniedBySrc', Text: 'no' })
      expect(second?.error).toMatchObject({
        code: 'post-refused',
        outcome: 'refused',
        nakCode: 'DeniedBySrc',
      })
      receive({ ID: 1, Type: 'Ack', AckID: first?.postId, Text: 'well' })
      receive({ ID: item.id, Type: 'Ack', AckID: third?.postId, NakCode: 'None' })
      receive({ ID: 1, Type: 'Ack', AckID: last?.postId, NakCode: 0 }, update(item.id))
      expect([first, third, last].map((one) => outcome(one!))).toEqual(Array(3).fill([1, 1]))
      expect(first?.values).toMatchObject([{ text: 'well', postId: first?.postId }])
      expect(item.values.map(({ type }) => type)).toEqual(['refresh', 'update'])
    })
  })

  test('26.36 an off-stream post has the ID of the login, the domain of the item, and a key', () => {
    loggedIn((bench) => {
      const { message } = posting(bench, { name: 'X', service: 'CONTRIB', domain: 'MarketByPrice' })
      expect(message).toMatchObject({
        ID: 1,
        Domain: 'MarketByPrice',
        Ack: true,
        Key: { Name: 'X', Service: 'CONTRIB' },
        PostUserInfo: { Address: '127.0.0.1', UserID: 0 },
        Message: { ID: 0, Type: 'Update', Domain: 'MarketByPrice', Fields: { BID: 1 } },
      })
    })
  })

  test('26.37 waiting posts fail when the connection is lost', () => {
    loggedIn((bench) => {
      const posts = [posting(bench), posting(bench)]
      bench.socket().closesWith(1006)
      bench.advance(0)
      expect(posts.map(outcome)).toEqual(['post-lost', 'post-lost'])
      expect(posts.map(({ error }) => error)).toMatchObject(Array(2).fill({ outcome: 'unknown' }))
    })
  })

  test('26.37 waiting posts fail when their stream ends, and no others', () => {
    loggedIn((bench) => {
      const { open, receive } = bench
      const item = open('A')
      receive(refresh(item.id))
      const onStream = posting(bench, { onStream: true })
      const offStream = posting(bench)
      receive(status(item.id, 'Closed', 'Suspect', 'NotFound'))
      expect([onStream, offStream].map(outcome)).toEqual(['post-lost', [0, 0]])
    })
  })

  test('26.37 waiting posts fail after their time-out', () => {
    loggedIn((bench) => {
      const [soon, late] = [posting(bench, { timeout: 2_000 }), posting(bench)]
      bench.advance(2_000)
      expect([soon, late].map((one) => outcome(one))).toEqual(['post-timeout', [0, 0]])
      bench.advance(13_000)
      expect(outcome(late)).toBe('post-timeout')
    })
  })
})

describe('errors', () => {
  test('26.38 an Error with the ID of a waiting request fails it, and nothing is sent for it', () => {
    loggedIn(({ open, receive, advance, taken, sockets }) => {
      const item = open('A')
      const other = open('B')
      taken()
      receive(errorMessage(item.id, "JSON Missing required key 'Name'"))
      const fault = { category: 'missing-key', key: 'Name' }
      expect(item.error).toMatchObject({ code: 'request-not-understood', item: 'A', fault })
      receive(refresh(other.id))
      advance(5_000)
      expect([other.values.length, taken(), sockets[0]?.closes]).toEqual([1, [], []])
    })
  })

  test('26.38 an Error on an open stream is reported, and the stream lives', () => {
    loggedIn(({ open, receive, told, sockets }) => {
      const item = open('A')
      receive(refresh(item.id), errorMessage(item.id), update(item.id))
      expect(told('item.error')).toMatchObject([{ name: 'A', fault: { category: 'not-json' } }])
      expect(item.values.map(({ type }) => type)).toEqual(['refresh', 'update'])
      expect([item.errors, sockets[0]?.closes]).toEqual([0, []])
    })
  })

  test('26.38 an Error with ID 0 is reported on the connection; the socket stays open', () => {
    loggedIn(({ open, receive, told, sockets, advance }) => {
      const item = open('A')
      receive(errorMessage(0), errorMessage(1), { ID: 0, Type: 'Error' }, refresh(item.id))
      advance(5_000)
      expect(told('server.error')).toHaveLength(3)
      expect(told('server.error')[0]).toMatchObject({ fault: { category: 'not-json' } })
      expect([item.values.length, item.errors, sockets.length, sockets[0]?.closes]).toEqual([1, 0, 1, []])
    })
  })
})
