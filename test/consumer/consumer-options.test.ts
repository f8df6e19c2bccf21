import { NEVER } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { createConsumer, UsageError, type ConsumerOptions } from '../../src/index.js'

const good: ConsumerOptions = { endpoints: 'ws://localhost:15000', login: { name: 'user' } }

const wrong: readonly (readonly [string, unknown, RegExp])[] = [
  ['no options at all', undefined, /createConsumer: must be/],
  ['no endpoints', { login: { name: 'user' } }, /`endpoints` must be an address/],
  ['neither tokens nor a login name', { endpoints: 'localhost' }, /one of `tokens` and `login.name`/],
  ['both tokens and a login name', { ...good, tokens: NEVER }, /one of `tokens` and `login.name`/],
  [
    'tokens that are a string',
    { endpoints: 'localhost', tokens: 'S3CRET' },
    /`tokens` must be a token source/,
  ],
  ['a position that is no text', { ...good, login: { name: 'user', position: 5 } }, /`login.position`/],
  ['a ping time-out of nothing', { ...good, timeouts: { ping: 0 } }, /`timeouts.ping` must be a number/],
  ['a time-out beyond what timers keep', { ...good, timeouts: { login: 2 ** 31 } }, /`timeouts.login`/],
  ['a back-off that is not a number', { ...good, backoff: { base: NaN, cap: 1 } }, /`backoff.base`/],
  ['a web socket that is no function', { ...good, webSocket: {} }, /`webSocket` must be a function/],
  ['an endpoint that is no address', { ...good, endpoints: 'http://S3CRET@host' }, /endpoint/],
]

describe('createConsumer', () => {
  it.each(wrong)('refuses %s, and says which option is wrong but not its value', (_, options, text) => {
    const create = (): unknown => createConsumer(options as ConsumerOptions)
    expect(create).toThrow(UsageError)
    expect(create).toThrow(text)
    expect(create).not.toThrow(/S3CRET/)
  })

  it('opens nothing by itself', () => {
    const consumer = createConsumer({
      ...good,
      webSocket: () => {
        throw new Error('opened')
      },
    })
    const seen: string[] = []
    consumer.state$.subscribe(({ status }) => seen.push(status))
    void consumer.item('EUR=')
    expect(seen).toEqual(['idle'])
  })

  it('refuses an item request that no server could read', () => {
    const consumer = createConsumer(good)
    expect(() => consumer.item('')).toThrow(UsageError)
    expect(() => consumer.item('EUR=', { view: [] })).toThrow(/`view` must be a list/)
    expect(() => consumer.items(['EUR=', ''])).toThrow(/name 1/)
  })
})
