import { SpanStatusCode } from '@opentelemetry/api'
import { instrument } from 'rx-omm/opentelemetry'
import { fakeConsumer, runWithSimulator, type Stage, type StageOptions } from 'rx-omm/testing'
import { Subject } from 'rxjs'
import { describe, expect, it } from 'vitest'
import type { Latency } from 'rx-omm'
import { collector, milliseconds, type Series } from './collect.js'

const minutes = 60_000

/** Runs a scenario under observation; what was told is read while the consumer is still there. */
const observed = (options: StageOptions, script: (stage: Stage) => void) => {
  const collected = collector()
  let metrics: Promise<readonly Series[]> = Promise.resolve([])
  const secrets = new Set<string>()
  runWithSimulator(options, (stage) => {
    const { stop } = instrument(stage.consumer, {
      ...collected,
      clock: stage.now,
      attributes: { desk: 'fx' },
    })
    script(stage)
    metrics = collected.read()
    stop()
    for (const entry of stage.simulator.received) {
      const text = JSON.stringify(entry)
      for (const [, token] of text.matchAll(/"AuthenticationToken":"([^"]+)"/g)) secrets.add(token!)
    }
  })
  return { metrics, spans: collected.spans(), secrets }
}

const valueOf = (all: readonly Series[], name: string, attributes: object = {}): number | undefined =>
  all.find(
    (series) =>
      series.name === `rx_omm.${name}` &&
      Object.entries(attributes).every(([key, value]) => series.attributes[key] === value),
  )?.value

describe('metrics', () => {
  it('miscount a day with renewals, an outage and a forced logout', async () => {
    const { metrics } = observed(
      { simulator: { accessTokenLife: 3_600 } },
      ({ consumer, simulator, at, advance }) => {
        consumer.item('EUR=').subscribe({ complete: () => undefined, error: () => undefined })
        at(90 * minutes, () => {
          simulator.drop({ code: 4321 })
        })
        at(200 * minutes, () => {
          simulator.closeLogin()
        })
        advance(24 * 60 * minutes)
        void consumer.close()
        advance(0)
      },
    )
    const all = await metrics
    expect(valueOf(all, 'logins')).toBeGreaterThanOrEqual(3)
    expect(valueOf(all, 'logins', { 'error.type': 'login-closed' })).toBe(1)
    expect(valueOf(all, 'token.requests', { 'rx_omm.token.grant': 'password' })).toBeGreaterThan(0)
    expect(valueOf(all, 'token.requests', { 'rx_omm.token.grant': 'refresh_token' })).toBeGreaterThan(10)
    expect(valueOf(all, 'login.reissues')).toBeGreaterThan(10)
    expect(
      valueOf(all, 'connection.losses', { 'rx_omm.close_code': '4xxx', 'error.type': 'connection-lost' }),
    ).toBe(1)
    expect(valueOf(all, 'recovery.duration')).toBe(2)
    expect(valueOf(all, 'outage.duration')).toBe(2)
    expect(valueOf(all, 'items.recovered')).toBe(2)
    for (const { attributes } of all) expect(attributes).toMatchObject({ desk: 'fx' })
  })

  it('do not tell where the consumer stands', async () => {
    const { metrics } = observed({}, ({ consumer, watch, advance }) => {
      watch(consumer.item('EUR='))
      advance(60_000)
    })
    const all = await metrics
    expect(valueOf(all, 'session.up')).toBe(1)
    const expiresIn = valueOf(all, 'token.expires_in')!
    expect(expiresIn).toBeGreaterThan(0)
    expect(expiresIn).toBeLessThan(300)
    const times = all.filter(({ name }) => name === 'rx_omm.consumer.time')
    expect(times.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(60)
    expect(valueOf(all, 'consumer.time', { 'rx_omm.consumer.state': 'ready' })).toBeGreaterThan(59)
  })

  it('count items as something that they are not', async () => {
    const read = (away: boolean) =>
      observed({ simulator: { unknownItems: ['NONE'] } }, ({ consumer, simulator, watch, advance }) => {
        for (const name of ['EUR=', 'GBP=', 'EUR=', 'NONE']) watch(consumer.item(name))
        advance(1_000)
        if (away) {
          simulator.stopAccepting()
          simulator.drop()
          advance(1_000)
          watch(consumer.item('JPY='))
        }
      }).metrics
    const countsIn = (all: readonly Series[]) =>
      ['live', 'stale', 'waiting'].map((state) => valueOf(all, 'items.open', { 'rx_omm.item.state': state }))
    expect(countsIn(await read(false))).toEqual([2, 0, 0])
    expect(countsIn(await read(true))).toEqual([0, 2, 1])
  })

  it('say that a session is up which is not', async () => {
    const { metrics } = observed({}, ({ consumer, simulator, watch, advance }) => {
      watch(consumer.item('EUR='))
      advance(1_000)
      simulator.stopAccepting()
      simulator.drop()
      advance(120_000)
    })
    const all = await metrics
    expect(valueOf(all, 'session.up')).toBe(0)
    expect(valueOf(all, 'retries', { 'error.type': 'connect-failed' })).toBeGreaterThan(3)
    expect(valueOf(all, 'outage.duration')).toBeUndefined()
  })

  it('stay after the consumer was closed', async () => {
    const { metrics } = observed({}, ({ consumer, watch, advance }) => {
      watch(consumer.item('EUR='))
      advance(1_000)
      void consumer.close()
      advance(10_000)
    })
    const all = await metrics
    expect(valueOf(all, 'session.up')).toBeUndefined()
    expect(valueOf(all, 'logins')).toBe(1)
  })

  it('tell latencies in a wrong unit, or take nonsense of a server', async () => {
    const latency$ = new Subject<Latency>()
    const collected = collector()
    instrument(fakeConsumer({ latency$ }), collected)
    latency$.next({ roundTripUs: 1_500, tcpRetrans: 2, at: 0 })
    latency$.next({ roundTripUs: -5, tcpRetrans: -1, at: 0 })
    latency$.next({ at: 0 })
    const all = await collected.read()
    const roundTrip = all.find(({ name }) => name === 'rx_omm.round_trip.duration')
    expect(roundTrip).toMatchObject({ value: 1, sum: 0.0015, unit: 's' })
    expect(valueOf(all, 'tcp.retransmits')).toBe(2)
  })

  it('have a series for each item, text or close code that a server makes up', async () => {
    const { metrics } = observed({}, ({ consumer, simulator, watch, advance }) => {
      watch(consumer.items(Array.from({ length: 300 }, (_, index) => `ITEM${index}`)))
      advance(1_000)
      for (let count = 0; count < 50; count += 1) {
        simulator.drop({ code: 3000 + count, reason: `reason ${count}` })
        advance(60_000)
        simulator.sendMalformed()
        advance(1_000)
      }
    })
    const all = await metrics
    expect(valueOf(all, 'connection.losses')).toBe(50)
    const series = new Map<string, number>()
    for (const { name } of all) series.set(name, (series.get(name) ?? 0) + 1)
    expect(Math.max(...series.values())).toBeLessThan(10)
  })
})

describe('spans', () => {
  it('do not show what an attempt waited for, or are not at the time of the events', () => {
    let acceptedAt = NaN
    const { spans } = observed({}, ({ consumer, events, watch, advance }) => {
      watch(consumer.item('EUR='))
      advance(10_000)
      acceptedAt = events.find(({ event }) => event === 'login.accepted')!.at
    })
    const login = spans.find(({ name }) => name === 'rx_omm.login')!
    expect(milliseconds(login.startTime)).toBe(0)
    expect(milliseconds(login.endTime)).toBe(acceptedAt)
    const phases = spans.filter(
      ({ parentSpanContext }) => parentSpanContext?.spanId === login.spanContext().spanId,
    )
    expect(phases.map(({ name }) => name)).toEqual([
      'rx_omm.login.token',
      'rx_omm.login.endpoint',
      'rx_omm.login.connection',
      'rx_omm.login.answer',
    ])
    for (const [index, phase] of phases.entries()) {
      expect(phase.startTime).toEqual(index === 0 ? login.startTime : phases[index - 1]!.endTime)
    }
    expect(login.attributes).toMatchObject({ desk: 'fx', 'server.address': expect.any(String) as string })
    expect(login.events.map(({ name }) => name)).toContain('token.acquired')
    expect(login.status.code).toBe(0)
  })

  it('do not say why a login was refused, and when the next one is tried', () => {
    const { spans } = observed({}, ({ consumer, simulator, watch, advance }) => {
      simulator.refuseLogins(1, { code: 'UserUnknownToPermSys', text: 'who is that' })
      watch(consumer.item('EUR='))
      advance(60_000)
    })
    const [refused, ...others] = spans.filter(({ name }) => name === 'rx_omm.login')
    expect(refused!.status).toEqual({ code: 2, message: 'login-closed' })
    expect(refused!.attributes['error.type']).toBe('login-closed')
    const answer = spans.find(({ name }) => name === 'rx_omm.login.answer')
    expect(answer?.status).toEqual({ code: 2, message: 'login-closed' })
    for (const { status } of others) expect(status.code).toBe(0)
  })

  it('of an outage end too early, or lack the attempts that ended it', () => {
    let [lostAt, recoveredAt] = [NaN, NaN]
    const { spans } = observed({}, ({ consumer, simulator, events, watch, advance, at }) => {
      watch(consumer.items(['EUR=', 'JPY=']))
      at(1_000, () => {
        simulator.stopAccepting()
        simulator.drop()
      })
      at(20_000, () => {
        simulator.accept()
      })
      advance(120_000)
      lostAt = events.find(({ event }) => event === 'connection.lost')!.at
      recoveredAt = events.find(({ event }) => event === 'items.recovered')!.at
    })
    const [outage, ...more] = spans.filter(({ name }) => name === 'rx_omm.outage')
    expect(more).toEqual([])
    expect(milliseconds(outage!.startTime)).toBe(lostAt)
    expect(milliseconds(outage!.endTime)).toBe(recoveredAt)
    expect(outage!.attributes).toMatchObject({ 'rx_omm.items': 2, 'error.type': 'connection-lost' })
    const attempts = spans.filter(
      ({ parentSpanContext }) => parentSpanContext?.spanId === outage!.spanContext().spanId,
    )
    expect(attempts.length).toBeGreaterThan(2)
    expect(
      attempts
        .slice(0, -1)
        .every(
          ({ status, attributes }) =>
            status.code === SpanStatusCode.ERROR && Number(attributes['rx_omm.attempt']) > 0,
        ),
    ).toBe(true)
    expect(attempts.at(-1)?.status.code).toBe(0)
  })

  it('of an outage without items never end, or last until something else happens', () => {
    let lostAt = NaN
    const { spans } = observed({}, ({ consumer, simulator, events, watch, advance }) => {
      watch(consumer.services$)
      advance(1_000)
      simulator.drop()
      advance(600_000)
      lostAt = events.find(({ event }) => event === 'connection.lost')!.at
    })
    const outage = spans.find(({ name }) => name === 'rx_omm.outage')!
    expect(milliseconds(outage.startTime)).toBe(lostAt)
    expect(milliseconds(outage.duration)).toBeLessThan(60_000)
  })

  it('are left open when the consumer is closed, or the watch is ended, in the middle', () => {
    for (const end of ['close', 'stop']) {
      const collected = collector()
      runWithSimulator(({ consumer, simulator, watch, advance }) => {
        const { stop } = instrument(consumer, collected)
        watch(consumer.item('EUR='))
        advance(1_000)
        simulator.stopAccepting()
        simulator.drop()
        advance(3_000)
        expect(collected.spans().map(({ name }) => name)).not.toContain('rx_omm.outage')
        if (end === 'stop') stop()
        else void consumer.close()
        advance(10_000)
        expect(collected.spans().map(({ name }) => name)).toContain('rx_omm.outage')
      })
    }
  })
})

describe('everything that is exported', () => {
  it('holds a secret, the name of a user or of an item, or an address with a password', async () => {
    const options: StageOptions = {
      identity: { v1: { username: 'GE-A-SECRETUSER', password: 'SECRETPASSWORD', clientId: 'SECRETAPPKEY' } },
      simulator: {
        echoToken: true,
        machines: [{ username: 'GE-A-SECRETUSER', password: 'SECRETPASSWORD', appKey: 'SECRETAPPKEY' }],
      },
    }
    const { metrics, spans, secrets } = observed(options, ({ consumer, simulator, watch, advance }) => {
      watch(consumer.item('SECRETITEM'))
      advance(60 * minutes)
      simulator.closeLogin({ text: 'SECRETTEXT' })
      advance(minutes)
      simulator.drop({ code: 1011, reason: 'SECRETREASON' })
      advance(minutes)
    })
    const all = JSON.stringify([
      await metrics,
      spans.map(({ name, attributes, events, status, links, resource }) => [
        name,
        attributes,
        events,
        status,
        links,
        resource.attributes,
      ]),
    ])
    expect(valueOf(await metrics, 'recovery.duration')).toBe(2)
    expect(all).not.toMatch(/SECRET/i)
    for (const secret of secrets) expect(all).not.toContain(secret)
  })
})
