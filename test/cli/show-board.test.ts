import { EventEmitter } from 'node:events'
import type { ReadStream, WriteStream } from 'node:tty'
import { NEVER } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { createConsumer, discover, passwordGrant } from '../../src/index.js'
import { createSimulator, inMemory } from '../../src/simulator/index.js'
import { domainOf, type KindWish } from '../../src/cli/watch/kind-of.js'
import { shelfOf } from '../../src/cli/watch/shelf-of.js'
import { showBoard } from '../../src/cli/watch/show-board.js'
import { observe } from '../support/observe.js'
import { at, inVirtualTime } from '../support/virtual.js'

/** A terminal, as far as it is used here. */
const terminal = () => {
  const written: string[] = []
  const raw: boolean[] = []
  const stdout = Object.assign(new EventEmitter(), {
    isTTY: true,
    columns: 100,
    rows: 30,
    write: (text: string) => written.push(text),
  })
  const stdin = Object.assign(new EventEmitter(), {
    isTTY: true,
    setRawMode: (mode: boolean) => raw.push(mode),
    resume: () => undefined,
    pause: () => undefined,
  })
  return {
    written,
    raw,
    press: (key: string) => stdin.emit('data', Buffer.from(key)),
    resize: (columns: number, rows: number) => {
      Object.assign(stdout, { columns, rows })
      stdout.emit('resize')
    },
    io: {
      // A terminal has far more members than are used of it.
      stdin: stdin as unknown as ReadStream,
      stdout: stdout as unknown as WriteStream,
      stderr: stdout as unknown as WriteStream,
      env: { NO_COLOR: '1' },
    },
  }
}

/** Watches an item of a simulator in memory, presses keys at these times, and gives what was written until then. */
const play = (
  keys: readonly (readonly [when: number, key: string])[],
  until: number,
  { by }: KindWish = {},
) => {
  const screen = terminal()
  const atKeys: string[] = []
  let endings: readonly unknown[] = []
  let listeners = 0
  inVirtualTime(() => {
    const simulator = createSimulator({ accessTokenLife: 20 })
    const { http, webSocket } = inMemory(simulator)
    const base = 'http://localhost'
    const options = {
      tokens: passwordGrant({
        ...{ username: 'user', password: 'password', clientId: 'app' },
        ...{ url: `${base}/auth/oauth2/v1/token`, http },
      }),
      endpoints: discover({ url: `${base}/streaming/pricing/v1/`, http }),
      webSocket,
      random: () => 0.5,
    }
    const consumer = createConsumer(options)
    const domain = domainOf({ ...(by === undefined ? {} : { by }) })
    const items$ = consumer.items(['EUR='], domain === undefined ? {} : { domain })
    const shelf = shelfOf(by === undefined ? {} : { by }, ['EUR='], undefined)
    const feed = { label: 'sim', renewAt: 0.8, consumer: options, simulator, close: () => Promise.resolve() }
    const before = process.listenerCount('exit')
    const shown = observe(
      showBoard({ consumer, items$, feed, names: ['EUR='], fields: undefined, io: screen.io, shelf }),
    )
    for (const [when, key] of keys) {
      at(when, () => {
        atKeys.push(screen.written.splice(0).join(''))
        screen.press(key)
      })
    }
    at(until, () => {
      shown.subscription.unsubscribe()
      endings = shown.values
      listeners = process.listenerCount('exit') - before
      void consumer.close()
    })
    at(until + 1000, () => {
      simulator.stop()
    })
  })
  return { ...screen, atKeys, rest: screen.written.join(''), endings, listeners }
}

describe('the board on a terminal', () => {
  it('does not give the terminal back', () => {
    const { rest, raw, listeners, io } = play([], 2000)
    expect(rest.startsWith('\u001b[?1049h\u001b[?25l')).toBe(true)
    expect(rest.endsWith('\u001b[0m\u001b[?25h\u001b[?1049l')).toBe(true)
    expect(raw).toEqual([true, false])
    expect(listeners).toBe(0)
    expect(io.stdout.listenerCount('resize')).toBe(0)
  })

  it('writes more often than ten times a second, or though nothing has changed', () => {
    const { written } = play([], 10_050)
    expect(written.length).toBeGreaterThan(10)
    expect(written.length).toBeLessThan(10 * 10 + 3)
  })

  it('does not show a renewal, an outage or its end', () => {
    const { atKeys, rest } = play(
      [
        [18_000, 'd'],
        [18_150, 'x'],
        [25_000, 'q'],
      ],
      25_100,
    )
    expect(atKeys[0]).toContain('login reissued with the new token')
    expect(atKeys[0]).not.toContain('STALE')
    expect(atKeys[1]).toContain('STALE 0s')
    expect(atKeys[2]).toContain('live again after')
    expect(rest).not.toContain('ready, suspect')
  })

  it.each(['price', 'order', 'maker'] as const)('draws no ladder, or a stale one, of a book by %s', (by) => {
    const { atKeys, rest } = play(
      [
        [6000, 'd'],
        [6150, 'x'],
        [12_000, 'x'],
      ],
      12_100,
      { by },
    )
    expect(atKeys[0]).toContain('waiting for the first image')
    expect(atKeys[0]).toMatch(/Bid │ .*Ask/)
    expect(atKeys[0]).toMatch(/[•▴▾]/)
    expect(atKeys[0]).not.toContain('┊')
    expect(atKeys[1]).toContain('STALE 0s')
    expect(atKeys[1]).toMatch(/Bid ┊ .*Ask/)
    expect(atKeys[2]).toContain('1 item live again after')
    expect(rest).not.toContain('┊')
  })

  it('is resized', () => {
    const screen = terminal()
    let before: readonly string[] = []
    let after: readonly string[] = []
    inVirtualTime(() => {
      const { webSocket } = inMemory(createSimulator())
      const options = { webSocket, endpoints: 'ws://localhost', login: { name: 'me' } }
      const feed = { label: 'sim', consumer: options, close: () => Promise.resolve() }
      const consumer = createConsumer(options)
      const wish = { consumer, items$: NEVER, feed, names: ['EUR='], fields: ['BID'], io: screen.io }
      const shown = observe(showBoard(wish))
      at(550, () => {
        before = screen.written.splice(0)
        screen.resize(60, 20)
        after = screen.written.splice(0)
        shown.subscription.unsubscribe()
      })
    })
    expect(before.join('')).toContain('\u001b[30;1H')
    expect(after).toHaveLength(1)
    expect(after[0]).toContain('\u001b[1;1H\u001b[J')
    expect(after[0]).toContain('\u001b[20;1H')
    expect(after[0]).not.toContain('\u001b[21;1H')
  })

  it('is not quit by its keys, or by others', () => {
    const { endings } = play(
      [
        [1000, 'x'],
        [1100, '\u001b[A'],
        [1200, 'Q'],
        [1300, 'q'],
        [1400, '\u0003'],
      ],
      1500,
    )
    expect(endings).toEqual([{ exitCode: 0 }, { exitCode: 130 }])
  })
})
