import { expect, test } from 'vitest'
import type { ConsumerState } from '../../src/index.js'
import { play, type ScenarioOptions, type Stage } from '../support/scenario.js'

const seconds = 1_000

/** A point in the life of a consumer: how to get there, and how to tell that it is the one. */
interface Point {
  readonly at: string
  readonly status: ConsumerState['status']
  readonly options?: ScenarioOptions
  readonly reach: (stage: Stage) => void
}

const untilStatus = ({ advance, state }: Stage, status: ConsumerState['status']): void => {
  for (let left = 1_000; left > 0 && state().status !== status; left -= 1) advance(1)
}

const points: readonly Point[] = [
  {
    at: 'idle, never used',
    status: 'idle',
    reach: () => undefined,
  },
  {
    at: 'idle, used before',
    status: 'idle',
    reach: ({ watch, advance }) => {
      const watched = watch('EUR=')
      advance(seconds)
      watched.leave()
      advance(10 * seconds)
    },
  },
  {
    at: 'subscribed, nothing sent yet',
    status: 'authenticating',
    reach: ({ watch }) => {
      watch('EUR=')
    },
  },
  {
    at: 'waiting for a credentials callback',
    status: 'authenticating',
    options: { v1: { password: () => new Promise<string>(() => undefined) } },
    reach: ({ watch, advance }) => {
      watch('EUR=')
      advance(seconds)
    },
  },
  {
    at: 'token answer pending',
    status: 'authenticating',
    reach: ({ simulator, watch, advance }) => {
      simulator.answerTokens('never')
      watch('EUR=')
      advance(seconds)
    },
  },
  {
    at: 'discovery pending',
    status: 'discovering',
    reach: ({ simulator, watch, advance }) => {
      simulator.answerDiscovery('never')
      watch('EUR=')
      advance(seconds)
    },
  },
  {
    at: 'socket about to open',
    status: 'connecting',
    reach: (stage) => {
      stage.watch('EUR=')
      untilStatus(stage, 'connecting')
    },
  },
  {
    at: 'socket half open',
    status: 'connecting',
    reach: (stage) => {
      stage.watch('EUR=')
      untilStatus(stage, 'connecting')
      stage.advance(7)
    },
  },
  {
    at: 'login sent, not answered',
    status: 'logging-in',
    reach: ({ simulator, watch, advance }) => {
      simulator.delayLogin(Infinity)
      watch('EUR=')
      advance(seconds)
    },
  },
  {
    at: 'ready, items not answered',
    status: 'ready',
    reach: (stage) => {
      stage.watch('EUR=', 'JPY=')
      untilStatus(stage, 'ready')
    },
  },
  {
    at: 'ready, streaming',
    status: 'ready',
    options: { simulator: { updateRate: 10 } },
    reach: ({ watch, advance }) => {
      watch('EUR=', 'JPY=')
      advance(10 * seconds)
    },
  },
  {
    at: 'ready, an item waiting to be asked for again',
    status: 'ready',
    reach: ({ simulator, watch, advance }) => {
      watch('EUR=', 'JPY=')
      advance(seconds)
      simulator.closeRecoverItem('EUR=', { forever: true })
      advance(30 * seconds)
    },
  },
  {
    at: 'waiting for the next attempt',
    status: 'waiting',
    reach: ({ simulator, watch, advance }) => {
      simulator.stopAccepting({ only: 'webSocket' })
      watch('EUR=')
      advance(100)
    },
  },
  {
    at: 'in a long outage',
    status: 'waiting',
    reach: ({ simulator, watch, advance }) => {
      watch('EUR=')
      advance(seconds)
      simulator.closeLogin()
      simulator.refuseLogins(100)
      advance(3_600 * seconds)
    },
  },
  {
    at: 'renewal pending',
    status: 'ready',
    reach: ({ simulator, watch, advance }) => {
      watch('EUR=')
      advance(230 * seconds)
      simulator.answerTokens('never')
      advance(12 * seconds)
    },
  },
  {
    at: 'between two attempts at a renewal',
    status: 'ready',
    reach: ({ simulator, watch, advance }) => {
      watch('EUR=')
      advance(230 * seconds)
      simulator.answerTokens({ status: 500 })
      advance(20 * seconds)
    },
  },
  {
    at: 'silent server',
    status: 'ready',
    reach: ({ simulator, watch, advance }) => {
      watch('EUR=')
      advance(10 * seconds)
      simulator.goSilent()
      advance(15 * seconds)
    },
  },
  {
    at: 'lingering',
    status: 'ready',
    reach: ({ watch, advance }) => {
      const watched = watch('EUR=')
      advance(10 * seconds)
      watched.leave()
      advance(seconds)
    },
  },
  {
    at: 'failed for good',
    status: 'failed',
    options: { v1: { password: 'wrong' } },
    reach: ({ watch, advance }) => {
      watch('EUR=')
      advance(seconds)
    },
  },
]

test.each(points)('close() when $at leaves nothing behind', async ({ status, options = {}, reach }) => {
  const closed = play(options, (stage) => {
    const { consumer, simulator, advance, state, states, openRequests, scheduler } = stage
    const ended = { state: false, events: false, items: 0, errors: 0 }
    consumer.state$.subscribe({ complete: () => (ended.state = true) })
    consumer.events$.subscribe({ complete: () => (ended.events = true) })
    reach(stage)
    expect(state().status).toBe(status)
    const unused = status === 'idle' || status === 'failed'
    if (!unused) {
      const each = { complete: () => (ended.items += 1), error: () => (ended.errors += 1) }
      consumer.items(['GBP=']).subscribe(each)
      consumer.item('CHF=').subscribe(each)
    }
    const promise = consumer.close()
    // So long a closing handshake may take.
    advance(3 * seconds)
    expect(state()).toEqual({ status: 'closed' })
    expect(states.filter(({ status: one }) => one === 'closed')).toHaveLength(1)
    expect(ended).toEqual({
      state: true,
      events: true,
      items: unused ? 0 : 2,
      errors: 0,
    })
    expect(openRequests()).toBe(0)

    const sent = simulator.received.length
    advance(3_600 * seconds)
    expect(simulator.received).toHaveLength(sent)
    // A silent server does not hear of the end, so it keeps its side until its own time-out.
    expect(simulator.connections).toEqual([])
    expect(scheduler.actions).toHaveLength(0)

    const late: unknown[] = []
    consumer.item('EUR=').subscribe({ error: (error: unknown) => late.push(error) })
    expect(late).toMatchObject([{ code: 'consumer-closed' }])
    expect(consumer.close()).toBeInstanceOf(Promise)
    return promise
  })
  await expect(closed).resolves.toBeUndefined()
})

test('close() closes the login before the socket, with code 1000', () => {
  play({}, ({ consumer, simulator, watch, advance }) => {
    watch('EUR=')
    advance(seconds)
    void consumer.close()
    advance(seconds)
    const [lastFrame, lastClose] = simulator.received.slice(-2)
    expect(lastFrame).toMatchObject({ kind: 'frame', messages: [{ ID: 1, Type: 'Close', Domain: 'Login' }] })
    expect(lastClose).toMatchObject({ kind: 'close', code: 1000 })
  })
})

test('close() called twice, and inside a value, is one close', async () => {
  const both = play({}, ({ consumer, simulator, advance }) => {
    const promises: Promise<void>[] = []
    let completed = 0
    consumer.item('EUR=').subscribe({
      next: () => {
        promises.push(consumer.close(), consumer.close())
      },
      complete: () => {
        completed += 1
      },
    })
    advance(10 * seconds)
    expect(completed).toBe(1)
    expect(promises).toHaveLength(2)
    expect(simulator.connections).toEqual([])
    return Promise.all(promises)
  })
  await expect(both).resolves.toHaveLength(2)
})
