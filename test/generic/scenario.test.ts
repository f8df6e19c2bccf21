import { expect, test } from 'vitest'
import { observe } from '../support/observe.js'
import { heard } from '../support/scenario-received.js'
import { play } from '../support/scenario.js'

const seconds = 1_000

test('latency is measured with ticks beyond 2^53, which come back as they were sent', () => {
  play({ simulator: { latencyEvery: 1_000 } }, ({ consumer, simulator, watch, advance }) => {
    const latencies = observe(consumer.latency$)
    advance(seconds)
    expect(simulator.received).toEqual([])
    watch('EUR=')
    advance(5 * seconds)
    const { sent = 0, echoed = 0, wrong } = simulator.connections[0]?.latency ?? {}
    expect(wrong).toBe(0)
    expect(sent).toBeGreaterThan(2)
    expect(sent - echoed).toBeLessThanOrEqual(1)
    // Five milliseconds each way.
    expect(latencies.values[0]?.roundTripUs).toBeUndefined()
    expect(latencies.values.slice(1).map(({ roundTripUs }) => roundTripUs)).toContain(10_000)
    void consumer.close()
    expect(latencies.completions).toBe(1)
  })
})

test('latency is not measured where the client does not want to', () => {
  play(
    { simulator: { latencyEvery: 1_000 }, consumer: { login: { latency: false } } },
    ({ simulator, watch, advance }) => {
      watch('EUR=')
      advance(5 * seconds)
      expect(simulator.connections.map(({ latency }) => latency.sent)).toEqual([0])
    },
  )
})

test('generic messages go both ways on an open item, and open nothing', () => {
  play({ simulator: { echoGeneric: true } }, ({ consumer, simulator, watch, advance }) => {
    const received = observe(consumer.receive())
    const target = { on: { name: 'EUR=' }, content: { Elements: { Command: 'x', Big: 2n ** 60n + 1n } } }
    expect(observe(consumer.send(target)).error).toMatchObject({ code: 'item-not-open' })
    expect(observe(consumer.send({ on: 'login' })).error).toMatchObject({ code: 'item-not-open' })
    advance(seconds)
    expect(simulator.received).toEqual([])
    watch('EUR=')
    advance(seconds)
    expect(observe(consumer.send(target)).completions).toBe(1)
    advance(seconds)
    expect(heard(simulator).filter(({ message }) => message['Type'] === 'Generic')).toHaveLength(1)
    simulator.sendGeneric({ message: { Domain: 'Login', Elements: { Hello: 1 } } })
    simulator.sendGeneric({ name: 'EUR=', message: { Elements: { Hello: 2 } } })
    advance(seconds)
    expect(received.values).toMatchObject([
      {
        type: 'generic',
        on: { name: 'EUR=', service: 'ELEKTRON_DD', domain: 'MarketPrice' },
        message: { Elements: { Command: 'x' } },
      },
      { type: 'generic', on: 'login', message: { Elements: { Hello: 1 } } },
      { type: 'generic', on: { name: 'EUR=' }, message: { Elements: { Hello: 2 } } },
    ])
  })
})
