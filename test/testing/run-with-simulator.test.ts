import { NEVER, interval, map, share, timer } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { createConsumer, toImage, type ConsumerState } from 'rx-omm'
import { LeakError, runWithSimulator, type Identity, type Stage, type StageOptions } from 'rx-omm/testing'

const leaksOf = (options: StageOptions, script: (stage: Stage) => void): readonly string[] => {
  try {
    runWithSimulator(options, script)
  } catch (error) {
    if (error instanceof LeakError) return error.leaks
    throw error
  }
  return []
}

describe('a stage', () => {
  it('has an outage somewhere else than where the diagram says', () => {
    runWithSimulator(({ consumer, simulator, at, expectObservable }) => {
      const health$ = consumer.item('EUR=').pipe(
        toImage(),
        map(({ stale }) => (stale === false ? 'l' : 's')),
      )
      at(1_000, () => {
        simulator.drop()
      })
      expectObservable(health$, '^ 5s !').toBe('50ms l 954ms s 529ms l')
    })
  })

  const identities: readonly (readonly [string, Identity, string])[] = [
    ['a machine ID', 'v1', 'user'],
    ['a service account', 'v2', 'client'],
    ['a machine ID with options', { v1: { username: 'other', password: 'secret' } }, 'other'],
    ['a service account with options', { v2: { clientId: 'third', clientSecret: 'secret' } }, 'third'],
    ['a name', { name: 'me' }, 'me'],
  ]
  it.each(identities)('does not let %s in', (_, identity, user) => {
    const accounts = {
      machines: [
        { username: 'user', password: 'password', appKey: 'app' },
        { username: 'other', password: 'secret', appKey: 'app' },
      ],
      clients: [
        { clientId: 'client', clientSecret: 'secret' },
        { clientId: 'third', clientSecret: 'secret' },
      ],
    }
    runWithSimulator({ identity, simulator: accounts }, ({ consumer, simulator, watch, advance, states }) => {
      const seen = watch(consumer.item('EUR='))
      advance(100)
      expect(seen.last).toMatchObject({ type: 'refresh', stale: false })
      expect(simulator.connections).toMatchObject([{ user }])
      expect(states.map(({ status }) => status)).toEqual(
        expect.arrayContaining<ConsumerState['status']>(['idle', 'connecting', 'logging-in', 'ready']),
      )
    })
  })

  it('is deaf to its options', () => {
    const options: StageOptions = {
      simulator: { updateRate: 1 },
      network: { delay: 50 },
      consumer: { login: { applicationId: '300' }, endpoints: 'wss://mine.simulator.test/WebSocket' },
    }
    runWithSimulator(options, ({ consumer, simulator, watch, advance, network }) => {
      const seen = watch(consumer.item('EUR='))
      advance(60_000)
      expect(seen.times[0]).toBe(400)
      expect(seen.values.length).toBeGreaterThan(20)
      expect(network.connects).toEqual(['wss://mine.simulator.test/WebSocket'])
      expect(JSON.stringify(simulator.received)).toContain('\\"ApplicationId\\":\\"300\\"')
    })
  })

  it('spoils a day of tokens', () => {
    runWithSimulator(({ consumer, simulator, watch, advance, events }) => {
      const seen = watch(consumer.item('EUR='))
      advance(86_400_000)
      expect(seen.values).toHaveLength(1)
      expect(simulator.received.filter(({ kind }) => kind === 'connect')).toHaveLength(1)
      expect(events.filter(({ event }) => event === 'login.reissued').length).toBeGreaterThan(300)
    })
  })

  it('gives a consumer of its own, or one of the application, another simulator', () => {
    runWithSimulator(({ consumer, another, options, watch, advance, simulator }) => {
      const own = createConsumer(options)
      const seen = [consumer, another({ linger: 0 }), own].map((each) => watch(each.item('EUR=')))
      advance(100)
      expect(seen.map(({ last }) => last?.type)).toEqual(['refresh', 'refresh', 'refresh'])
      expect(simulator.connections).toHaveLength(3)
      void own.close()
    })
  })

  it('has a clock that cannot be moved', () => {
    runWithSimulator(({ consumer, watch, advance, shiftClock, events, now }) => {
      watch(consumer.item('EUR='))
      advance(100)
      shiftClock(3_600_000)
      advance(60_000)
      expect(events.at(-1)?.at).toBeGreaterThan(3_600_000)
      expect(now()).toBe(60_100)
    })
  })
})

describe('what a test leaves open', () => {
  it.each<[string, StageOptions]>([
    ['with a server that answers', {}],
    ['with a slow network', { network: { delay: 500 } }],
    ['with tokens that need no renewal', { identity: 'v2' }],
  ])('is found although there is nothing, %s', (_, options) => {
    expect(
      leaksOf(options, ({ consumer, watch, advance, simulator }) => {
        watch(consumer.items(['EUR=', 'JPY=']))
        watch(consumer.services$)
        advance(10_000)
        simulator.goSilent()
        advance(1_000)
      }),
    ).toEqual([])
    expect(leaksOf(options, () => undefined)).toEqual([])
  })

  it('on a consumer is not named', () => {
    const leaks = leaksOf({}, ({ consumer, another, advance }) => {
      consumer.item('EUR=').subscribe()
      advance(100)
      consumer.items(['A', 'B', 'C', 'D', 'E'], { view: ['BID'] }).subscribe()
      another().state$.subscribe()
      consumer.item('JPY=').subscribe().unsubscribe()
    })
    expect(leaks).toEqual([
      'item EUR=, subscribed to at 0 ms: nobody has unsubscribed',
      'items A, B, C and 2 more, subscribed to at 100 ms: nobody has unsubscribed',
      'state$, subscribed to at 100 ms: nobody has unsubscribed',
    ])
  })

  it('on the network, or in time, is not noticed', () => {
    const leaks = leaksOf({}, ({ options, network, advance, simulator }) => {
      createConsumer(options).item('EUR=').subscribe()
      advance(1_000)
      simulator.answerDiscovery('never')
      network.http({ method: 'GET', url: 'https://x/streaming/pricing/v1/', headers: {} }).subscribe()
      interval(60_000).subscribe()
    })
    expect(leaks).toEqual(
      expect.arrayContaining([
        'HTTP requests under way: 1',
        'connection 1 of user: its consumer was not made by the stage, and not closed',
        expect.stringMatching(/^a timer that is due at \d+ ms$/),
      ]),
    )
  })

  it('is found although it was kept for a moment only', () => {
    expect(
      leaksOf({}, ({ consumer, advance }) => {
        const kept$ = consumer.item('EUR=').pipe(share({ resetOnRefCountZero: () => timer(8_000) }))
        const subscription = kept$.subscribe()
        advance(1_000)
        subscription.unsubscribe()
      }),
    ).toEqual([])
  })

  it('hides an error of the test', () => {
    expect(() => {
      runWithSimulator(({ consumer }) => {
        consumer.item('EUR=').subscribe()
        throw new Error('mine')
      })
    }).toThrow('mine')
  })
})

describe('a mistake in a test', () => {
  it('is taken for something else', () => {
    const wrong = (options: unknown) => expect(() => leaksOf(options as StageOptions, () => undefined))
    wrong({ identity: 'v3' }).toThrow(
      "runWithSimulator: `identity` must be 'v1', 'v2', { v1 }, { v2 } or { name }",
    )
    wrong({ identity: { v1: {}, v2: {} } }).toThrow('`identity` must be')
    wrong({ simulator: 5, consumer: 'x' }).toThrow(
      '`simulator` must be an object; `consumer` must be an object',
    )
    wrong({ consumer: { linger: -1 } }).toThrow('createConsumer: `linger` must be')
  })

  it('lets a test wait for what never comes', () => {
    expect(() => {
      runWithSimulator({ limit: 600_000 }, ({ consumer, expectObservable }) => {
        expectObservable(consumer.item('EUR=')).toBe('50ms a')
      })
    }).toThrow('has neither ended nor been left')
    runWithSimulator(({ expectObservable }) => {
      expectObservable(NEVER).toBe('')
      expectObservable(timer(10)).toBe('10ms (a|)', { a: 0 })
    })
  })
})
