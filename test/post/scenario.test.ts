import { describe, expect, test } from 'vitest'
import type { Post, PostError } from '../../src/index.js'
import { observe } from '../support/observe.js'
import { heard, logins } from '../support/scenario-received.js'
import { play, type Stage } from '../support/scenario.js'

const seconds = 1_000

const sentPosts = ({ simulator }: Stage): readonly Readonly<Record<string, unknown>>[] =>
  heard(simulator).flatMap(({ message }) => (message['Type'] === 'Post' ? [message] : []))

const quote: Post = { name: 'EUR=', fields: { BID: 1.5, ASK: 1.75 } }

describe('posts to a server', () => {
  test('off-stream open a session by themselves, and leave it when they are answered', () => {
    play({}, (stage) => {
      const { consumer, advance, state, simulator } = stage
      const posted = observe(consumer.post({ ...quote, service: 'ELEKTRON_DD' }))
      advance(2 * seconds)
      expect(posted.values).toMatchObject([{ postId: 1 }])
      expect(posted.completions).toBe(1)
      expect(sentPosts(stage)).toMatchObject([
        {
          ID: 1,
          Domain: 'MarketPrice',
          Ack: true,
          Key: { Name: 'EUR=', Service: 'ELEKTRON_DD' },
          PostUserInfo: { UserID: 0 },
          Message: { ID: 0, Type: 'Update', Domain: 'MarketPrice', Fields: { BID: 1.5, ASK: 1.75 } },
        },
      ])
      advance(10 * seconds)
      expect(state().status).toBe('idle')
      expect(logins(simulator)).toHaveLength(1)
    })
  })

  test('come back to who watches the item, with the name of who posted', () => {
    play({ consumer: { postUser: { address: '10.9.8.7', userId: 4242 } } }, (stage) => {
      const { consumer, advance, watch } = stage
      const watched = watch('EUR=')
      advance(seconds)
      watched.mark()
      const on = observe(consumer.post({ ...quote, onStream: true }))
      advance(seconds)
      expect(on.completions).toBe(1)
      expect(watched.of('EUR=')).toMatchObject([
        {
          type: 'update',
          fields: { BID: 1.5, ASK: 1.75 },
          message: { PostUserInfo: { Address: '10.9.8.7', UserID: 4242 } },
        },
      ])
      const stream = sentPosts(stage)[0]?.['ID']
      expect(stream).not.toBe(1)
      const off = observe(consumer.post(quote))
      advance(seconds)
      expect(off.values).toMatchObject([{ postId: 2 }])
      expect(watched.of('EUR=')).toHaveLength(2)
    })
  })

  test.each([
    ['10.1.2.3/trader', '10.1.2.3'],
    ['fe80::1/trader', '127.0.0.1'],
    ['trader/net', '127.0.0.1'],
  ])('say that they come from the position %s as %s, unless told otherwise', (position, address) => {
    play({ consumer: { login: { position } } }, (stage) => {
      const { consumer, advance } = stage
      observe(consumer.post(quote))
      observe(consumer.post({ ...quote, userInfo: { address: 16_909_060, userId: 9 } }))
      advance(2 * seconds)
      expect(sentPosts(stage).map(({ PostUserInfo }) => PostUserInfo)).toEqual([
        { Address: address, UserID: 0 },
        { Address: 16_909_060, UserID: 9 },
      ])
    })
  })

  test('on-stream of an item that is not open, or open in another service, are not sent', () => {
    play({}, (stage) => {
      const { consumer, advance, watch } = stage
      const idle = observe(consumer.post({ ...quote, onStream: true }))
      watch('EUR=')
      const early = observe(consumer.post({ ...quote, onStream: true }))
      advance(seconds)
      const elsewhere = observe(consumer.post({ ...quote, onStream: true, service: 'OTHER' }))
      watch('JPY=')
      // Asked for, and not answered yet.
      advance(2)
      const unanswered = observe(consumer.post({ ...quote, name: 'JPY=', onStream: true }))
      for (const { error } of [idle, early, elsewhere, unanswered])
        expect(error).toMatchObject({ code: 'post-not-sent' })
      expect(sentPosts(stage)).toEqual([])
    })
  })

  test('that are refused tell why, and nothing else suffers', () => {
    play({}, ({ consumer, advance, watch, simulator, state }) => {
      const watched = watch('EUR=')
      advance(seconds)
      simulator.nakPosts({ code: 'AccessDenied', text: 'You may not.', times: 1 })
      const [refused, unknown, good] = [quote, { ...quote, name: 'UNKNOWN.X' }, quote].map((post) =>
        observe(consumer.post(post)),
      )
      advance(seconds)
      expect(refused?.error).toMatchObject({
        code: 'post-refused',
        nakCode: 'AccessDenied',
        text: 'You may not.',
      })
      expect(unknown?.error).toMatchObject({ code: 'post-refused', nakCode: 'SymbolUnknown' })
      expect(good?.completions).toBe(1)
      expect([watched.live(), state().status]).toEqual([['EUR='], 'ready'])
    })
  })

  test('that are outstanding when the connection drops are lost, and not made again after recovery', () => {
    play({}, (stage) => {
      const { consumer, advance, watch, simulator } = stage
      const watched = watch('EUR=')
      advance(seconds)
      simulator.ignorePosts()
      const lost = [quote, { ...quote, onStream: true }].map((post) => observe(consumer.post(post)))
      advance(seconds)
      expect(sentPosts(stage)).toHaveLength(2)
      simulator.drop()
      advance(100)
      for (const { error } of lost) {
        expect(error).toMatchObject({ code: 'post-lost', outcome: 'unknown' })
        expect((error as PostError).message).toMatch(/1006/)
      }
      // Made in the outage: sent on the next session, once.
      simulator.clear()
      const waiting = observe(consumer.post({ ...quote, fields: { BID: 2 } }))
      watched.mark()
      advance(60 * seconds)
      expect(watched.live()).toEqual(['EUR='])
      expect(waiting.completions).toBe(1)
      expect(
        sentPosts(stage).map((post) => (post['Message'] as { Fields: { BID: number } }).Fields.BID),
      ).toEqual([1.5, 1.5, 2])
    })
  })

  test('that get no answer, and no session, end in time', () => {
    play({ consumer: { timeouts: { post: 5_000 } } }, ({ consumer, advance, simulator }) => {
      simulator.delayAcks(Infinity)
      const unanswered = observe(consumer.post(quote))
      advance(7 * seconds)
      expect(unanswered.error).toMatchObject({ code: 'post-timeout', outcome: 'unknown' })
      simulator.clear()
      simulator.stopAccepting({ only: 'webSocket' })
      simulator.drop()
      advance(seconds)
      const unsent = observe(consumer.post(quote))
      advance(5 * seconds)
      expect(unsent.error).toMatchObject({ code: 'post-not-sent', outcome: 'not-sent' })
    })
  })

  test('in several parts are one post with one answer', () => {
    play({}, (stage) => {
      const { consumer, advance } = stage
      const parts = [{ type: 'refresh', fields: { BID: 1 } }, { fields: { ASK: 2 } }] as const
      const posted = observe(consumer.post({ name: 'EUR=', parts }))
      advance(2 * seconds)
      expect(posted.values).toMatchObject([{ postId: 1 }])
      expect(sentPosts(stage)).toMatchObject([
        { PostID: 1, PartNumber: 0, Complete: false },
        { PostID: 1, PartNumber: 1, Ack: true },
      ])
    })
  })

  test('of an item that ends before the answer are lost at once', () => {
    play({}, ({ consumer, advance, simulator, watch }) => {
      watch('EUR=')
      advance(seconds)
      simulator.ignorePosts()
      const posted = observe(consumer.post({ ...quote, onStream: true }))
      advance(seconds)
      simulator.closeItem('EUR=')
      advance(100)
      expect(posted.error).toMatchObject({ code: 'post-lost' })
    })
  })

  test('that the server cannot read fail alone, and the connection stays', () => {
    play({}, ({ consumer, advance, simulator, watch, events, states }) => {
      const watched = watch('EUR=')
      advance(seconds)
      const wrong = { ...quote, fields: { NO_SUCH_FIELD: 1 } }
      const [off, on, good] = [wrong, { ...wrong, onStream: true }, quote].map((post) =>
        observe(consumer.post(post)),
      )
      advance(seconds)
      for (const posted of [off, on])
        expect(posted?.error).toMatchObject({
          code: 'post-not-understood',
          fault: { category: 'unexpected-fid', key: 'Fields' },
        })
      expect(good?.completions).toBe(1)
      expect(watched.live()).toEqual(['EUR='])
      expect(logins(simulator)).toHaveLength(1)
      expect(states.filter(({ status }) => status === 'ready')).toHaveLength(1)
      expect(events.map(({ event }) => event)).not.toContain('server.error')
    })
  })

  test('to a server that does not take them are not sent', () => {
    play({ simulator: { capabilities: { SupportOMMPost: null } } }, ({ consumer, advance }) => {
      const posted = observe(consumer.post(quote))
      advance(2 * seconds)
      expect(posted.error).toMatchObject({ code: 'post-not-sent' })
    })
  })

  test('end with the consumer that is closed, and are refused by it later', () => {
    play({}, ({ consumer, advance, simulator }) => {
      simulator.ignorePosts()
      const sent = observe(consumer.post(quote))
      advance(2 * seconds)
      void consumer.close()
      expect(sent.error).toMatchObject({ code: 'post-lost' })
      expect(observe(consumer.post(quote)).error).toMatchObject({ code: 'consumer-closed' })
    })
  })

  test('fail with a consumer that fails for good', () => {
    play({ v1: { password: 'wrong' } }, ({ consumer, advance, state }) => {
      const [posted, item] = [observe(consumer.post(quote)), observe(consumer.item('EUR='))]
      advance(2 * seconds)
      expect(state().status).toBe('failed')
      expect(posted.error).toMatchObject({ code: 'post-not-sent' })
      expect(item.error).toMatchObject({ code: 'credentials-refused' })
    })
  })
})

describe('an Error', () => {
  const faults: readonly (readonly [text: string, category: string])[] = [
    ["JSON Converter Token Type error: Expected 'PRIMITIVE' for key 'ID' Received 'STRING'", 'token-type'],
    ["JSON Unexpected Value. Received 'X' for key 'Type'", 'unexpected-value'],
    ["JSON Missing required key 'ID'", 'missing-key'],
    ["JSON Unexpected Key. Received 'X'", 'unexpected-key'],
    ["JSON Unexpected FID. Received 'X' for key 'Fields'", 'unexpected-fid'],
    ["JSON Mixed Types in OMM Array: Received 'PRIMITIVE' and 'STRING' for key 'Data'", 'array-types'],
    ['JSON parser error: -2', 'not-json'],
    ['JSON RSSL Conversion Error. RSSL error code : 5', 'conversion'],
    ['JSON invalid container type', 'invalid-type'],
    ['Empty JSON Message', 'empty'],
    ['RsslDictionary is not initialized.', 'server'],
    ['whatever', 'other'],
  ]
  test.each(faults)('"%s" is told as %s, and keeps the connection and its items', (text, category) => {
    play({}, ({ simulator, watch, advance, told }) => {
      const watched = watch('EUR=')
      advance(seconds)
      simulator.sendRaw(JSON.stringify([{ ID: 0, Type: 'Error', Text: text }]))
      simulator.sendRaw(JSON.stringify([{ ID: 1, Type: 'Error', Text: text, Debug: { Message: '{' } }]))
      advance(60 * seconds)
      expect(told('server.error')).toMatchObject([{ fault: { category, text } }, { fault: { category } }])
      expect(watched.live()).toEqual(['EUR='])
      expect(logins(simulator)).toHaveLength(1)
    })
  })
})
