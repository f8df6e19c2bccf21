import { describeEvent, type ConsumerEvent } from 'rx-omm'
import { errorOf, runWithSimulator } from 'rx-omm/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const told = (event: object): string => {
  const { level, message } = describeEvent({ at: 0, ...event } as ConsumerEvent)
  return `${level} ${message}`
}

const state = { stream: 'Open', data: 'Suspect', code: 'None', text: 'upstream lost' }

describe('an event in words', () => {
  it('has no words of its own, or the wrong level', () => {
    const cause = errorOf('token-stopped', { message: 'no' })
    expect(
      [
        { event: 'token.renewed', expiresAt: 300_000 },
        { event: 'token.stopped', cause, deadline: 5 },
        { event: 'consumer.failed', cause },
        { event: 'login.accepted', url: 'wss://a' },
        { event: 'items.recovered', count: 1, durationMs: 420 },
        { event: 'service.state', number: 1, name: 'A', up: true, accepting: false },
        { event: 'service.state', number: 1, up: true, accepting: true },
        { event: 'service.removed', number: 7 },
        { event: 'service.status', number: 7, state },
        { event: 'directory.unavailable', state },
        { event: 'token.failed', grant: 'refresh_token', cause, nextTryAt: 2_000 },
        { event: 'post.acked', name: 'EUR=', postId: 3, durationMs: 20 },
        { event: 'post.failed', name: 'EUR=', code: 'post-timeout', durationMs: 15_000 },
        { event: 'post.answered-late', postId: 3, nakCode: 'None' },
        { event: 'of-the-future', cause },
      ].map(told),
    ).toEqual([
      'debug token renewed, good for 5 min 0 s',
      `error no further tokens: ${cause.message}`,
      `error given up: ${cause.message}`,
      'info logged in',
      'info 1 item recovered on the new session in 420 ms',
      'warn service A is up, takes no requests',
      'info service 1 is up',
      'warn service 7 is gone',
      'warn service 7: Open/Suspect: upstream lost',
      'warn no source directory: upstream lost',
      `warn no token (refresh_token), next try in 2.0 s: ${cause.message}`,
      'debug EUR=: post 3 accepted in 20 ms',
      'warn EUR=: post failed (post-timeout)',
      'warn post 3 was answered late: None',
      `debug of-the-future: ${cause.message}`,
    ])
  })

  it('is more than one line, whatever an item is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const { message } = describeEvent({ event: 'item.timeout', name, attempt: 1, at: 0 })
        expect(message).not.toMatch(/\p{Cc}/u)
        expect(message.length).toBeLessThanOrEqual(1_024)
      }),
    )
  })

  it('tells an outage that passed by itself as one that a person has to end', () => {
    const levels = runWithSimulator(({ consumer, simulator, events, watch, advance }) => {
      watch(consumer.item('EUR='))
      advance(1_000)
      simulator.drop()
      advance(30_000)
      return new Set(events.map((event) => describeEvent(event).level))
    })
    expect(levels).toEqual(new Set(['debug', 'info', 'warn']))
  })
})
