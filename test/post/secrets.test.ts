import { afterEach, expect, test, vi } from 'vitest'
import type { SimulatorOptions } from '../../src/simulator/index.js'
import { leaks } from '../support/scenario-leaks.js'
import { play } from '../support/scenario.js'

afterEach(() => {
  vi.restoreAllMocks()
})

type Message = Readonly<Record<string, unknown>>

/** A server that knows the token of the login and repeats it in what it answers to posts. */
const parrot = (
  answer: (post: Message, token: string) => Message,
): NonNullable<SimulatorOptions['intercept']> => {
  let token = ''
  return (message, reply) => {
    const key = (message['Key'] ?? {}) as { Elements?: { AuthenticationToken?: string } }
    token = key.Elements?.AuthenticationToken ?? token
    if (message['Type'] !== 'Post') return false
    reply(answer(message, token))
    return true
  }
}

test.each<[string, (post: Message, token: string) => Message]>([
  ['an answer', ({ ID, PostID }, token) => ({ ID, Type: 'Ack', AckID: PostID, Text: `well, ${token}` })],
  [
    'a refusal',
    ({ ID, PostID }, token) => ({ ID, Type: 'Ack', AckID: PostID, NakCode: token, Text: `no, ${token}` }),
  ],
  ['a late answer', ({ ID }, token) => ({ ID, Type: 'Ack', AckID: 77, NakCode: token, Text: token })],
  ['an Error', ({ ID }, token) => ({ ID, Type: 'Error', Text: `bad ${token}`, Debug: { Message: token } })],
  ['an Error that quotes it', ({ ID }, token) => ({ ID, Type: 'Error', Text: `JSON Unexpected Value. Received '${token}' for key '${token}'` })], // prettier-ignore
  ['an Error with a part of it', ({ ID }, token) => ({ ID, Type: 'Error', Text: `JSON Unexpected Key. Received '${token.slice(0, 100)}` })], // prettier-ignore
  ['an Error about nothing', (_, token) => ({ ID: 0, Type: 'Error', Text: token.slice(5), Debug: { Message: JSON.stringify({ ID: 9, Type: 'Close', Key: token }) } })], // prettier-ignore
])('the token that a server repeats in %s to a post is not printed', (_, answer) => {
  const told = leaks()
  play({ v2: {}, simulator: { intercept: parrot(answer) } }, ({ consumer, advance, simulator }) => {
    told.follow(consumer.state$)
    told.follow(consumer.events$)
    told.follow(consumer.post({ name: 'EUR=', fields: { BID: 1 } }))
    advance(20_000)
    expect(simulator.received.some((entry) => entry.kind === 'frame')).toBe(true)
  })
  expect(told.text()).toMatch(/\[token\]|\[cut\]/)
  // Tokens of the simulator are 1200 characters of this alphabet; nothing else is as long.
  expect(told.text()).not.toMatch(/[\w-]{48}/)
})
