import { diag, SpanKind, SpanStatusCode } from '@opentelemetry/api'
import { BasicTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-base'
import {
  ConnectionError,
  LoginError,
  TokenError,
  type AnyEvent,
  type ConsumerEvent,
  type ConsumerState,
} from 'rx-omm'
import { instrument } from 'rx-omm/opentelemetry'
import { fakeConsumer } from 'rx-omm/testing'
import { Subject } from 'rxjs'
import { afterEach, describe, expect, it } from 'vitest'
import { collector, milliseconds } from './collect.js'

const lost = new ConnectionError('connection-lost', 'the connection was lost')
const refused = new TokenError('credentials-refused', 'no')
const closed = new LoginError('login-closed', 'no', { fatal: false } as never)

/** A consumer that says what a test tells it to, at a time that the test sets. */
const told = (providers: Parameters<typeof instrument>[1] = {}) => {
  const events$ = new Subject<ConsumerEvent>()
  const state$ = new Subject<ConsumerState>()
  const time = { now: 1_000_000 }
  const collected = collector()
  const attributes = { desk: 'fx' }
  const clock = () => time.now
  const { stop } = instrument(fakeConsumer({ events$, state$ }), {
    ...collected,
    attributes,
    clock,
    ...providers,
  })
  const happen = (event: AnyEvent): void => {
    events$.next({ ...event, at: time.now })
  }
  const stand = (state: ConsumerState): void => {
    state$.next(state)
  }
  return { happen, stand, time, stop, ...collected }
}

const url = 'ws://me:hunter22@feed.example/WebSocket'
const ready: ConsumerState = { status: 'ready', url, since: 0, login: {} as never }
const waiting: ConsumerState = { status: 'waiting', attempt: 2, cause: lost, nextTryAt: 1_002_500 }

describe('an event is not counted, or as something else', () => {
  const cases: readonly (readonly [AnyEvent, name: string, attributes: object, value?: number])[] = [
    [{ event: 'token.acquired', grant: 'password', expiresAt: 0 }, 'token.requests', { 'rx_omm.token.grant': 'password' }],
    [{ event: 'token.renewed', expiresAt: 0 }, 'token.requests', { 'rx_omm.token.grant': 'refresh_token' }],
    [{ event: 'token.failed', grant: 'refresh_token', cause: refused }, 'token.requests', { 'rx_omm.token.grant': 'refresh_token', 'error.type': 'credentials-refused' }],
    [{ event: 'token.stopped', cause: refused, deadline: 0 }, 'token.stops', { 'error.type': 'credentials-refused' }],
    [{ event: 'token.shared-suspected' }, 'token.sharing_suspicions', {}],
    [{ event: 'login.closed', cause: closed }, 'logins', { 'error.type': 'login-closed' }],
    [{ event: 'login.reissued', tokenExpiresAt: 0 }, 'login.reissues', {}],
    [{ event: 'login.reissue-skipped', tokenExpiresAt: 0 }, 'login.reissues', { 'error.type': 'token-expired' }],
    [{ event: 'login.renewals-failed', cause: refused }, 'login.reissues', { 'error.type': 'credentials-refused' }],
    [{ event: 'connection.opened', url }, 'connections', {}],
    [{ event: 'connection.lost', cause: lost }, 'connection.losses', { 'error.type': 'connection-lost' }],
    [{ event: 'connection.lost', cause: lost, closeCode: 1006 }, 'connection.losses', { 'error.type': 'connection-lost', 'rx_omm.close_code': '1006' }],
    [{ event: 'retry.scheduled', attempt: 1, delayMs: 5, cause: lost }, 'retries', { 'error.type': 'connection-lost' }],
    [{ event: 'consumer.failed', cause: refused }, 'failures', { 'error.type': 'credentials-refused' }],
    [{ event: 'items.recovered', count: 7, durationMs: 2_500 }, 'items.recovered', {}, 7],
    [{ event: 'frame.malformed' } as AnyEvent, 'frames.malformed', {}],
    [{ event: 'server.error', text: 'what' } as AnyEvent, 'server.errors', {}],
    [{ event: 'item.timeout', name: 'EUR=', attempt: 1 }, 'item.troubles', { 'rx_omm.trouble': 'timeout' }],
    [{ event: 'item.error', name: 'EUR=', text: 'what' } as AnyEvent, 'item.troubles', { 'rx_omm.trouble': 'error' }],
    [{ event: 'item.dropped', name: 'EUR=', reason: 'what' }, 'item.troubles', { 'rx_omm.trouble': 'dropped' }],
    [{ event: 'post.acked', name: 'EUR=', postId: 1, durationMs: 5 }, 'posts.ended', {}],
    [{ event: 'post.failed', name: 'EUR=', code: 'post-lost' }, 'posts.ended', { 'error.type': 'post-lost' }],
    [{ event: 'post.answered-late', postId: 1, nakCode: 'None' }, 'posts.answered_late', {}],
  ] // prettier-ignore

  const each = cases.map(([event, name, attributes, value = 1]) => ({ event, name, attributes, value }))

  it.each(each)('$event.event as $name', async ({ event, name, attributes, value }) => {
    const { happen, read } = told()
    happen(event)
    const counted = (await read()).filter((series) => series.name === `rx_omm.${name}`)
    expect(counted).toEqual([
      { name: `rx_omm.${name}`, unit: expect.stringMatching(/^\{\w+\}$/) as string, value, attributes: { desk: 'fx', ...attributes } },
    ]) // prettier-ignore
  })

  it('and a duration is told in another unit than seconds', async () => {
    const { happen, stand, time, read } = told()
    stand(ready)
    stand(waiting)
    time.now += 4_000
    happen({ event: 'items.recovered', count: 7, durationMs: 2_500 })
    happen({ event: 'post.acked', name: 'EUR=', postId: 1, durationMs: 250 })
    happen({ event: 'post.failed', name: 'EUR=', code: 'post-refused', durationMs: 250 })
    const all = await read()
    const sumOf = (name: string) => all.find((series) => series.name === `rx_omm.${name}`)
    expect(sumOf('recovery.duration')).toMatchObject({ value: 1, sum: 2.5, unit: 's' })
    expect(sumOf('post.duration')).toMatchObject({ value: 1, sum: 0.25, unit: 's' })
    expect(sumOf('outage.duration')).toMatchObject({ value: 1, sum: 4, unit: 's' })
  })
})

describe('the time in a state, or of a token', () => {
  it('goes down when the clock is set back, or knows only tokens of our own', async () => {
    const { happen, stand, time, read } = told()
    stand(ready)
    happen({ event: 'login.reissued', tokenExpiresAt: 1_060_000 })
    time.now -= 30_000
    const all = await read()
    expect(all.find(({ name }) => name === 'rx_omm.consumer.time')?.value).toBe(0)
    expect(all.find(({ name }) => name === 'rx_omm.token.expires_in')?.value).toBe(90)
  })
})

describe('a span', () => {
  it('lacks its attributes, its kind or its delay, or shows the password of an address', () => {
    const { happen, stand, time, spans } = told()
    stand({ status: 'connecting', url })
    time.now += 250
    happen({ event: 'connection.opened', url })
    stand(waiting)
    const [phase, login] = spans()
    const server = { desk: 'fx', 'server.address': 'feed.example', 'server.port': 80 }
    expect(phase).toMatchObject({ name: 'rx_omm.login.connection', kind: SpanKind.CLIENT })
    expect(phase!.attributes).toEqual({ ...server, 'error.type': 'connection-lost' })
    expect(login!.attributes).toEqual({
      ...server,
      'error.type': 'connection-lost',
      'rx_omm.attempt': 2,
      'rx_omm.retry.delay': 2.25,
    })
    expect(login!.events.map(({ time: at }) => milliseconds(at))).toEqual([1_000_250])
  })

  it('of an outage does not end, or ends well, when the consumer gives up', () => {
    const { stand, spans } = told()
    stand(ready)
    stand(waiting)
    stand({ status: 'failed', cause: refused })
    expect(spans().map(({ name, status }) => [name, status])).toEqual([
      ['rx_omm.outage', { code: SpanStatusCode.ERROR, message: 'credentials-refused' }],
    ])
  })

  it('of an outage without items lasts until the next one, or until a suspect login is in order again', () => {
    const { stand, time, spans } = told()
    stand(ready)
    stand(waiting)
    time.now += 3_000
    stand(ready)
    time.now += 9_000
    stand(ready)
    time.now += 9_000
    stand(waiting)
    expect(spans().map(({ duration }) => milliseconds(duration))).toEqual([3_000])
  })

  it('of an attempt is left open when the watch ends', () => {
    const { stand, stop, spans } = told()
    stand({ status: 'authenticating' })
    stop()
    expect(spans().map(({ name }) => name)).toEqual(['rx_omm.login.token', 'rx_omm.login'])
  })
})

describe('what an application plugs in and that throws', () => {
  afterEach(() => {
    diag.disable()
  })

  it('ends the watch, reaches the consumer, or is told to nobody', async () => {
    const complaints: unknown[] = []
    const complain = (...told: unknown[]): void => {
      complaints.push(told)
    }
    diag.setLogger({ error: complain, warn: complain, info: () => 0, debug: () => 0, verbose: () => 0 })
    const broken = (): never => {
      throw new Error('broken')
    }
    const processor: SpanProcessor = {
      onStart: broken,
      onEnd: broken,
      forceFlush: () => Promise.resolve(),
      shutdown: () => Promise.resolve(),
    }
    const { happen, stand, stop, read } = told({
      tracerProvider: new BasicTracerProvider({ spanProcessors: [processor] }),
    })
    stand({ status: 'authenticating' })
    stand(ready)
    stand(waiting)
    happen({ event: 'retry.scheduled', attempt: 1, delayMs: 5, cause: lost })
    expect((await read()).find(({ name }) => name === 'rx_omm.retries')?.value).toBe(1)
    expect((await read()).find(({ name }) => name === 'rx_omm.session.up')?.value).toBe(0)
    expect(complaints.length).toBeGreaterThan(0)
    stop()
  })
})
