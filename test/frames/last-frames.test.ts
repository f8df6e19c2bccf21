import { inspect } from 'node:util'
import { createConsumer, lastFrames, UsageError } from 'rx-omm'
import { runWithSimulator, type Stage } from 'rx-omm/testing'
import { describe, expect, it } from 'vitest'

/** The tokens that the server was sent. */
const tokensAt = (simulator: Stage['simulator']): readonly string[] => {
  const texts = JSON.stringify(simulator.received.filter(({ kind }) => kind === 'frame'))
  return [...texts.matchAll(/"AuthenticationToken":"([^"]+)"/g)].map(([, token]) => token!)
}

describe('the last frames of a consumer', () => {
  it('show a token of a day of renewals, a forced logout, an outage, or a server that repeats it', () => {
    const frames = lastFrames({ count: 1_000, maxLength: 10_000 })
    const options = { consumer: { frames }, simulator: { echoToken: true, accessTokenLife: 3_600 } }
    runWithSimulator(options, ({ consumer, simulator, at, advance }) => {
      const open = consumer.item('EUR=').subscribe()
      at(3_600_000, () => {
        simulator.closeLogin()
      })
      at(7_200_000, () => {
        simulator.drop()
      })
      advance(86_400_000 / 4)
      open.unsubscribe()
      advance(10_000)
      const tokens = tokensAt(simulator)
      expect(new Set(tokens).size).toBeGreaterThan(4)
      const text = JSON.stringify(frames.take())
      for (const token of tokens) {
        expect(text).not.toContain(token)
        expect(text).not.toContain(token.slice(0, 20))
      }
      expect(text).toContain('[removed]')
      expect(text).toContain('EUR=')
      expect(new Set(frames.take().map(({ connection }) => connection)).size).toBeGreaterThan(1)
    })
  })

  it('lack a frame, its time, or its direction', () => {
    const frames = lastFrames()
    runWithSimulator({ consumer: { frames }, identity: { name: 'me' } }, ({ consumer, advance }) => {
      const open = consumer.item('EUR=').subscribe()
      advance(1_000)
      open.unsubscribe()
      advance(10_000)
    })
    const told = frames.take().map(({ at, direction, connection, length, text }) => {
      const [message] = [JSON.parse(text) as unknown].flat() as { Type?: string; Domain?: string }[]
      expect([at >= 0, connection, length]).toEqual([
        true,
        1,
        text.length + ('[removed]'.length - 2) * -+(message?.Domain === 'Login' && message.Type !== 'Close'),
      ])
      return `${direction} ${message?.Type ?? 'Request'} ${message?.Domain ?? ''}`
    })
    expect(told).toEqual([
      'sent Request Login',
      'received Refresh Login',
      'sent Request ',
      'received Refresh ',
      'sent Close ',
      'sent Close Login',
    ])
  })

  it('cannot be told apart by connection where several consumers share them', () => {
    const frames = lastFrames()
    const [one, other] = [frames.attach(() => 1), frames.attach(() => 2)]
    one('sent', 'a')
    other('received', 'b')
    one('received', new ArrayBuffer(3))
    expect(frames.take()).toEqual([
      { at: 1, direction: 'sent', connection: 1, length: 1, text: 'a' },
      { at: 2, direction: 'received', connection: 2, length: 1, text: 'b' },
      { at: 1, direction: 'received', connection: 1, length: -1, text: '' },
    ])
  })

  it('are more, or longer, than was asked for', () => {
    const frames = lastFrames({ count: 3, maxLength: 5 })
    const observe = frames.attach(() => 0)
    for (let number = 1; number <= 100; number += 1) {
      observe('received', `${number} `.repeat(1_000))
      expect(frames.take().length).toBe(Math.min(number, 3))
    }
    expect(frames.take().map(({ text, length }) => [text, length])).toEqual([
      ['98 98', 3_000],
      ['99 99', 3_000],
      ['100 1', 4_000],
    ])
  })

  it('forget a token that is still in use, or its predecessor', () => {
    const frames = lastFrames({ count: 2 })
    const observe = frames.attach(() => 0)
    const tokens = Array.from({ length: 15 }, (_, index) => `token-number-${index}`)
    for (const token of tokens)
      observe('sent', JSON.stringify({ Domain: 'Login', Key: { Elements: { AuthenticationToken: token } } }))
    for (let count = 0; count < 100; count += 1) observe('sent', '{"ID":5,"Type":"Close"}')
    observe('received', tokens.join(' '))
    expect(frames.take().at(-1)?.text).toMatch(/^(\[removed\] ?)+$/)
  })

  it('are nothing but pings in a quiet hour', () => {
    const frames = lastFrames({ count: 5 })
    const observe = frames.attach(() => 0)
    for (const text of [
      '{"ID":2}',
      '{"Type":"Ping"}',
      '[{"Type":"Pong"}]',
      '[ { "Type" : "Ping" } ]',
      '[{"Type":"Ping"},{"ID":2}]',
    ])
      observe('received', text)
    expect(frames.take().map(({ text }) => text)).toEqual(['{"ID":2}', '[{"Type":"Ping"},{"ID":2}]'])
  })

  it('can be printed with their secrets', () => {
    const frames = lastFrames()
    frames.attach(() => 0)(
      'sent',
      '{"Domain":"Login","Key":{"Elements":{"AuthenticationToken":"top-secret"}}}',
    )
    const prints = [
      inspect(frames, { depth: 9, showHidden: true }),
      JSON.stringify({ frames }),
      JSON.stringify(structuredClone(frames)),
      // eslint-disable-next-line @typescript-eslint/no-base-to-string -- this is what is tried
      String(frames),
      JSON.stringify(Object.getOwnPropertyDescriptors(frames)),
      inspect(frames.take(), { depth: 9 }),
    ]
    for (const print of prints) expect(print).not.toContain('top-secret')
    expect(prints[1]).toContain('[removed]')
  })

  it('are made of options that cannot work', () => {
    for (const options of [{ count: 0 }, { count: 1.5 }, { maxLength: Infinity }, { count: '5' }]) {
      expect(() => lastFrames(options as object)).toThrow(UsageError)
    }
    const frames = JSON.parse('{}') as ReturnType<typeof lastFrames>
    expect(() => createConsumer({ endpoints: 'ws://localhost', login: { name: 'me' }, frames })).toThrow(
      '`frames` must be what `lastFrames` gives',
    )
  })
})
