import { map, type Observable, of, timer, merge } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { ConnectionError, LoginError, type OmmError } from '../../src/errors.js'
import type { ConsumerEvent, ItemEvent } from '../../src/index.js'
import { createTally, refused, type Ending } from '../../src/cli/play/ending.js'
import { observe } from '../support/observe.js'
import { inVirtualTime } from '../support/virtual.js'

const closed = new LoginError('login-closed', 'no\nway')
const unreachable = new ConnectionError('connect-failed', 'nobody there')

const retry = (cause: OmmError, delayMs: number): ConsumerEvent => ({
  event: 'retry.scheduled',
  attempt: 1,
  delayMs,
  cause,
  at: 0,
})
const accepted: ConsumerEvent = { event: 'login.accepted', url: 'ws://h/', at: 0 }

const endings = (events: readonly ConsumerEvent[]): readonly Ending[] => {
  let seen: readonly Ending[] = []
  inVirtualTime(() => {
    const events$: Observable<ConsumerEvent> = merge(
      ...events.map((event, index) => timer(index).pipe(map(() => event))),
      of<ConsumerEvent>({ event: 'login.reissued', tokenExpiresAt: 1, at: 0 }),
    )
    seen = observe(refused(events$)).values
  })
  return seen
}

const loginClosed: unknown = expect.stringMatching(/^no way \(login-closed\); check the login name/)

describe('a refusal', () => {
  it('comes before the first login', () => {
    expect(endings([retry(unreachable, 10), retry(closed, 10)])).toEqual([
      { exitCode: 1, reason: loginClosed },
    ])
  })

  it('may pass: the server is away, the token was reused, or a login was accepted before', () => {
    expect(endings([retry(unreachable, 10)])).toEqual([])
    expect(endings([retry(closed, 0)])).toEqual([])
    expect(endings([accepted, retry(closed, 10)])).toEqual([])
  })

  it('is one that even the library does not try to overcome', () => {
    const failed: ConsumerEvent = { event: 'consumer.failed', cause: closed, at: 0 }
    expect(endings([accepted, failed, failed])).toEqual([{ exitCode: 1, reason: loginClosed }])
  })
})

describe('items that all ended', () => {
  const event = (type: ItemEvent['type'], stream: string, data: string, code: string): ItemEvent =>
    ({ type, state: { stream, data, code, text: '' } }) as ItemEvent

  it('ended in error, all or some', () => {
    const tally = createTally()
    tally.note({ name: 'A', event: event('status', 'Closed', 'Suspect', 'NotFound') })
    expect(tally.ending()).toEqual({
      exitCode: 1,
      reason:
        'A: Closed NotFound; check the name, --service and --domain, and whether the user may see the item',
    })
    expect(tally.came()).toBe(false)
    tally.note({ name: 'B', event: event('refresh', 'NonStreaming', 'Ok', 'None') })
    expect(tally.ending()).toEqual({ exitCode: 0 })
    expect(tally.came()).toBe(true)
  })

  it('ended in good order', () => {
    const tally = createTally()
    tally.note({ name: 'A', event: event('status', 'Closed', 'Ok', 'None') })
    expect(tally.ending()).toEqual({ exitCode: 0 })
  })
})
