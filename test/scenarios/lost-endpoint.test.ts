import { describe, expect, it } from 'vitest'
import type { WebSocketLike } from '../../src/index.js'
import { runWithSimulator } from '../../src/testing/index.js'

const endpoints = ['wss://first.simulator.test/WebSocket', 'wss://second.simulator.test/WebSocket'] as const
const connectTimeout = 4_000

/** A machine that swallows whatever is sent to it. */
const silent = (): WebSocketLike => ({
  protocol: '',
  onopen: null,
  onmessage: null,
  onclose: null,
  onerror: null,
  send: () => undefined,
  close: () => undefined,
})

/** What follows the loss of a session at the first endpoint, and how long the item was away. */
const afterLoss = (
  first: 'well' | 'refuses' | 'swallows',
): readonly [urls: readonly string[], awayMs: number] =>
  runWithSimulator(({ simulator, network, another, watch, advance }) => {
    let lost = false
    const urls: string[] = []
    const consumer = another({
      endpoints,
      timeouts: { connect: connectTimeout },
      webSocket: (url, protocols) => {
        if (lost) urls.push(url)
        if (!lost || first === 'well' || url !== endpoints[0]) return network.webSocket(url, protocols)
        return first === 'swallows'
          ? silent()
          : network.webSocket('wss://is-dead1.simulator.test/', protocols)
      },
    })
    const { values } = watch(consumer.item('EUR='))
    advance(60_000)
    lost = true
    simulator.drop()
    advance(60_000)
    const back = values.flatMap((event) => (event.type === 'refresh' ? (event.recovered ?? []) : []))
    expect(back).toHaveLength(1)
    return [urls, back[0]?.awayMs ?? Infinity]
  })

describe('after the loss of a session', () => {
  it('an endpoint that is preferred is left although it is well', () => {
    const [urls, away] = afterLoss('well')
    expect(urls).toEqual([endpoints[0]])
    expect(away).toBeLessThan(connectTimeout)
  })

  it('an endpoint that refuses is tried again and again, or the next one waits for the time-out', () => {
    const [urls, away] = afterLoss('refuses')
    expect(urls).toEqual(endpoints)
    expect(away).toBeLessThan(connectTimeout)
  })

  it('an endpoint that swallows connections costs more than one time-out', () => {
    const [urls, away] = afterLoss('swallows')
    expect(urls).toEqual(endpoints)
    expect(away).toBeGreaterThan(connectTimeout)
    expect(away).toBeLessThan(2 * connectTimeout)
  })
})
