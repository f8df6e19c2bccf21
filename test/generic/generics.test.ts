import { Subject } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { UsageError } from '../../src/errors.js'
import type { GenericEvent, GenericSend } from '../../src/generic/generic.js'
import { createGenerics, type Generics } from '../../src/generic/generics.js'
import type { Latency } from '../../src/session/latency.js'
import { fakeSession, type FakeSession } from '../support/fake-session.js'
import { observe } from '../support/observe.js'

interface Bench {
  readonly generics: Generics
  readonly session: FakeSession
  readonly latency: Subject<Latency>
  readonly received: GenericEvent[]
  readonly leave: () => void
}

const address = { name: 'MYRIC', service: 'SVC', domain: 'MarketPrice' } as const

/** One item is open, on stream 5. */
const bench = (login = {}): Bench => {
  const generics = createGenerics({
    openId: (name) => (name === 'MYRIC' ? 5 : undefined),
    addressAt: (id) => (id === 5 ? address : undefined),
  })
  const latency = new Subject<Latency>()
  const session = Object.assign(fakeSession(login), { latency$: latency })
  const received: GenericEvent[] = []
  generics.received$.subscribe((event) => received.push(event))
  const serving = generics.serve(session).subscribe()
  const leave = (): void => {
    serving.unsubscribe()
  }
  return { generics, session, latency, received, leave }
}

describe('sending a generic message', () => {
  it('happens when it is subscribed to, on the stream that is meant', () => {
    const { generics, session } = bench()
    const sent$ = generics.send({
      on: { name: 'MYRIC', domain: 'MarketByOrder' },
      key: { Name: 'about' },
      content: { Elements: { N: NaN, Big: 12345678901234567890n } },
      complete: false,
      partNumber: 0,
      seqNumber: 2,
      secSeqNumber: 3,
    })
    expect(session.sent).toEqual([])
    expect(observe(sent$).completions).toBe(1)
    observe(generics.send({ on: 'login' }))
    expect(session.sent).toEqual([
      {
        ID: 5,
        Type: 'Generic',
        Domain: 'MarketByOrder',
        Key: { Name: 'about' },
        Complete: false,
        PartNumber: 0,
        SeqNumber: 2,
        SecSeqNumber: 3,
        Elements: { N: 'NaN', Big: 12345678901234567890n },
      },
      { ID: 1, Type: 'Generic', Domain: 'Login' },
    ])
  })

  it.each<GenericSend>([{ on: 'login' }, { on: { name: 'MYRIC' } }])(
    'fails without a session, and does not wait for one',
    (message) => {
      const { generics, leave, session } = bench()
      leave()
      const sent = observe(generics.send(message))
      expect(sent.error).toBeInstanceOf(UsageError)
      expect(sent.error).toMatchObject({ code: 'item-not-open' })
      expect(session.sent).toEqual([])
    },
  )

  it('fails for an item that is not open, by name, and when the consumer is closed', () => {
    const { generics } = bench()
    const sent = observe(generics.send({ on: { name: 'OTHER' } }))
    expect(sent.error).toMatchObject({ code: 'item-not-open' })
    expect(String(sent.error)).toContain('OTHER')
    generics.close()
    expect(observe(generics.send({ on: 'login' })).error).toMatchObject({ code: 'consumer-closed' })
  })

  it('that would cost the connection is not sent', () => {
    const { generics, session } = bench({ maxMsgSize: 100 })
    const sent = observe(generics.send({ on: 'login', content: { Xml: 'é'.repeat(60) } }))
    expect(sent.error).toMatchObject({ code: 'invalid-options' })
    expect(session.sent).toEqual([])
  })

  it.each<[string, unknown, RegExp]>([
    ['nowhere', {}, /`on`/],
    ['an item without a name', { on: {} }, /`on`/],
    ['a part number of a thousand parts too many', { on: 'login', partNumber: 32_768 }, /`partNumber`/],
    ['content that is a list', { on: 'login', content: [] }, /`content`/],
    [
      'a number that no server reads',
      { on: 'login', content: { Elements: { N: 1e21 } } },
      /content.Elements.N/,
    ],
  ])('is refused for %s', (_, message, text) => {
    expect(() => bench().generics.send(message as GenericSend)).toThrow(text)
  })
})

describe('receiving generic messages', () => {
  it('tells where they came from, and drops what came for nobody', () => {
    const { session, received } = bench()
    session.receive(
      { ID: 1, Type: 'Generic' },
      { ID: 5, Type: 'Generic' },
      { ID: 6, Type: 'Generic' },
      { ID: 5, Type: 'Post' },
    )
    expect(received).toMatchObject([
      { type: 'generic', on: 'login' },
      { type: 'generic', on: address, message: { ID: 5 } },
      { type: 'post', on: address },
    ])
  })

  it('goes on in the next session, and completes when the consumer is closed', () => {
    const { generics, leave, received, latency } = bench()
    const seen = observe(generics.received$)
    const latencies = observe(generics.latency$)
    latency.next({ roundTripUs: 5, at: 1 })
    leave()
    expect(latency.observed).toBe(false)
    const next = fakeSession()
    generics.serve(next).subscribe()
    next.receive({ ID: 1, Type: 'Generic' })
    expect([received.length, seen.values.length, latencies.values]).toEqual([
      1,
      1,
      [{ roundTripUs: 5, at: 1 }],
    ])
    generics.close()
    expect([seen.completions, latencies.completions]).toEqual([1, 1])
  })

  it('never makes a consumer busy', () => {
    const { generics } = bench()
    expect(observe(generics.busy$).values).toEqual([false])
  })
})
